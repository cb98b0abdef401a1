/** Whether a resource pattern of a statement can match a resource that requests for an action name. */
import { arnFields } from "../../aws/arn";
import { actionFacts } from "./actions";

/** A character, any one character, or a run of any characters but the excepted. */
type Part = string | typeof ANY_ONE | Run;
interface Run {
  except: string;
}
const ANY_ONE = Symbol("?");
const ANY_RUN: Run = { except: "" };

/**
 * Format variables that end somewhere: those of the ARN's first fields hold no colon, nor do IAM's names, and what
 * follows a bucket's or table's name makes it another type of resource.
 */
const BOUNDED = new Map<string, Run>([
  ["Partition", { except: ":/" }],
  ["Region", { except: ":/" }],
  ["Account", { except: ":/" }],
  ["BucketName", { except: "/" }],
  ["TableName", { except: "/" }],
  ["RoleNameWithPath", { except: ":" }],
  ["UserNameWithPath", { except: ":" }],
  ["GroupNameWithPath", { except: ":" }],
  ["PolicyNameWithPath", { except: ":" }],
]);

const formats = new Map<string, Format>();

interface Format {
  /** Partition, service, region and account: a text, or undefined for a variable. */
  head: (string | undefined)[];
  rest: Part[];
  whole: Part[];
}

/** Longer ARNs exist nowhere; a document with such a text is refused for its size. */
const LONGEST_PATTERN = 4096;

/** The same question comes for each of a service's actions. */
const answers = new Map<string, boolean>();
const MOST_ANSWERS = 10_000;

/**
 * Whether some request for the action could name a resource that the pattern matches: `s3:ListBucket` and
 * `arn:aws:s3:::logs` meet, `s3:ListBucket` and `arn:aws:s3:::logs/*` do not. Policy variables match anything.
 * True for actions that AWS does not have: of them nothing is known.
 */
export function actionAcceptsResource(action: string, pattern: string): boolean {
  const facts = actionFacts(action);
  if (!facts || pattern.length > LONGEST_PATTERN || /^\*+$/.test(pattern)) return true;
  return facts.arnFormats.some((format) => fits(pattern, format));
}

function fits(pattern: string, format: string): boolean {
  const question = `${format} ${pattern}`;
  const known = answers.get(question);
  if (known !== undefined) return known;
  if (answers.size >= MOST_ANSWERS) answers.clear();
  const answer = compare(pattern, formatOf(format));
  answers.set(question, answer);
  return answer;
}

/**
 * Field by field as long as the pattern's first fields are plain, which says it all then; else the whole text, for a
 * `*` there may run over colons.
 */
function compare(pattern: string, format: Format): boolean {
  const [arn, ...fields] = arnFields(pattern);
  const rest = fields.length === RESOURCE + 1 ? (fields.pop() ?? "") : "";
  const isPlain =
    arn === "arn" && fields.length === RESOURCE && !fields.some((field) => /[*?$/]/.test(field));
  if (!isPlain) return overlaps(partsOfPattern(pattern), format.whole);
  if (!fields.every((field, index) => isField(field, index, format.head[index]))) return false;
  return overlaps(partsOfPattern(rest), format.rest);
}

/**
 * Whether a request's ARN can have a text as its partition, service, region or account.
 *
 * @param fixed what the format has there; undefined for a variable, of which regions and accounts have a form of their
 *   own. Some ARNs of AWS's own resources have a word there, or nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
function isField(field: string, index: number, fixed: string | undefined): boolean {
  if (fixed !== undefined) return field === fixed;
  if (index < REGION || field === "") return true;
  return (index === REGION ? IS_REGION : IS_ACCOUNT).test(field) || IS_WORD.test(field);
}

/** Where these stand behind `arn`. */
const REGION = 2;
const RESOURCE = 4;
const IS_REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
const IS_ACCOUNT = /^\d{12}$/;
/** Not what programs write for a value that they do not have. */
const IS_WORD = /^(?!undefined$|null$)[a-z-]+$/;

function formatOf(format: string): Format {
  const known = formats.get(format);
  if (known) return known;
  const [, ...fields] = arnFields(format);
  const made = {
    head: fields.slice(0, RESOURCE).map((field) => (field.includes("$") ? undefined : field)),
    rest: partsOfFormat(fields[RESOURCE] ?? ""),
    whole: partsOfFormat(format),
  };
  formats.set(format, made);
  return made;
}

function partsOfPattern(pattern: string): Part[] {
  const parts: Part[] = [];
  const tokens = pattern.match(/\$\{[*?$]\}|\$\{[^}]*\}|[^]/g) ?? [];
  for (const token of tokens) {
    if (token === "?") parts.push(ANY_ONE);
    else if (/^\$\{[*?$]\}$/.test(token)) parts.push(token.charAt(2));
    else if (token === "*" || token.length > 1) {
      if (parts.at(-1) !== ANY_RUN) parts.push(ANY_RUN);
    } else parts.push(token);
  }
  return parts;
}

function partsOfFormat(format: string): Part[] {
  return (format.match(/\$\{[^}]*\}|[^]/g) ?? []).map((token): Part => {
    if (token.length > 1) return BOUNDED.get(token.slice(2, -1)) ?? ANY_RUN;
    return token;
  });
}

/** Whether some text fits both, in at most |one| × |other| steps: `reached` holds the positions in `other`. */
function overlaps(one: Part[], other: Part[]): boolean {
  let reached = withSkippedRuns(new Array<boolean>(other.length + 1).fill(false), other, 0);
  for (const part of one) {
    reached = isRun(part) ? advancedByRun(reached, other) : advancedByOne(reached, other, part);
    if (!reached.includes(true)) return false;
  }
  return reached[other.length] === true;
}

const isRun = (part: Part | undefined): part is Run => typeof part === "object";

/** Marks a position, and those that lie behind runs that match nothing. */
function withSkippedRuns(reached: boolean[], other: Part[], position: number): boolean[] {
  reached[position] = true;
  for (let at = position; isRun(other[at]); at++) reached[at + 1] = true;
  return reached;
}

/** A run of the pattern may swallow any rest of the format. */
function advancedByRun(reached: boolean[], other: Part[]): boolean[] {
  const first = reached.indexOf(true);
  return other.map((_, index) => index >= first).concat(true);
}

/** One character of the pattern takes one character of the format, or one out of a run. */
function advancedByOne(reached: boolean[], other: Part[], part: Part): boolean[] {
  const next = new Array<boolean>(other.length + 1).fill(false);
  reached.forEach((isReached, position) => {
    const facing = other[position];
    if (!isReached || facing === undefined) return;
    if (isRun(facing)) {
      if (typeof part !== "string" || !facing.except.includes(part)) withSkippedRuns(next, other, position);
    } else if (part === ANY_ONE || facing === part) {
      withSkippedRuns(next, other, position + 1);
    }
  });
  return next;
}
