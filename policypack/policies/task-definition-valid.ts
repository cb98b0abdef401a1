import { ACCOUNT_PATTERN } from "../aws/iam-arn";
import { isA } from "../aws/resource-types";
import { OUTPUT_REMEDY, outputText, withoutOutputTexts } from "../documents/output-text";
import { accountAndRegionOf } from "../graph/places/account-and-region";
import type { PlainResource } from "../graph/types";
import { type Containers, readContainers } from "../graph/resources/container-definitions";
import { containerProblems } from "./task-definition-valid/containers";
import { type Problem, violated } from "../findings/problem";
import { type Definition, definitionOf } from "./task-definition-valid/definition";
import { fargateProblems } from "./task-definition-valid/fargate";
import { fitProblems } from "./task-definition-valid/containers-fit";
import { healthProblems } from "./task-definition-valid/health-checks";
import { logProblems } from "./task-definition-valid/logging";
import { networkProblems } from "./task-definition-valid/network";
import { platformProblems } from "./task-definition-valid/platform";
import { filledIn } from "./task-definition-valid/placeholders";
import { requestShapeProblems } from "./task-definition-valid/shape/problems";
import { unknownContainerParts, unknownPartProblems } from "./task-definition-valid/unknown-parts";
import { referenceProblems } from "./task-definition-valid/names-and-roles";
import { sizeProblems } from "./task-definition-valid/size";
import { unknownContainersProblem } from "./task-definition-valid/unknown-containers";
import { withUnknownTogether } from "./task-definition-valid/unknown-together";
import { variableProblems } from "./task-definition-valid/variables";
import { volumeProblems } from "./task-definition-valid/volumes";
import { finding, type Finding } from "../findings/finding";
import { credentialSpecProblems } from "./task-definition-valid/credential-specs";
import { deviceProblems } from "./task-definition-valid/devices";
import { ephemeralStorageProblems } from "./task-definition-valid/ephemeral-storage";
import { placementProblems } from "./task-definition-valid/placement";
import { platformLimitProblems } from "./task-definition-valid/platform-limits";
import { proxyProblems } from "./task-definition-valid/proxy";
import { trustedExecutionProblems } from "./task-definition-valid/trusted-execution";
import { resourcePolicy } from "../sdk/policy";

const NAME = "task-definition-valid";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const MOST_CONTAINERS = 10;

interface Config {
  account?: string;
}

/** ECS would accept the task definition. One finding for each thing that it would refuse. */
export const taskDefinitionValid = resourcePolicy<Config>({
  name: NAME,
  description:
    "Task definitions can be registered: containers parse and fit, Fargate has the size, names, ports, logs and roles are in order.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps: "Correct the property that the message names.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
  configSchema: {
    properties: {
      account: {
        type: "string",
        pattern: ACCOUNT_PATTERN,
        description: "the stack's account; by default what the resource's provider says, if it does",
      },
    },
  },
  judge: (resource, config) => {
    if (!isA(resource.type, "task definition")) return [];
    const account = config.account ?? accountAndRegionOf(resource).account;
    return problemsOf(resource, account).map((problem) => definitionFinding(resource, problem));
  },
});

function definitionFinding(resource: PlainResource, problem: Problem): Finding {
  return finding(NAME, {
    urn: resource.urn,
    subject: resource.name,
    ...problem,
    message: sentenceOf(resource, problem),
  });
}

function sentenceOf({ name }: PlainResource, { verdict, level, message }: Problem): string {
  if (level === "advisory") return `ECS takes the task definition "${name}", but ${message}.`;
  return verdict === "violated"
    ? `ECS would refuse the task definition "${name}": ${message}.`
    : `Whether ECS accepts the task definition "${name}" is unproven: ${message}.`;
}

/** What an output's text does to the value in which it stands is said of the output alone. */
function problemsOf(given: PlainResource, account: string | undefined): Problem[] {
  const found = problemsAsWritten(given, account);
  const outputs = outputProblems(given);
  if (outputs.length === 0) return found;
  const props = withoutOutputTexts(given.props) as PlainResource["props"];
  const others = new Set(problemsAsWritten({ ...given, props }, account).map(({ message }) => message));
  return [...outputs, ...found.filter(({ message }) => others.has(message))];
}

function problemsAsWritten(given: PlainResource, account: string | undefined): Problem[] {
  const { resource, problems } = filledIn(given, account);
  const read = readContainers(resource);
  const containers = read.state === "known" ? read.containers : [];
  const definition = definitionOf(resource, containers, read.state === "known" ? read.unknownContainers : 1);
  return withUnknownTogether([
    ...problems,
    ...listProblems(read, definition),
    ...ofTask(definition, account),
    ...ofContainers(definition),
  ]);
}

/** One for each property that has one, wherever in it. */
function outputProblems({ props }: PlainResource): Problem[] {
  return Object.entries(props).flatMap(([property, value]) => {
    const before = outputText(value);
    if (before === undefined) return [];
    const what = `${property} has Pulumi's message on a misused output in place of a value, behind …${before}`;
    return [violated(`output ${property}`, what, OUTPUT_REMEDY)];
  });
}

/** The list as a whole. What is known beside a list that is not is judged all the same. */
function listProblems(read: Containers, { resource, containers, isComplete }: Definition): Problem[] {
  if (read.state === "malformed") {
    const what = `containerDefinitions ${read.message}`;
    return [violated("containers", what, "Give a JSON list of containers.")];
  }
  if (containers.length > MOST_CONTAINERS) {
    const what = `containerDefinitions has ${containers.length} containers, and ECS takes ${MOST_CONTAINERS}`;
    return [violated("containers", what, "Split the task.")];
  }
  const unknown = unknownContainersProblem(resource);
  if (!isComplete) return unknown ? [unknown] : [];
  if (containers.length > 0) return [];
  return [violated("containers", "containerDefinitions has no container", "Add at least one container.")];
}

function ofTask(definition: Definition, account: string | undefined): Problem[] {
  return [
    ...sizeProblems(definition),
    ...referenceProblems(definition, account),
    ...requestShapeProblems(definition),
    ...unknownPartProblems(definition),
    ...platformProblems(definition),
    ...ephemeralStorageProblems(definition),
    ...placementProblems(definition),
    ...trustedExecutionProblems(definition),
  ];
}

function ofContainers(definition: Definition): Problem[] {
  return [
    ...containerProblems(definition),
    ...unknownContainerParts(definition),
    ...fitProblems(definition),
    ...networkProblems(definition),
    ...proxyProblems(definition),
    ...volumeProblems(definition),
    ...logProblems(definition),
    ...deviceProblems(definition),
    ...credentialSpecProblems(definition),
    ...platformLimitProblems(definition),
    ...variableProblems(definition),
    ...healthProblems(definition),
    ...fargateProblems(definition),
  ];
}
