/** Trust in whoever has a token of an identity provider that many share. */
import { namesAction } from "../../evaluation/decisions/names-action";
import { withDemandedKeys } from "../../documents/limits/demanded-keys";
import { impossibleCondition } from "../../documents/limits/impossible-conditions";
import type { Condition, Statement } from "../../evaluation/types";
import { statementLabel } from "../../unknowns/statement-label";
import { asking, holdOf, isAnything } from "./holds";
import { leftByDenies, type Opening, whyOpen } from "./opening";
import { narrower, type Platform, type Reach, wider } from "./platform";
import { platformOf } from "./platforms";

const ACTION = "sts:AssumeRoleWithWebIdentity";

/** Tags of a session that a token brings along are its provider's word, as its claims are. */
const SIGNED = /^aws:RequestTag\//i;

/** @param statement an Allow of a trust policy, of which all statements are given */
export function providerOpenings(statement: Statement, statements: Statement[]): Opening[] {
  if (!statement.principals || !namesAction(statement, ACTION)) return [];
  const left = leftByDenies(statement, statements, () => true);
  if (left === "limited") return [];
  return issuersOf(statement).flatMap((issuer) => {
    const platform = platformOf(issuer);
    if (!platform || impossibleCondition(statement, issuer)) return [];
    return ofIssuer(statement, issuer, platform, left === "some");
  });
}

/** Of a provider that is not known yet, those whose claims the conditions name. */
function issuersOf({ principals, conditions }: Statement): string[] {
  const named = principals?.values.Federated ?? [];
  const all = named.includes("*")
    ? conditions.map(({ key }) => key.slice(0, key.lastIndexOf(":")))
    : named.map((provider) => provider.replace(/^arn:.*:oidc-provider\//, ""));
  return [...new Set(all)].sort();
}

function ofIssuer(statement: Statement, issuer: string, platform: Platform, isDenied: boolean): Opening[] {
  const conditions = withDemandedKeys(statement.conditions);
  const claims = conditions.filter(({ key }) => claimOf(key, issuer) !== undefined);
  const others = conditions.filter((condition) => !claims.includes(condition));
  const isLimitedElse =
    isDenied ||
    others.some((each) => SIGNED.test(each.key) || /^(limits|asks|accounts)$/.test(holdOf(each).kind));
  const reach = claims
    .map((condition) => reachOf(condition, issuer, platform))
    .reduce(
      narrower,
      isLimitedElse ? narrower("organization", platform.reach(issuer)) : platform.reach(issuer),
    );
  const tokens = reach === "project" ? [] : [tokensOf(statement, issuer, platform, reach)];
  if (reach === "anyone" || !platform.isForAnyAudience || asksForAudience(claims, issuer)) return tokens;
  return [...tokens, anyAudience(statement, issuer)];
}

/** The claim that a key is about, in lower case; undefined of keys of others. */
function claimOf(key: string, issuer: string): string | undefined {
  const spelled = key.toLowerCase();
  const start = `${issuer.toLowerCase()}:`;
  return spelled.startsWith(start) ? spelled.slice(start.length) : undefined;
}

function reachOf(condition: Condition, issuer: string, platform: Platform): Reach {
  const operator = asking(condition);
  if (!operator || operator.negated) return "anyone";
  const claim = claimOf(condition.key, issuer) ?? "";
  return condition.values
    .map((value): Reach => {
      // A variable that IAM does not know is another rule's matter.
      if (value.includes("${")) return "project";
      const isPattern = operator.type === "pattern";
      // Without wildcards to the operator no claim has them.
      if (!isPattern && /[*?]/.test(value)) return "project";
      const [fixed = ""] = isPattern ? value.split(/[*?]/, 1) : [value];
      return platform.reachOf({ claim, fixed, isWhole: fixed.length === value.length });
    })
    .reduce(wider, "project");
}

function asksForAudience(claims: Condition[], issuer: string): boolean {
  return claims.some((condition) => {
    const operator = asking(condition);
    if (!operator || operator.negated || claimOf(condition.key, issuer) !== "aud") return false;
    return !condition.values.some((value) => isAnything(value, operator));
  });
}

function tokensOf(statement: Statement, issuer: string, platform: Platform, reach: Reach): Opening {
  const isDoubtful = reach !== "anyone";
  return {
    statement,
    cause: `provider ${issuer}`,
    who: `${isDoubtful ? platform.anyOfOne : platform.any} (${whyOpen(statement, isDoubtful)})`,
    remedy: platform.remedy,
    isDoubtful,
  };
}

function anyAudience(statement: Statement, issuer: string): Opening {
  return {
    statement,
    cause: `audience ${issuer}`,
    who: `tokens of ${issuer} that were made for somebody else than AWS (${statementLabel(statement)} asks for no aud)`,
    remedy: `ask by StringEquals for ${issuer}:aud, as a rule sts.amazonaws.com`,
    isDoubtful: true,
  };
}
