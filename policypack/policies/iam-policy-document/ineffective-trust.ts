/**
 * Trust in principals that can never assume the role, whatever token they bring.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-mismatched-action-for-principal
 */
import { namesAction } from "../../evaluation/decisions/names-action";
import type { DocumentPlace } from "../../documents/unknown-documents";
import { conditionText } from "../../evaluation/decisions/wording";
import type { PolicyDocument, Statement } from "../../evaluation/types";
import type { Finding } from "../../findings/finding";
import { statementName } from "../../findings/names";
import { placeOfStatements } from "../../findings/place";
import { statementLabel } from "../../unknowns/statement-label";
import { describe, documentFinding } from "./document-findings";
import { impossibleCondition } from "../../documents/limits/impossible-conditions";

const ASSUME_ROLE = "sts:AssumeRole";
const WITH_SAML = "sts:AssumeRoleWithSAML";
const WITH_TOKEN = "sts:AssumeRoleWithWebIdentity";
const ALL = [ASSUME_ROLE, WITH_SAML, WITH_TOKEN];

/** Why a statement lets a principal in that it names, and yet can never be met. */
interface Obstacle {
  statement: Statement;
  /** Ids are made of it. */
  key: string;
  /** Continues "Statement[0] …". */
  why: string;
  remedy: string;
}

/** One a principal; none of one that some statement really lets in, nor where not all of the document is known. */
export function ineffectiveTrust(place: DocumentPlace, { statements }: PolicyDocument): Finding[] {
  const allows = statements.filter(({ effect }) => effect === "Allow");
  if (place.carried.kind !== "trust" || allows.some(({ unknown }) => unknown)) return [];
  return [...new Set(allows.flatMap(principalsOf))].flatMap((principal) => {
    const meant = allows.filter((each) => principalsOf(each).includes(principal) && isOfAssuming(each));
    const obstacles = meant.map((statement) => obstacleOf(statement, principal));
    const [first] = obstacles;
    if (first === undefined || obstacles.includes(undefined)) return [];
    return [refused(place, principal, first)];
  });
}

/** Of services the rules judge that know what they assume the role for. */
function principalsOf({ principals }: Statement): string[] {
  if (!principals || principals.negated) return [];
  const { AWS = [], Federated = [] } = principals.values;
  return [...AWS, ...Federated].filter((principal) => actionOf(principal) !== undefined);
}

/** The action by which such a principal assumes roles; undefined of everybody, and of what is no principal. */
function actionOf(principal: string): string | undefined {
  if (/^arn:[^:]*:iam::[^:]*:saml-provider\//.test(principal)) return WITH_SAML;
  if (/^arn:[^:]*:iam::[^:]*:oidc-provider\//.test(principal)) return WITH_TOKEN;
  if (/^arn:[^:]*:(iam|sts)::\d{12}:|^\d{12}$/.test(principal)) return ASSUME_ROLE;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(principal) ? WITH_TOKEN : undefined;
}

/** Statements on tags of sessions alone stand beside those on assuming. */
function isOfAssuming(statement: Statement): boolean {
  return ALL.some((action) => namesAction(statement, action));
}

function obstacleOf(statement: Statement, principal: string): Obstacle | undefined {
  const action = actionOf(principal) ?? ASSUME_ROLE;
  if (!namesAction(statement, action)) {
    const allowed = ALL.filter((each) => namesAction(statement, each));
    return {
      statement,
      key: "action",
      why: `allows ${allowed.join(", ")}, by which it cannot`,
      remedy: `Set the statement's Action to ${action}, by which alone ${KINDS[action]} assume roles.`,
    };
  }
  const isAlone = principalsOf(statement).length === 1;
  const found = action === WITH_TOKEN && isAlone ? impossibleCondition(statement, principal) : undefined;
  if (!found) return undefined;
  const { condition, why, remedy } = found;
  return { statement, key: condition.key, why: `asks for ${conditionText(condition)}, ${why}`, remedy };
}

const KINDS: Record<string, string> = {
  [ASSUME_ROLE]: "users, roles and accounts",
  [WITH_SAML]: "those who sign in by a SAML provider",
  [WITH_TOKEN]: "those who bring a token of an OIDC provider",
};

function refused(place: DocumentPlace, principal: string, obstacle: Obstacle): Finding {
  const { statement, key, why, remedy } = obstacle;
  return documentFinding(place, {
    verdict: "violated",
    key: `trust ${principal} ${key}`,
    actions: [actionOf(principal) ?? ASSUME_ROLE],
    message: `In ${describe(place)}, ${principal} is trusted and yet can never assume the role: ${statementLabel(statement)} ${why}.`,
    decidedBy: statementName({ statement, document: place.carried }),
    place: placeOfStatements([{ statement, document: place.carried }]),
    remedy,
  });
}
