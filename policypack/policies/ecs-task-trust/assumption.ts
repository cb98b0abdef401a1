import { ECS_TASKS } from "../../aws/service-principals";
import { partitionOf } from "../../aws/partitions";
import { namesAction } from "../../evaluation/decisions/names-action";
import { sourceConditions } from "./trusted-principals";
import type { DocumentPlace } from "../../documents/unknown-documents";
import { describeUnknown } from "../../unknowns/describe";
import { contextOf } from "../../evaluation/conditions/request-context";
import { decideTrust } from "../../evaluation/decisions/trust";
import type { PolicyDocument } from "../../evaluation/types";
import { firstFew } from "../../evaluation/decisions/wording";
import { accountAndRegionOf } from "../../graph/places/account-and-region";
import { arnIn, parseArn } from "../../aws/arn";
import type { Finding } from "../../findings/finding";
import { ACTION, describe, draft } from "./draft";

/** Of the stack, as far as config tells them. */
interface AccountAndRegion {
  account?: string;
  region?: string;
}

/** With the values that requests of ECS carry; other keys stay open, so that a condition on them is unproven. */
export function mayNotAssume(
  place: DocumentPlace,
  document: PolicyDocument,
  config: AccountAndRegion,
): Finding[] {
  const decision = decideTrust(
    { state: "known", document },
    { service: ECS_TASKS, action: ACTION, context: contextOf(requestOfEcs(place, document, config)) },
  );
  if (decision.outcome === "allowed") return [];
  const isWrongAction = !document.statements.some(
    (statement) => statement.effect === "Allow" && namesAction(statement, ACTION),
  );
  const isDenied = decision.outcome === "denied";
  return [
    draft(place, {
      verdict: isDenied ? "violated" : "unproven",
      unknowns: decision.unknowns,
      key: "assume",
      actions: [ACTION],
      message: isDenied
        ? `ECS tasks may not assume ${describe(place)}, although it names ${ECS_TASKS}.`
        : `It is not proven that ECS tasks may assume ${describe(place)}.`,
      decidedBy: isWrongAction
        ? `no statement allows ${ACTION}`
        : firstFew(isDenied ? decision.reasons : decision.unknowns.map(describeUnknown)),
      remedy: isWrongAction
        ? `Set the statement's Action to ${ACTION}.`
        : `Ask for nothing but aws:SourceAccount and aws:SourceArn of this account and region (as in arn:aws:ecs:REGION:ACCOUNT:*), or for nothing at all.`,
    }),
  ];
}

/**
 * What ECS sends when it assumes a role. Where account or region is not known, those that the conditions themselves
 * name must at least agree. A single cluster or task cannot be asked for.
 */
function requestOfEcs(
  { resource }: DocumentPlace,
  document: PolicyDocument,
  config: AccountAndRegion,
): Record<string, string | null> {
  const place = accountAndRegionOf(resource);
  const asked = sourceConditions(document.statements);
  const value = (key: string) => asked.find((condition) => condition.key.toLowerCase() === key)?.values[0];
  const arn = parseArn(value("aws:sourcearn") ?? "");
  const account = config.account ?? place.account ?? value("aws:sourceaccount") ?? literal(arn?.account);
  const region = config.region ?? place.region ?? literal(arn?.region);
  const partition = region ? partitionOf(region) : (literal(arn?.partition) ?? "aws");
  const scope = { partition, account: account ?? "111122223333", region: region ?? "us-east-1" };
  return {
    "aws:SourceAccount": scope.account,
    "aws:SourceArn": arnIn(scope, "ecs", "task/cluster/0123456789abcdef0123456789abcdef"),
    "aws:PrincipalOrgID": null,
    "aws:MultiFactorAuthPresent": null,
    "aws:MultiFactorAuthAge": null,
    "sts:ExternalId": null,
  };
}

function literal(part: string | undefined): string | undefined {
  return part && !/[*?$]/.test(part) ? part : undefined;
}
