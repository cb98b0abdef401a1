/** Actions for which S3 and ECR refuse the policies of their resources. */
import type { ResourcePolicyPlace } from "../../documents/unknown-documents";
import { actionAcceptsResource } from "../../evaluation/catalogue/action-resources";
import { actionFacts } from "../../evaluation/catalogue/actions";
import type { PolicyDocument, Statement } from "../../evaluation/types";
import type { Finding } from "../../findings/finding";
import { statementName } from "../../findings/names";
import { placeOfStatements } from "../../findings/place";
import { listed } from "../../unknowns/listed";
import { statementLabel } from "../../unknowns/statement-label";
import { describe, documentFinding } from "./document-findings";

/** One a statement. What allows nothing is told elsewhere, whatever it stands on. */
export function refusedActions(place: ResourcePolicyPlace, { statements }: PolicyDocument): Finding[] {
  switch (place.carried.on) {
    case "bucket":
      return statements.flatMap((statement) => deniedOnOthers(place, statement));
    case "repository":
      return statements.flatMap((statement) => ofNoRepository(place, statement));
    default:
      return [];
  }
}

/**
 * S3 answers "Action does not apply to any resource(s) in statement" for a Deny as for an Allow.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html#using-with-s3-actions
 */
function deniedOnOthers(place: ResourcePolicyPlace, statement: Statement): Finding[] {
  const { effect, resources } = statement;
  if (effect !== "Deny" || !resources || resources.negated) return [];
  const refused = named(statement).filter(
    (action) => !resources.patterns.some((resource) => actionAcceptsResource(action, resource)),
  );
  const needs = [...new Set(refused.flatMap((action) => actionFacts(action)?.arnFormats ?? []))];
  return refusal(place, statement, refused, {
    why: " on resources that such requests never name, and S3 refuses a policy that says so",
    remedy: `Add a resource of the form ${listed(needs, "or", 2)}, or take ${listed(refused)} out.`,
  });
}

/**
 * `ecr:GetAuthorizationToken` and its like are asked of no repository.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/set-repository-policy.html
 */
function ofNoRepository(place: ResourcePolicyPlace, statement: Statement): Finding[] {
  const refused = named(statement).filter((action) => actionFacts(action)?.wildcardOnly);
  return refusal(place, statement, refused, {
    why: ", which is asked of no repository, and ECR refuses a policy that says so",
    remedy: `Take ${listed(refused)} out, and allow it on "*" in a policy of the principal.`,
  });
}

/** Patterns name others beside. */
function named({ actions }: Statement): string[] {
  return actions.negated ? [] : [...new Set(actions.patterns.filter((action) => !/[*?]/.test(action)))];
}

function refusal(
  place: ResourcePolicyPlace,
  statement: Statement,
  actions: string[],
  { why, remedy }: { why: string; remedy: string },
): Finding[] {
  if (actions.length === 0) return [];
  const verb = statement.effect === "Deny" ? "denies" : "allows";
  return [
    documentFinding(place, {
      verdict: "violated",
      key: `refused ${statement.sid ?? statement.index} ${[...actions].sort().join()}`,
      actions,
      resources: statement.resources?.patterns ?? [],
      message: `In ${describe(place)}, ${statementLabel(statement)} ${verb} ${listed(actions)}${why}.`,
      decidedBy: statementName({ statement, document: place.carried }),
      place: placeOfStatements([{ statement, document: place.carried }]),
      remedy,
    }),
  ];
}
