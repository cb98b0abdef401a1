/**
 * Conditions of trust in an OIDC provider that no token of it meets.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
import { parseOperator } from "../../evaluation/conditions/operators";
import type { Condition, Statement } from "../../evaluation/types";

export interface Impossible {
  condition: Condition;
  /** Continues the condition's text. */
  why: string;
  remedy: string;
}

/** The first of the statement's conditions that tokens of the provider never meet. */
export function impossibleCondition({ conditions }: Statement, provider: string): Impossible | undefined {
  const issuer = provider.replace(/^arn:.*:oidc-provider\//, "");
  return conditions.map((condition) => impossible(condition, issuer)).find((each) => each !== undefined);
}

/** By a host, with or without what stands before it in a URL; keys of AWS begin with a word. */
const IS_OF_PROVIDER = /^(https?:\/\/)?[^:/]*\./;

function impossible(condition: Condition, issuer: string): Impossible | undefined {
  const { key, operator: name, values } = condition;
  const operator = parseOperator(name);
  if (!operator || operator === "null" || operator.ifExists || operator.quantifier === "ForAllValues") return;
  const end = key.lastIndexOf(":");
  const [of, claim] = [key.slice(0, end), key.slice(end + 1)];
  if (operator.negated || !IS_OF_PROVIDER.test(of)) return;
  if (!isSame(of, issuer)) return ofAnother(condition, issuer, claim);
  const isPlain = operator.type === "string" || operator.type === "stringIgnoringCase";
  if (!isPlain || claim === "aud" || !values.every((value) => value.includes("*"))) return;
  return {
    condition,
    why: `where * is a plain character that no token has there`,
    remedy: `Ask for ${key} by StringLike, which takes * for any text.`,
  };
}

function ofAnother(condition: Condition, issuer: string, claim: string): Impossible {
  return {
    condition,
    why: `which tokens of ${issuer} do not have`,
    remedy: `Name the key as the provider's URL is, without https://: ${issuer}:${claim}.`,
  };
}

/** Providers whose URL ends in a slash have keys with it and without. */
function isSame(of: string, issuer: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\/$/, "");
  return plain(of) === plain(issuer);
}
