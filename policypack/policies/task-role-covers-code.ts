import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { finding, type Finding } from "../findings/finding";
import type { StackModel, TaskDefinition } from "../graph/types";
import { missingInEachPlace } from "../permissions/missing-in-each-place";
import { permissionFindings } from "../permissions/permission-findings";
import { stackPolicy } from "../sdk/policy";
import { listed } from "../unknowns/listed";
import { type CodeOfContainer, distinctCalls } from "./task-role-covers-code/code-of-container";
import { missingOfCall } from "./task-role-covers-code/missing-of-call";

const name = "task-role-covers-code";

interface Config {
  code?: CodeOfContainer[];
}

const call: PolicyConfigJSONSchema = {
  type: "object",
  description: "a request that the code makes: action, resources, file and line",
  required: ["action", "file", "line"],
  additionalProperties: false,
  properties: {
    action: { type: "string", pattern: "^[A-Za-z0-9-]+:[A-Za-z0-9]+$", description: "an action" },
    resources: {
      type: "array",
      description: "ARNs or patterns of ARNs, one of which is meant; without them some resource, whichever",
      items: { type: "string", pattern: "^arn:.+$", description: "an ARN or a pattern of ARNs" },
    },
    file: { type: "string", minLength: 1, description: "where the call stands" },
    line: { type: "integer", minimum: 1, description: "its line" },
  },
};

export const taskRoleCoversCode = stackPolicy<Config>({
  name,
  description:
    "What the application's own code calls is allowed to the task role: each action that is found in the folders " +
    "that a container's source names, on the resource that its arguments and the container's environment tell.",
  enforcementLevel: "advisory",
  severity: "high",
  remediationSteps:
    "Add the missing actions to a policy of the task role (the finding's remedy is a statement to paste), or take the call out of the code.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
  configSchema: {
    properties: {
      code: {
        type: "array",
        description:
          "what the code of each container calls, as infrastructure/<stack>/calls.json has it; this project's commands hand it over",
        default: [],
        items: {
          type: "object",
          description: "family, container, calls",
          required: ["family", "container", "calls"],
          additionalProperties: false,
          properties: {
            family: { type: "string", minLength: 1, description: "the task definition's family" },
            container: { type: "string", minLength: 1, description: "the container's name" },
            calls: { type: "array", items: call },
          },
        },
      },
    },
  },
  judge: (model, { code = [] }) => code.flatMap((each) => codeFindings(model, each)),
});

function codeFindings(model: StackModel, code: CodeOfContainer): Finding[] {
  return model.taskDefinitions
    .filter(({ family }) => family === code.family)
    .flatMap((task) => taskFindings(model, task, code));
}

function taskFindings(model: StackModel, task: TaskDefinition, code: CodeOfContainer): Finding[] {
  const { taskRole } = task;
  if (taskRole.state === "none") return code.calls.length > 0 ? [withoutRole(task, code)] : [];
  // What is not known of the role itself, ecs-task-can-start reports.
  if (taskRole.state !== "resolved") return [];
  const { principal } = taskRole;
  const calls = distinctCalls(code);
  const missing = missingInEachPlace(model, principal, (view) =>
    calls.flatMap((one) => missingOfCall({ model: view, principal }, one, code)),
  );
  return permissionFindings({ policy: name, model, principal, missing });
}

function withoutRole({ urn, family }: TaskDefinition, { container, calls }: CodeOfContainer): Finding {
  const [first] = calls;
  return finding(name, {
    verdict: "violated",
    urn,
    subject: family,
    actions: calls.map(({ action }) => action),
    key: `without task role ${container}`,
    place: { family, container, property: "taskRoleArn" },
    message:
      `The task definition ${family} has no task role, and the code of container ${container} calls ` +
      `${listed([...new Set(calls.map(({ action }) => action))].sort(), "and", 3)} (first at ${first?.file}:${first?.line}).`,
    remedy: `give ${family} a task role that allows these actions, or take the calls out of the code`,
  });
}
