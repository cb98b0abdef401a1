/**
 * The stack with one mistake in it, which the environment variable E2E_FAULT names. Takes the place of
 * `components/stack.ts` in a copy of the project, so that `check` and the engine build the same wrong stack.
 */
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../../../components/config";
import * as committed from "../../../components/stack";

export type { Outputs } from "../../../components/stack";

type Props = Record<string, unknown>;

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
}

/** Changes the properties of the resources of one type, by the name that AWS will know them by. */
interface Change {
  type: string;
  name: string;
  edit(props: Props): void;
}

interface Fault {
  change?: Change;
  /** Adds resources beside the stack's own. */
  add?(config: StackConfig): void;
}

const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const TASK_ROLE = "MLPlatformECSTaskRole";
const TASK_POLICY = "MLPlatformECSTaskPolicy";

const FAULTS: Record<string, Fault> = {
  "UpdateItem left out": { change: withoutAction(TASK_POLICY, "dynamodb:UpdateItem") },
  "UpdateItem denied by a second policy": {
    add: () => attach("denying", TASK_ROLE, statement("Deny", "dynamodb:UpdateItem", "*")),
  },
  "a boundary without DynamoDB": {
    add: () => boundary("bounding", statement("Allow", ["s3:*", "logs:*"], "*")),
    change: {
      type: ROLE,
      name: TASK_ROLE,
      edit: (props) => (props.permissionsBoundary = `arn:aws:iam::${account(props)}:policy/bounding`),
    },
  },
  "PassRole on every role": {
    change: deployerPolicy((statements) => {
      for (const each of statements)
        if ([each.Action].flat().includes("iam:PassRole"))
          each.Resource = `arn:aws:iam::${"0".repeat(12)}:role/*`;
    }),
  },
  "iam:* for the deployer": {
    add: () => attachTo("user", "all-of-iam", "dev-pilot-reader", statement("Allow", "iam:*", "*")),
  },
  "only one of the two roles passable": {
    change: deployerPolicy((statements) => {
      for (const each of statements)
        if ([each.Action].flat().includes("iam:PassRole")) each.Resource = [each.Resource].flat().slice(0, 1);
    }),
  },
  "RegisterTaskDefinition left out": {
    change: deployerPolicy((statements) => {
      for (const each of statements)
        each.Action = [each.Action].flat().filter((action) => action !== "ecs:RegisterTaskDefinition");
    }),
  },
  "a managed policy that AWS does not have": {
    add: () =>
      void new iam.RolePolicyAttachment("no-such-policy", {
        role: "ecsTaskRole",
        policyArn: "arn:aws:iam::aws:policy/SecretsManagerReadOnly",
      }),
  },
  "no BatchGetImage": { change: withoutAction("ecsTaskExecutionRolePolicy", "ecr:BatchGetImage") },
  "no CreateLogStream": { change: withoutAction("ecsTaskExecutionRolePolicy", "logs:CreateLogStream") },
  "an execution role that ECS cannot assume": {
    change: {
      type: ROLE,
      name: "ecsTaskExecutionRole",
      edit: (props) =>
        (props.assumeRolePolicy = String(props.assumeRolePolicy).replace("ecs-tasks.", "ec2.")),
    },
  },
  "an action that AWS does not have": {
    add: () => attach("misspelt", TASK_ROLE, statement("Allow", "dynamodb:UpdateItems", "*")),
  },
  "ListBucket on objects": {
    add: () => attach("dead", TASK_ROLE, statement("Allow", "s3:ListBucket", "arn:aws:s3:::some-bucket/*")),
  },
  "a document that is not JSON": {
    change: { type: POLICY, name: TASK_POLICY, edit: (props) => (props.policy = "{") },
  },
  "a document that is not known yet": {
    add: () => {
      const policy = new iam.Policy("late", {
        name: "late",
        policy: documentOf(statement("Allow", "s3:GetObject", unknown())),
      });
      new iam.RolePolicyAttachment("late", { role: TASK_ROLE, policyArn: policy.arn });
    },
  },
  "the roles of a task swapped": {
    change: {
      type: TASK_DEFINITION,
      name: "ig-notification",
      edit: (props) => {
        const { taskRoleArn, executionRoleArn } = props;
        props.taskRoleArn = executionRoleArn;
        props.executionRoleArn = taskRoleArn;
      },
    },
  },
};

export const faultNames = Object.keys(FAULTS);

/** The committed stack, with the fault that the environment names; without one, just that. */
export function buildStack(config: StackConfig): committed.Outputs {
  const fault = process.env.E2E_FAULT ? FAULTS[process.env.E2E_FAULT] : undefined;
  if (process.env.E2E_FAULT && !fault) throw new Error(`there is no fault ${process.env.E2E_FAULT}`);
  const { change } = fault ?? {};
  if (change) pulumi.runtime.registerStackTransformation((resource) => changed(resource, change));
  const outputs = committed.buildStack(config);
  fault?.add?.(config);
  return outputs;
}

function changed(
  { type, props, opts }: pulumi.ResourceTransformationArgs,
  change: Change,
): pulumi.ResourceTransformationResult | undefined {
  const own = props as Props;
  if (type !== change.type || (own.name ?? own.family) !== change.name) return undefined;
  change.edit(own);
  return { props, opts };
}

function withoutAction(name: string, action: string): Change {
  return policyChange(name, (statements) => {
    for (const each of statements) each.Action = [each.Action].flat().filter((one) => one !== action);
  });
}

function deployerPolicy(edit: (statements: Statement[]) => void): Change {
  return policyChange("EcsTaskDeployer-user-dev-pilot-reader", edit);
}

function policyChange(name: string, edit: (statements: Statement[]) => void): Change {
  return {
    type: POLICY,
    name,
    edit(props) {
      const document = JSON.parse(String(props.policy)) as { Statement: Statement[] };
      edit(document.Statement);
      props.policy = JSON.stringify(document);
    },
  };
}

/** The account that a role's trust names. */
function account(props: Props): string {
  return /\d{12}/.exec(String(props.assumeRolePolicy))?.[0] ?? "";
}

function attach(name: string, role: string, ...statements: object[]): void {
  attachTo("role", name, role, ...statements);
}

function attachTo(kind: "role" | "user", name: string, principal: string, ...statements: object[]): void {
  const policy = boundary(name, ...statements);
  if (kind === "role") new iam.RolePolicyAttachment(name, { role: principal, policyArn: policy.arn });
  else new iam.UserPolicyAttachment(name, { user: principal, policyArn: policy.arn });
}

function boundary(name: string, ...statements: object[]): iam.Policy {
  return new iam.Policy(name, { name, policy: documentOf(...statements) });
}

function documentOf(...statements: object[]): pulumi.Output<string> {
  return pulumi.output(statements).apply((Statement) => JSON.stringify({ Version: "2012-10-17", Statement }));
}

/** As the ARN of something that is created in the same update. */
function unknown(): pulumi.Output<string> {
  return new iam.Role("late-role", {
    name: "late-role",
    assumeRolePolicy: documentOf({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  }).arn;
}

function statement(Effect: string, Action: string | string[], Resource: pulumi.Input<string>) {
  return { Effect, Action, Resource };
}
