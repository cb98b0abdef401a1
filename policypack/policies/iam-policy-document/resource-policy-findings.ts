/** What is wrong with the policies of resources beyond what holds for every document. */
import type { PolicyCarrier } from "../../aws/resource-type";
import { resourcePolicyExcess } from "../../documents/resource-policy-size";
import type { ResourcePolicyPlace } from "../../documents/unknown-documents";
import { capital, firstFew } from "../../evaluation/decisions/wording";
import { isKnownService } from "../../evaluation/catalogue/actions";
import { fillingRemedy, placeholdersIn } from "../../evaluation/reading/placeholders";
import type { PolicyDocument, Statement } from "../../evaluation/types";
import type { Finding } from "../../findings/finding";
import { statementName } from "../../findings/names";
import { placeOfStatements } from "../../findings/place";
import { listed } from "../../unknowns/listed";
import { statementLabel } from "../../unknowns/statement-label";
import { describe, documentFinding } from "./document-findings";
import { isAboutOthers } from "./other-resources";

/** Actions of which AWS's list says nothing, and which its services take in the policies of their resources all the same. */
const ALSO_TAKEN = [
  "sns:Receive",
  "sqs:SendMessageBatch",
  "sqs:DeleteMessageBatch",
  "sqs:ChangeMessageVisibilityBatch",
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
  "logs:PutLogEventsBatch",
];

/**
 * The actions of a policy that are right although AWS's list lacks them. The policies of organizations name whole services that AWS
 * has given up, as AWS's own examples of them do.
 */
export function alsoTaken({ carried }: ResourcePolicyPlace, { statements }: PolicyDocument): string[] {
  if (carried.on !== "organization") return ALSO_TAKEN;
  const all = statements.flatMap(({ actions }) => actions.patterns);
  return all.filter((action) => !isKnownService(action.slice(0, action.indexOf(":"))));
}

/** Whose actions a policy on each kind of resource may be about; any of an endpoint's and of an organization's. */
const SERVICES: Partial<Record<PolicyCarrier, string[]>> = {
  bucket: ["s3", "s3express", "s3-object-lambda"],
  "access point": ["s3", "s3-object-lambda"],
  key: ["kms"],
  secret: ["secretsmanager"],
  repository: ["ecr"],
  registry: ["ecr"],
  queue: ["sqs"],
  topic: ["sns"],
  table: ["dynamodb"],
  stream: ["kinesis"],
  "file system": ["elasticfilesystem"],
  "log groups": ["logs"],
  domain: ["es"],
  function: ["lambda"],
};

/** In a policy that is known: actions and resources of others, effects that its kind has not, what nobody filled in, its size. */
export function resourcePolicyFindings(place: ResourcePolicyPlace, document: PolicyDocument): Finding[] {
  return [
    ...foreignActions(place, document),
    ...otherResources(place, document),
    ...notOfControl(place, document),
    ...unfilledPrincipals(place, document),
  ];
}

function foreignActions(place: ResourcePolicyPlace, { statements }: PolicyDocument): Finding[] {
  const { on } = place.carried;
  const found = statements.filter((statement) => foreignIn(on, statement).length > 0);
  if (found.length === 0) return [];
  const actions = [...new Set(found.flatMap((statement) => foreignIn(on, statement)))];
  return [
    documentFinding(place, {
      ...ofStatements(place, found),
      verdict: "violated",
      key: `foreign actions ${[...actions].sort().join()}`,
      actions,
      message: `${capital(describe(place))} names actions of other services, which a policy on ${articled(on)} has nothing to do with: ${firstFew(actions)}.`,
      remedy: `Name actions that begin with ${SERVICES[on]?.[0]}: there, or move them to a policy of whoever is to be allowed.`,
    }),
  ];
}

/** The actions of services that the carrier has nothing to do with; those that no service has are told elsewhere. */
function foreignIn(on: PolicyCarrier, { actions }: Statement): string[] {
  const services = SERVICES[on];
  if (!services) return [];
  return actions.patterns.filter((action) => {
    const [service = "", name] = action.toLowerCase().split(":");
    return name !== undefined && isKnownService(service) && !services.includes(service);
  });
}

/** The document without what is said of it here already, and so need not be said of what it grants. */
export function withoutMisplaced(place: ResourcePolicyPlace, document: PolicyDocument): PolicyDocument {
  const isMisplaced = (statement: Statement) =>
    foreignIn(place.carried.on, statement).length > 0 || isAboutOthers(place, statement);
  return { ...document, statements: document.statements.filter((statement) => !isMisplaced(statement)) };
}

function otherResources(place: ResourcePolicyPlace, { statements }: PolicyDocument): Finding[] {
  const found = statements.filter((statement) => isAboutOthers(place, statement));
  if (found.length === 0) return [];
  const resources = [...new Set(found.flatMap((statement) => statement.resources?.patterns ?? []))];
  return [
    documentFinding(place, {
      ...ofStatements(place, found),
      verdict: "violated",
      key: `other resources ${[...resources].sort().join()}`,
      resources,
      message: `In ${describe(place)}, ${found.map(statementLabel).join(", ")} ${found.length > 1 ? "are" : "is"} about another resource than the ${place.carried.on} that has the policy: ${firstFew(resources)}.`,
      remedy: `Name the ${place.carried.on} itself in Resource${WHOLE.has(place.carried.on) ? ', or "*"' : ""}.`,
    }),
  ];
}

/** Where "*" is how AWS has the resource itself called. */
const WHOLE = new Set<PolicyCarrier>(["key", "secret"]);

/**
 * A resource control policy denies, and is about everybody.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
function notOfControl(place: ResourcePolicyPlace, { statements }: PolicyDocument): Finding[] {
  if (!place.carried.isOfResources) return [];
  const found = statements.filter(
    ({ effect, principals }) =>
      effect === "Allow" ||
      (principals && principals.values["*"] === undefined && !principals.values.AWS?.includes("*")),
  );
  if (found.length === 0) return [];
  return [
    documentFinding(place, {
      ...ofStatements(place, found),
      verdict: "violated",
      key: `control ${found.map(({ sid, index }) => sid ?? index).join()}`,
      message: `${capital(describe(place))} is a resource control policy, whose statements have the Effect "Deny" and the Principal "*" only; ${found.map(statementLabel).join(", ")} ${found.length > 1 ? "have" : "has"} not.`,
      remedy: "Deny there what no one may do, and leave those who may out by a Condition.",
    }),
  ];
}

function unfilledPrincipals(place: ResourcePolicyPlace, { statements }: PolicyDocument): Finding[] {
  const found = statements.filter((statement) => placeholdersOf(statement).length > 0);
  const unfilled = [...new Set(found.flatMap(placeholdersOf))].sort();
  if (unfilled.length === 0) return [];
  return [
    documentFinding(place, {
      ...ofStatements(place, found),
      verdict: "violated",
      key: `unfilled principals ${unfilled.join()}`,
      message: `${capital(describe(place))} names principals with ${listed(unfilled)} in them, which nobody has filled in.`,
      remedy: fillingRemedy(unfilled),
    }),
  ];
}

function placeholdersOf({ principals }: Statement): string[] {
  return (principals?.values.AWS ?? []).flatMap((named) => placeholdersIn(named));
}

/** @returns what is said of a policy that is larger than its service takes; undefined of any other */
export function tooLargePolicy(place: ResourcePolicyPlace): Finding | undefined {
  const excess = resourcePolicyExcess(place.carried);
  if (!excess) return undefined;
  const count = (number: number) => number.toLocaleString("en-US");
  return documentFinding(place, {
    verdict: "violated",
    key: "size",
    message: `${capital(describe(place))} comes to ${count(excess.size)} characters without white space; the policy of ${articled(place.carried.on)} may have ${count(excess.most)}.`,
    remedy: "Merge statements, or limit by an organization or by tags in place of long lists.",
  });
}

function articled(on: PolicyCarrier): string {
  if (on === "log groups") return "log groups";
  return `${/^[aeiou]/.test(on) ? "an" : "a"} ${on}`;
}

function ofStatements({ carried }: ResourcePolicyPlace, statements: Statement[]) {
  return {
    decidedBy: statements.map((statement) => statementName({ statement, document: carried })).join("; "),
    place: placeOfStatements(statements.map((statement) => ({ statement, document: carried }))),
  };
}
