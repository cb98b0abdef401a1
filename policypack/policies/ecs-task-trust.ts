import { ACCOUNT_PATTERN } from "../aws/iam-arn";
import { ECS_TASKS } from "../aws/service-principals";
import {
  documentPlaces,
  isUnknown,
  otherPrincipalsCause,
  type DocumentPlace,
  unknownDocumentCause,
  unknownsOf,
} from "../documents/unknown-documents";
import type { PolicyDocument } from "../evaluation/types";
import { firstFew } from "../evaluation/decisions/wording";
import type { Finding } from "../findings/finding";
import type { SharedCause } from "../findings/shared-causes";
import { resourcePolicy } from "../sdk/policy";
import {
  misspeltEcsTasks,
  otherPrincipals,
  sourceConditions,
  statementsTrusting,
  statementsTrustingAll,
} from "./ecs-task-trust/trusted-principals";
import { ACTION, describe, draft, NAME } from "./ecs-task-trust/draft";
import { mayNotAssume } from "./ecs-task-trust/assumption";

interface Config {
  account?: string;
  region?: string;
  taskRoles: string[];
}

/**
 * A role for ECS tasks trusts them and nobody else. A role by itself does not tell whether it is a task role or an
 * execution role, and AWS documents the source conditions for task roles only, so that their absence is advised on
 * for the roles that config names, and for no other.
 */
export const ecsTaskTrust = resourcePolicy<Config>({
  name: NAME,
  description:
    "A role that trusts ECS tasks trusts nothing else, lets them assume it, and asks only for this account and region.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps: `Trust ${ECS_TASKS} alone, with ${ACTION}; conditions may be aws:SourceAccount and aws:SourceArn of the stack's account and region.`,
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
  configSchema: {
    properties: {
      account: {
        type: "string",
        pattern: ACCOUNT_PATTERN,
        description: "the stack's account; by default what the resource's provider says, if it does",
      },
      region: {
        type: "string",
        description: "the stack's region; by default what the resource's provider says, if it does",
      },
      taskRoles: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "names of task roles, whose trust should be limited to this account and region",
      },
    },
  },
  judge: (resource, config, isReported) =>
    documentPlaces(resource)
      .filter(({ carried }) => carried.kind === "trust")
      .flatMap((place) => judgeTrust(place, config, isReported)),
});

function judgeTrust(
  place: DocumentPlace,
  config: Config,
  isReported: (cause: SharedCause) => boolean,
): Finding[] {
  if (isUnknown(place)) return isReported(unknownDocumentCause(place)) ? [] : [unknown(place)];
  const { reading } = place;
  if (reading.state !== "known") return [];
  const { document } = reading;
  const misspelt = misspeltEcsTasks(document);
  if (misspelt.length > 0) return [misspeltService(place, misspelt)];
  const trusting = statementsTrusting(document, ECS_TASKS);
  if (trusting.length === 0 && statementsTrustingAll(document).length === 0) return [];
  return [
    ...trustsOthers(place, document),
    ...mayNotAssume(place, document, config),
    ...notLimited(place, document, config.taskRoles),
  ];
}

function unknown(place: DocumentPlace): Finding {
  return draft(place, {
    verdict: "unproven",
    unknowns: unknownsOf(place),
    key: "unknown",
    message: `Whom ${describe(place)} trusts is unproven: ${place.carried.path} is unknown at preview, at least in part.`,
    remedy: `Build ${place.carried.path} from explicit names, account and region instead of other resources' outputs.`,
  });
}

function misspeltService(place: DocumentPlace, names: string[]): Finding {
  return draft(place, {
    verdict: "violated",
    key: "service",
    message: `${describe(place)} trusts ${names.join(", ")}, which is not a service of AWS.`,
    remedy: `Trust ${ECS_TASKS}; it has this name in every partition.`,
  });
}

function trustsOthers(place: DocumentPlace, document: PolicyDocument): Finding[] {
  const others = otherPrincipals(document, ECS_TASKS);
  if (others.length === 0) return [];
  return [
    draft(place, {
      verdict: "violated",
      key: `others ${others.join()}`,
      actions: [ACTION],
      message: `${describe(place)} trusts ECS tasks, and ${firstFew(others)} too, which may then do all that the tasks may.`,
      sharedCause: otherPrincipalsCause(place),
      decidedBy: `${place.carried.path} of "${place.resource.name}"`,
      remedy:
        `Where tasks run with this role, trust ${ECS_TASKS} alone and give ${firstFew(others)} a role of its own; where ` +
        `none do, take ${ECS_TASKS} out.`,
    }),
  ];
}

function notLimited(place: DocumentPlace, document: PolicyDocument, taskRoles: string[]): Finding[] {
  const isTaskRole = taskRoles.some((name) => `role/${name}` === place.carried.principal);
  if (!isTaskRole || sourceConditions(statementsTrusting(document, ECS_TASKS)).length > 0) return [];
  return [
    draft(place, {
      verdict: "violated",
      level: "advisory",
      key: "confused deputy",
      message: `${describe(place)} lets ECS assume it on behalf of any account: its trust asks for no aws:SourceAccount or aws:SourceArn.`,
      remedy: `Add "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}, "ArnLike": {"aws:SourceArn": "arn:aws:ecs:REGION:ACCOUNT:*"}}.`,
    }),
  ];
}
