/** Places in ARNs, images and regions that somebody was to fill in, as files from guides and templates have them. */
import { ARN_FIELDS, arnFields } from "../../aws/arn";

/** `<ACCOUNT_ID>`, `${AWS_REGION}`, `{{account}}`; `{{resolve:…}}` is CloudFormation's, and told by itself. */
const MARKED = /<[A-Za-z][^<>]{0,80}>|\$\{[^{}]{1,200}\}|\{\{(?!resolve:)[^{}]{1,100}\}\}/g;

/** A private registry's host: the account, and the region behind `ecr`. */
const REGISTRY = /^(?<account>[^./:]+)\.dkr\.ecr(-fips)?\.(?<region>[^./:]+)\.amazonaws\./;

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
const [REGION_FIELD, ACCOUNT_FIELD] = [3, 4];

/** An account's id has twelve digits; AWS's own ARNs have a word there. */
const ACCOUNT_DIGITS = 12;

/**
 * The placeholders in a text, as they stand in it: what is marked as one, and where an ARN or a registry's host has an
 * account or a region, what can be none (`ACCOUNT_ID`, `YOUR-REGION`, `1234567890`).
 *
 * @param isOther whether something marked is not meant to be filled in, as IAM's policy variables are not
 */
export function placeholdersIn(text: string, isOther: (marked: string) => boolean = () => false): string[] {
  const marked = (text.match(MARKED) ?? []).filter((found) => !isOther(found));
  const { account, region } = placesIn(text);
  const bare = [
    ...(account !== undefined && isNoAccount(account) ? [account] : []),
    ...(region !== undefined && isNoRegion(region) ? [region] : []),
  ].filter((word) => !MARKED.test(reset(word)));
  return [...new Set([...marked, ...bare])];
}

/** The placeholders in a text that is a region by itself. */
export function placeholderRegion(text: string): string[] {
  const marked = placeholdersIn(text);
  return marked.length === 0 && isNoRegion(text) ? [text] : marked;
}

/** A global expression remembers where it ended. */
function reset(word: string): string {
  MARKED.lastIndex = 0;
  return word;
}

function placesIn(text: string): { account?: string; region?: string } {
  if (text.startsWith("arn:")) {
    // Within a mark there may be colons, which part no fields.
    const fields = arnFields(text.replace(MARKED, (mark) => mark.replace(/:/g, "_")));
    if (fields.length < ARN_FIELDS) return {};
    return { account: fields[ACCOUNT_FIELD], region: fields[REGION_FIELD] };
  }
  return REGISTRY.exec(text)?.groups ?? {};
}

/** Capitals, underscores, words that ask for a value, or digits that are too many or too few. */
function isNoAccount(text: string): boolean {
  if (/^\d+$/.test(text)) return text.length !== ACCOUNT_DIGITS;
  return isWordToFill(text) || /account/i.test(text);
}

function isNoRegion(text: string): boolean {
  return !REGION.test(text) && (isWordToFill(text) || /^(aws-?)?region$/i.test(text));
}

function isWordToFill(text: string): boolean {
  return (
    /^[\w-]+$/.test(text) && (/[A-Z]/.test(text) || text.includes("_") || /^(your|my)-|^x{3,}$/i.test(text))
  );
}

/** What to put in place of a placeholder, told from its name. */
export function meaningOf(placeholder: string): "account" | "region" | undefined {
  if (/acc(oun)?t|^\d+$|^x{6,}$/i.test(placeholder)) return "account";
  return /region/i.test(placeholder) ? "region" : undefined;
}

/** How to fill them in, one sentence. */
export function fillingRemedy(placeholders: string[]): string {
  const meanings = new Set(placeholders.map(meaningOf));
  const values = [
    ...(meanings.has("account") ? ["the account's twelve digits"] : []),
    ...(meanings.has("region") ? ["the region, as in eu-west-1"] : []),
    ...(meanings.has(undefined) ? ["the value that is meant"] : []),
  ];
  return `Put ${values.join(" and ")} in place of ${placeholders.join(", ")}.`;
}
