import { isA } from "../aws/resource-types";
import { asksForFargate } from "../ecs/asks-for-fargate";
import { areLeftOpen, openContainersFinding } from "../ecs/unknown-containers";
import { UNKNOWN } from "../evaluation/types";
import { matches } from "../evaluation/patterns/pattern";
import { type Finding, finding } from "../findings/finding";
import type { Problem } from "../findings/problem";
import type { PlainResource } from "../graph/types";
import { readContainers } from "../graph/resources/container-definitions";
import { resourcePolicy } from "../sdk/policy";
import { describeUnknown } from "../unknowns/describe";
import { listed } from "../unknowns/listed";
import { propertyUnknown } from "../unknowns/property-unknown";
import { confinementProblems } from "./container-isolation/confinement";
import { hardeningProblems } from "./container-isolation/hardening";
import { mountProblems } from "./container-isolation/mounts";
import { privilegeProblems } from "./container-isolation/privileges";
import { taskOf } from "./container-isolation/task";

const NAME = "container-isolation";

interface Config {
  allowed: string[];
  hardening: boolean;
}

/**
 * On instances of one's own no container reaches the host or its neighbours. Fargate has none of it, and refuses what asks for
 * it: `task-definition-valid` says so, as it does of what is malformed. Where the launch type is unknown it is wrong either way.
 */
export const containerIsolation = resourcePolicy<Config>({
  name: NAME,
  description:
    "On EC2 and external instances no container reaches the host: privileged, the host's processes, powerful capabilities, Docker's socket, the host's own folders.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Take out what the message names. Daemons that need it, agents that watch the host say, are listed by their family under allowed in the pack's config.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
  configSchema: {
    properties: {
      allowed: {
        type: "array",
        items: { type: "string" },
        default: [],
        description:
          "families of task definitions, * and ? allowed, that may reach the host: daemons that watch or serve it",
      },
      hardening: {
        type: "boolean",
        default: false,
        description:
          "advise as well on root file systems that can be written, and on containers whose user is root",
      },
    },
  },
  judge: (resource, config, isReported) => {
    if (!isA(resource.type, "task definition")) return [];
    if (asksForFargate(resource.props.requiresCompatibilities) === true) return [];
    const { family } = resource.props;
    if (typeof family === "string" && config.allowed.some((pattern) => matches(pattern, family))) return [];
    const problems = problemsOf(resource, config.hardening);
    const isPerhapsAllowed = family === UNKNOWN && config.allowed.length > 0;
    const found = isPerhapsAllowed ? perhapsAllowed(resource, problems) : findingsOf(resource, problems);
    return [...found, ...(areLeftOpen(resource, isReported) ? [openFinding(resource)] : [])];
  },
});

function problemsOf(resource: PlainResource, hardening: boolean): Problem[] {
  const read = readContainers(resource);
  const task = taskOf(resource, read.state === "known" ? read.containers : []);
  return [
    ...privilegeProblems(task),
    ...confinementProblems(task),
    ...mountProblems(task),
    ...(hardening ? hardeningProblems(task) : []),
  ];
}

/** What is certain one by one; what is unknown in one finding. */
function findingsOf(resource: PlainResource, problems: Problem[]): Finding[] {
  const certain = problems.flatMap((problem) =>
    problem.verdict === "violated" ? [certainFinding(resource, problem)] : [],
  );
  const unknowns = problems.flatMap((problem) => (problem.verdict === "unproven" ? problem.unknowns : []));
  if (unknowns.length === 0) return certain;
  const open = finding(NAME, {
    urn: resource.urn,
    subject: resource.name,
    key: "unknown",
    verdict: "unproven",
    unknowns,
    message: `${whether(resource)}: unknown at preview is ${listed(unknowns.map(describeUnknown))}.`,
    remedy: "Give values that are known at preview.",
  });
  return [...certain, open];
}

function certainFinding(resource: PlainResource, problem: Problem & { verdict: "violated" }): Finding {
  const { name } = resource;
  const before =
    problem.level === "advisory"
      ? `Tasks of "${name}" could be kept further apart from their host`
      : `Tasks of "${name}" are not kept apart from their host`;
  return finding(NAME, {
    urn: resource.urn,
    subject: name,
    ...problem,
    message: `${before}: ${problem.message}.`,
    remedy: `${problem.remedy} A daemon that needs it is listed by its family under allowed in the pack's config.`,
  });
}

/** Of a family that is not known yet the config may allow all of it. */
function perhapsAllowed(resource: PlainResource, problems: Problem[]): Finding[] {
  if (problems.length === 0) return [];
  return [
    finding(NAME, {
      urn: resource.urn,
      subject: resource.name,
      key: "family",
      verdict: "unproven",
      unknowns: [propertyUnknown("family", `"${resource.name}"`)],
      message: `Whether tasks of "${resource.name}" may reach their host is unproven: its family is unknown at preview, and ${problems[0]?.message}.`,
      remedy: "Give the task definition a family that is known at preview.",
    }),
  ];
}

function openFinding(resource: PlainResource): Finding {
  const message = `${whether(resource)}: containerDefinitions is unknown at preview, at least in part.`;
  return openContainersFinding(NAME, resource, message);
}

function whether({ name }: PlainResource): string {
  return `Whether tasks of "${name}" are kept apart from their host is unproven`;
}
