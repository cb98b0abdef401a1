/** Whom a role's trust policy lets assume the role. */
import { compile, type CompiledStatement } from "./compile";
import { names, type Requester } from "./principal-match";
import { contextOf } from "../conditions/request-context";
import { serviceEntries } from "../conditions/service-context";
import { conditionsHold } from "./statement-match";
import { and, type Truth } from "../truth";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import type { Reading, RequestContext, Statement } from "../types";
import { isFixedLater, openKeys } from "./unknowns";
import { conditionText, firstFew } from "./wording";
import { statementLabel } from "../../unknowns/statement-label";

export interface TrustRequest extends Requester {
  /** As a rule `sts:AssumeRole`. */
  action: string;
  context: RequestContext;
}

export interface TrustDecision {
  outcome: "allowed" | "denied" | "unproven";
  /** The statement that decides. */
  statement?: Statement;
  /** Why it is denied. */
  reasons: string[];
  /** For `unproven`: what is not known. */
  unknowns: UnknownFact[];
}

/** Decides whether a trust policy lets a service or a principal assume its role. */
export function decideTrust(reading: Reading, asked: TrustRequest): TrustDecision {
  const { service } = asked;
  const request =
    service === undefined ? asked : { ...asked, context: contextOf(serviceEntries(service), asked.context) };
  if (reading.state === "unknown") return unproven([{ kind: "trust-policy" }]);
  if (reading.state === "malformed") {
    return unproven([{ kind: "malformed-trust-policy", problem: reading.problems[0] }]);
  }
  const about = compile(reading.document).statementsFor(request.action.toLowerCase());
  const [denies, allows] = [applying(about.Deny, request), applying(about.Allow, request)];
  const refused = denies.find(({ applies }) => applies === "yes");
  if (refused) {
    return {
      outcome: "denied",
      statement: refused.statement,
      reasons: [`${statementLabel(refused.statement)} denies it`],
      unknowns: [],
    };
  }
  if (allows.length === 0) {
    const reasons = about.Allow.map((item) => whyNot(item, request));
    return {
      outcome: "denied",
      reasons: reasons.length > 0 ? reasons : [`no statement allows ${request.action}`],
      unknowns: [],
    };
  }
  const sure = allows.find(({ applies }) => applies === "yes");
  if (sure && denies.length === 0)
    return { outcome: "allowed", statement: sure.statement, reasons: [], unknowns: [] };
  return unproven([...denies, ...(sure ? [] : allows)].flatMap((item) => openOf(item, request)));
}

function unproven(unknowns: UnknownFact[]): TrustDecision {
  return { outcome: "unproven", reasons: [], unknowns };
}

function applying(statements: readonly CompiledStatement[], request: TrustRequest) {
  return statements
    .map((compiled) => ({ ...compiled, applies: appliesTo(compiled, request) }))
    .filter(({ applies }) => applies !== "no");
}

function appliesTo(compiled: CompiledStatement, request: TrustRequest): Truth {
  const { statement } = compiled;
  const applies = and(isNamed(statement, request), conditionsHold(compiled, request.context));
  return and(applies, statement.unknown ? "maybe" : "yes");
}

/** Accounts, roles and users that are not known yet stand there as `*`, and are no service whoever they are. */
function isNamed({ principals, unknown }: Statement, request: TrustRequest): Truth {
  if (!principals || !unknown || request.service === undefined) return names(principals, request);
  return names({ ...principals, values: { ...principals.values, AWS: [] } }, request);
}

function whyNot(compiled: CompiledStatement, request: TrustRequest): string {
  const { statement } = compiled;
  if (isNamed(statement, request) === "no") {
    const trusted = Object.values(statement.principals?.values ?? {}).flat();
    return `${statementLabel(statement)} is about ${firstFew(trusted)}, not ${request.service ?? request.principalArn}`;
  }
  const failed = compiled.conditions().find(({ holds }) => holds(request.context) === "no");
  return `${statementLabel(statement)} asks for ${failed ? conditionText(failed.condition) : "something else"}`;
}

function openOf(compiled: CompiledStatement, { context }: TrustRequest): UnknownFact[] {
  const { sid, index, unknown } = compiled.statement;
  const statement = { sid, index };
  const keys = openKeys(compiled, context);
  if (unknown || keys.length === 0) return [{ kind: "statement-part", statement }];
  return keys.map((key) => ({
    kind: "trust-condition-key",
    key,
    statement,
    isFixedLater: isFixedLater(key, context),
  }));
}
