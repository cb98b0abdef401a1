import { describeUnknown } from "../../../policypack/unknowns/describe";
import { roleArn } from "../../../components/arns";
import { decideTrust } from "../../../policypack/evaluation/decisions/trust";
import { contextOf } from "../../../policypack/evaluation/conditions/request-context";
import { readDocument } from "../../../policypack/evaluation/reading/read-document";
import { executionRolesOf, type RolePlan, taskRolesOf } from "../../../components/plans";
import type { RegisteredResource } from "../../offline/recording-monitor";
import { documentChanges, sameDocument } from "../document-changes";
import { type Answer, failed, proven, type Question } from "../question";
import { declared, refreshCommand, type Subject, textInput, updateCommand } from "../subject";

/** Every role that the tasks run with exists, under the ARN that the task definitions name, and trusts ECS tasks. */
export function roleQuestions(subject: Subject): Question[] {
  const created = declared(subject, "aws:iam/role:Role").map((resource) => createdRole(subject, resource));
  const plans = [...taskRolesOf(subject.config), ...executionRolesOf(subject.config)];
  const referenced = plans
    .filter(({ mode }) => mode === "reference")
    .map((plan) => referencedRole(subject, plan));
  return [...created, ...referenced];
}

function createdRole(subject: Subject, resource: RegisteredResource): Question {
  const name = textInput(resource, "name");
  return {
    check: "role",
    subject: `role/${name}`,
    needs: ["iam:GetRole"],
    async ask() {
      const live = await subject.iam.principal("role", name);
      if (!live) return failed("there is no such role", updateCommand(subject));
      const trust: unknown = JSON.parse(textInput(resource, "assumeRolePolicy"));
      if (!sameDocument(live.trust, trust))
        return failed(`its trust policy ${documentChanges(live.trust, trust)}`, refreshCommand(subject));
      const boundary = resource.inputs.permissionsBoundary;
      if (live.boundary !== boundary)
        return failed(
          `its permissions boundary is ${live.boundary ?? "none"}, not ${boundary ?? "none"}`,
          refreshCommand(subject),
        );
      return proven(`exists, with the trust${boundary ? " and the boundary" : ""} that the stack declares`);
    },
  };
}

function referencedRole(subject: Subject, { name, path, tasks }: RolePlan): Question {
  const wanted = roleArn(subject.config, name, path);
  const keys = `\`tasks.${tasks[0]}\` in Pulumi.${subject.config.stack}.yaml`;
  return {
    check: "role",
    subject: `role/${name}`,
    needs: ["iam:GetRole"],
    async ask(): Promise<Answer> {
      const live = await subject.iam.principal("role", name);
      if (!live) {
        const command = `aws iam create-role --role-name ${name} --assume-role-policy-document file://trust.json`;
        return failed(
          "there is no such role; the stack only refers to it",
          `an IAM admin: ${command}; or set its mode to create at ${keys}`,
        );
      }
      if (live.arn !== wanted)
        return failed(`its ARN is ${live.arn}, not ${wanted}`, `correct \`path\` of the role at ${keys}`);
      return trustsTasks(subject, live.trust, name);
    },
  };
}

function trustsTasks({ config }: Subject, trust: unknown, name: string): Answer {
  const { accountId, partition, region } = config;
  const context = contextOf({
    "aws:SourceAccount": accountId,
    "aws:SourceArn": `arn:${partition}:ecs:${region}:${accountId}:*`,
  });
  const request = { service: "ecs-tasks.amazonaws.com", action: "sts:AssumeRole", context };
  const { outcome, reasons, unknowns } = decideTrust(readDocument(trust, "trust"), request);
  if (outcome === "allowed") return proven("exists and lets ECS tasks assume it");
  const command = `aws iam update-assume-role-policy --role-name ${name} --policy-document file://trust.json`;
  return failed(
    `ECS tasks may not assume it: ${[...reasons, ...unknowns.map(describeUnknown)].join("; ")}`,
    `an IAM admin: ${command}`,
  );
}
