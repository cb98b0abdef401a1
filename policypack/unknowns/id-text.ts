/**
 * How ids of findings know what is not known. Exemptions in other people's repositories name those ids: these texts stay
 * as they are, whatever `describeUnknown` says. A new kind may have any text that tells its facts apart.
 */
import { listed } from "./listed";
import type { Attaching, ContainerPart, PlacedProblem, StatementName, UnknownFact } from "./unknown-fact";

export function idTextOf(fact: UnknownFact): string {
  switch (fact.kind) {
    case "document":
      return `document ${fact.document}, which is not known at preview`;
    case "malformed-document":
      return `document ${fact.document}, ${malformation(fact.problem)}`;
    case "trust-policy":
      return "the trust policy, which is not known at preview";
    case "malformed-trust-policy":
      return `the trust policy, ${malformation(fact.problem)}`;
    case "trust-policy-elsewhere":
      return `the trust policy of ${fact.role}, which is not part of the stack`;
    case "statement-part": {
      const of = fact.document === undefined ? "" : ` of ${fact.document}`;
      return `a part of ${statementIdText(fact.statement)}${of}, which is not known at preview`;
    }
    case "statement-extent":
      return `the extent of ${statementIdText(fact.statement)} of ${fact.document}`;
    case "statement-principal":
      return `whether ${statementIdText(fact.statement)} of ${fact.document} names who asks`;
    case "resource-account":
      return `whether ${fact.resource} is of the stack's own account`;
    case "resource-policy-elsewhere":
      return `the policy of ${fact.resource}, which lies in another account`;
    case "condition-key":
      return `condition key ${fact.key} of ${fact.document}`;
    case "trust-condition-key":
      return `condition key ${fact.key} of ${statementIdText(fact.statement)}`;
    case "policy-variable":
      return `policy variable \${${fact.key}} of ${fact.document}`;
    case "undocumented-keys":
      return `whether requests carry ${fact.keys.join(" and ")}`;
    case "attached-policy":
      return `the policy that ${fact.attachment} attaches, which is not known yet`;
    case "attachment-without-policy":
      return `the attachment ${fact.attachment}, which names no policy`;
    case "attached-no-arn":
      return `the attachment ${fact.attachment}, whose policy ${JSON.stringify(fact.value)} is not a policy's ARN`;
    case "policy-elsewhere":
      return `policy ${fact.arn}, which the stack does not define`;
    case "aws-policy-not-carried":
      return `AWS managed policy ${fact.name}, whose document the pack does not carry`;
    case "aws-policy-absent":
      return `AWS managed policy ${fact.arn}, which AWS does not have`;
    case "aws-policy-unlisted":
      return `AWS managed policy ${fact.arn}, which the pack's list does not have`;
    case "aws-policy-of-other-partition":
      return `AWS managed policy ${fact.arn}, which cannot be attached in the partition ${fact.partition}`;
    case "inline-policy-named-later":
      return `whether policy ${fact.policy} stands, as the name of ${fact.by} is not known at preview and may be its own`;
    case "inline-policy-written-twice":
      return `inline policy ${fact.policy}, which two resources write, each in place of the other`;
    case "policy-taken-away":
      return `policy ${fact.policy}, which is attached but not named in ${fact.by}, so that the provider takes it away`;
    case "attached-to":
      return `${attaching(fact.attaching)} a ${fact.principalKind} that is not known`;
    case "attached-to-no-name": {
      const kind = fact.principalKind;
      return `${attaching(fact.attaching)} the ${kind} ${JSON.stringify(fact.value)}, which is no ${kind}'s name`;
    }
    case "exclusive-owner":
      return `${fact.by}, whose ${fact.property} is not known`;
    case "group-elsewhere":
      return `${fact.group}, of which ${fact.user} is a member and which the stack does not define`;
    case "group-membership":
      return `${fact.by}, a group membership that is not known in full`;
    case "membership-ended":
      return `membership of ${fact.user} in ${fact.group} by ${fact.by}, which ${fact.endedBy} ends`;
    case "several":
      return `${idTextOf(fact.first)}, and ${fact.others.length} more of the kind`;
    case "boundary":
      return `the permissions boundary of "${fact.principal}", which is not known yet`;
    case "boundary-no-arn":
      return `the permissions boundary of "${fact.principal}", which is no policy's ARN`;
    case "boundary-elsewhere":
      return `permissions boundary ${fact.arn}, which the stack does not define`;
    case "boundary-not-carried":
      return `permissions boundary ${fact.arn}, whose document the pack does not carry`;
    case "containers":
      return `the containerDefinitions of ${fact.family}`;
    case "container-part":
      return containerPart(fact.part, fact.of);
    case "image":
      return fact.state === "unknown"
        ? `the image of ${fact.of}, which is not known at preview`
        : `which image ${fact.of} runs`;
    case "value-from":
      return `the valueFrom of ${fact.of}${fact.state === "unknown" ? ", which is not known at preview" : ""}`;
    case "value-from-malformed":
      return `the valueFrom of ${fact.of}, which ${fact.fault}`;
    case "value-from-secret-name":
      return `what ${fact.name} is: the stack has a secret of that name, and ECS takes it for a parameter's`;
    case "s3-object":
      return `the S3 object in ${fact.of}`;
    case "one-of-repositories":
      return `from which repository ${fact.of} takes its image`;
    case "one-of-log-groups":
      return `to which log group ${fact.of} writes`;
    case "one-of-secrets":
      return `which secret ${fact.of} is`;
    case "whether-read":
      return `whether ${fact.resource}, whose name is not known, is ${fact.read}`;
    case "launch-type":
      return `whether ${fact.family} runs on Fargate`;
    case "execute-command":
      return `enableExecuteCommand of the service that runs ${fact.family}`;
    case "task-role":
      return `the ${fact.property} of ${fact.family}`;
    case "started-task":
      return `the task definition that ${fact.by} runs`;
    case "starter-names":
      return `the ${fact.what} that ${fact.by} names`;
    case "started-in":
      return `the cluster in which ${fact.by} runs its task`;
    case "started-with-tags":
      return `the tags that ${fact.by} gives the task`;
    case "started-by":
      return `the ${fact.property} of ${fact.by}, which is not known yet`;
    case "started-role":
      if (fact.role === undefined) return `the roles of the task that ${fact.by} runs`;
      return `the ${fact.role}${fact.family === undefined ? "" : ` of ${fact.family}`}`;
    case "encryption-key":
      return fact.property === undefined
        ? `the key of ${fact.resource}`
        : `the key (${fact.property}) of ${fact.resource}`;
    case "encryption-key-arn":
      return `the ARN of the key ${fact.key}, which exists only after up`;
    case "encryption-key-behind-alias":
      return `the key behind ${fact.alias}`;
    case "part":
      return fact.part;
    case "property":
      return `the ${fact.property} of ${fact.of}`;
    case "deployed-types":
      return `what it takes to deploy ${fact.types.join(", ")}`;
    case "place":
      return `where ${fact.of} lies (${place(fact)})`;
    case "role-elsewhere":
      return `${fact.arn}, which the stack neither creates nor attaches to`;
    case "role-name":
      return `the name of ${fact.resource}`;
    case "principal-elsewhere":
      return `${fact.principal}, which the stack neither creates nor attaches to`;
    case "action-on-foreign-resources":
      return `on what: config asks for ${fact.action} on ${listed(fact.resources)}, which it does not take`;
    case "no-such-action":
      return `the action ${fact.action}, which AWS does not have`;
    case "config-value":
      return `${fact.path} of ${fact.policy} in the pack's config`;
    case "unused-exemption":
      return `the exemption ${fact.id}`;
    case "rule-failed":
      return fact.cause;
  }
}

/** What a resource does with a policy, up to the principal. */
export function attaching(one: Attaching): string {
  if (one.does === "embed") return `${one.by}, an inline policy of`;
  return `${one.by}, which attaches ${one.policy === undefined ? "a policy" : `policy ${one.policy}`} to`;
}

function containerPart(part: ContainerPart, of: string): string {
  switch (part) {
    case "awslogs-create-group":
      return `awslogs-create-group of ${of}`;
    case "awslogs-group":
      return `the log group (awslogs-group) of ${of}`;
    case "awslogs-region":
      return `the region (awslogs-region) of the log of ${of}`;
    case "log-region":
      return `the region to which ${of} sends its log`;
    case "logDriver":
      return `the log driver of ${of}`;
    default:
      return `the ${part} of ${of}`;
  }
}

function malformation(problem: PlacedProblem | undefined): string {
  if (!problem) return "which is malformed";
  return `which is malformed (${problem.path || "the document"} ${problem.message})`;
}

function place({ accounts, regions }: { accounts: string[]; regions: string[] }): string {
  const parts = [
    ...(accounts.length > 1 ? [`account ${accounts.join(" or ")}`] : []),
    ...(regions.length > 1 ? [`region ${regions.join(" or ")}`] : []),
  ];
  return parts.join(", ");
}

function statementIdText({ sid, index }: StatementName): string {
  return sid ? `statement "${sid}"` : `Statement[${index}]`;
}
