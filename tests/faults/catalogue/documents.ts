import { DEPLOYER, EXECUTION_ROLE, GUARDED_TRUST, PLAIN_TRUST, TASK_ROLE } from "../correct-stacks";
import { type DeclaredStack, editStatements, find, json, output, statement } from "../declared";
import type { Fault } from "../fault";

const documents = "iam-policy-document";
const exists = "aws-managed-policy-exists";
const trust = "ecs-task-trust";

function trusting(title: string, document: unknown, mentions: string[], policy = trust): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => (find(stack, "task-role").props.assumeRolePolicy = json(document)),
    policy,
    mentions,
  };
}

function alsoTrusts(principal: unknown) {
  return { ...PLAIN_TRUST, Statement: [{ ...PLAIN_TRUST.Statement[0], Principal: principal }] };
}

function guardedBy(condition: unknown) {
  return { ...GUARDED_TRUST, Statement: [{ ...GUARDED_TRUST.Statement[0], Condition: condition }] };
}

function editTaskPolicy(stack: DeclaredStack, edit: (statements: Record<string, unknown>[]) => void) {
  editStatements(stack, "task-policy", edit);
}

function attaching(title: string, policyArn: string, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "extra",
        props: { role: TASK_ROLE, policyArn },
      }),
    policy: exists,
    mentions,
  };
}

export const documentFaults: Fault[] = [
  {
    title: "a comma too many in the document",
    stack: "explicit",
    edit: (stack) => {
      const { props } = find(stack, "task-policy");
      props.policy = (props.policy as string).replace('"Statement":[', '"Statement":[,');
    },
    policy: documents,
    mentions: ["MLPlatformECSTaskPolicy", "JSON"],
  },
  {
    title: "a statement without Effect",
    stack: "explicit",
    edit: (stack) => editTaskPolicy(stack, (statements) => delete statement(statements, "Jobs").Effect),
    policy: documents,
    mentions: ["Effect"],
  },
  {
    title: "a statement without Resource",
    stack: "explicit",
    edit: (stack) => editTaskPolicy(stack, (statements) => delete statement(statements, "Jobs").Resource),
    policy: documents,
    mentions: ["Resource"],
  },
  {
    title: "a misspelt element",
    stack: "explicit",
    edit: (stack) =>
      editTaskPolicy(stack, (statements) => {
        const jobs = statement(statements, "Jobs");
        jobs.Actions = jobs.Action;
        delete jobs.Action;
      }),
    policy: documents,
    mentions: ["Actions"],
  },
  {
    title: "a Principal in an identity policy",
    stack: "explicit",
    edit: (stack) => editTaskPolicy(stack, (statements) => (statement(statements, "Jobs").Principal = "*")),
    policy: documents,
    mentions: ["Principal"],
  },
  {
    title: "a version that does not exist",
    stack: "explicit",
    edit: (stack) => {
      const { props } = find(stack, "task-policy");
      props.policy = (props.policy as string).replace("2012-10-17", "2021-10-17");
    },
    policy: documents,
    mentions: ["Version"],
  },
  {
    title: "an unknown condition operator",
    stack: "explicit",
    edit: (stack) =>
      editTaskPolicy(stack, (statements) => {
        statement(statements, "Jobs").Condition = {
          StringEqual: { "aws:RequestedRegion": "ap-northeast-2" },
        };
      }),
    policy: documents,
    mentions: ["StringEqual"],
  },
  {
    title: "a resource that is no ARN",
    stack: "explicit",
    edit: (stack) =>
      editTaskPolicy(stack, (statements) => (statement(statements, "Jobs").Resource = "ml-jobs")),
    policy: documents,
    mentions: ["ml-jobs"],
  },
  {
    title: "an action without its service",
    stack: "explicit",
    edit: (stack) =>
      editTaskPolicy(stack, (statements) => (statement(statements, "Jobs").Action = ["UpdateItem"])),
    policy: documents,
    mentions: ["UpdateItem"],
  },
  {
    title: "a document beyond IAM's size",
    stack: "explicit",
    edit: (stack) =>
      editTaskPolicy(stack, (statements) => {
        statement(statements, "ListData").Resource = Array.from(
          { length: 200 },
          (_, n) => `arn:aws:s3:::ml-platform-data-${n}-archive`,
        );
      }),
    policy: documents,
    mentions: ["6,144"],
  },
  {
    title: "the document is unknown at preview",
    stack: "explicit",
    edit: (stack) => (find(stack, "task-policy").props.policy = output("database", "arn")),
    policy: documents,
    mentions: ["MLPlatformECSTaskPolicy", "unknown"],
  },
  {
    title: "objects are read from the bare bucket",
    stack: "explicit",
    edit: (stack) =>
      editTaskPolicy(stack, (statements) => {
        const objects = statement(statements, "ReadWriteData");
        objects.Resource = (objects.Resource as string).replace("/*", "");
      }),
    policy: documents,
    mentions: ["s3:GetObject"],
  },
  attaching("SecretsManagerReadOnly does not exist", "arn:aws:iam::aws:policy/SecretsManagerReadOnly", [
    "SecretsManagerReadOnly",
    "AWSSecretsManagerClientReadOnlyAccess",
  ]),
  attaching(
    "the execution policy without service-role/",
    "arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy",
    ["service-role/AmazonECSTaskExecutionRolePolicy"],
  ),
  attaching("a managed policy's name misspelt", "arn:aws:iam::aws:policy/AmazonS3ReadonlyAccess", [
    "AmazonS3ReadOnlyAccess",
  ]),
  trusting(
    "the role trusts EC2 too",
    alsoTrusts({ Service: ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] }),
    [TASK_ROLE, "ec2.amazonaws.com"],
  ),
  trusting(
    "the role trusts an account too",
    alsoTrusts({ Service: "ecs-tasks.amazonaws.com", AWS: "575084400422" }),
    [TASK_ROLE, "575084400422"],
  ),
  trusting(
    "the trust's SourceAccount is another account",
    guardedBy({ StringEquals: { "aws:SourceAccount": "575084400422" } }),
    [TASK_ROLE, "aws:SourceAccount"],
    // Only the whole stack tells which account and region it is.
    "ecs-task-can-start",
  ),
  trusting(
    "the trust's SourceArn is another region",
    guardedBy({ ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:618574523116:*" } }),
    [TASK_ROLE, "aws:SourceArn"],
    // Only the whole stack tells which account and region it is.
    "ecs-task-can-start",
  ),
  {
    title: "the trust allows another action",
    stack: "explicit",
    edit: (stack) =>
      (find(stack, "task-role").props.assumeRolePolicy = json(PLAIN_TRUST).replace(
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
      )),
    policy: trust,
    mentions: [TASK_ROLE, "sts:AssumeRole"],
  },
  {
    title: "a task role is an administrator",
    stack: "explicit",
    edit: (stack) =>
      editTaskPolicy(stack, (statements) =>
        statements.push({ Sid: "All", Effect: "Allow", Action: "*", Resource: "*" }),
      ),
    policy: "no-privilege-escalation",
    mentions: [`role/${TASK_ROLE}`],
  },
  {
    title: "the execution role gets AdministratorAccess",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "admin",
        props: { role: EXECUTION_ROLE, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      }),
    policy: "no-privilege-escalation",
    mentions: [`role/${EXECUTION_ROLE}`, "AdministratorAccess"],
  },
  ...[
    ["may write new versions of policies", "iam:CreatePolicyVersion"],
    ["may attach policies to roles", "iam:AttachRolePolicy"],
    ["may write inline policies", "iam:PutUserPolicy"],
    ["may make access keys", "iam:CreateAccessKey"],
    ["may rewrite trust", "iam:UpdateAssumeRolePolicy"],
  ].map(([title, action]): Fault => ({
    title: `the deployer ${title}`,
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/userPolicy:UserPolicy",
        name: "more",
        props: {
          user: DEPLOYER,
          name: "more",
          policy: json({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
          }),
        },
      }),
    policy: "no-privilege-escalation",
    mentions: [`user/${DEPLOYER}`, action!],
  })),
  {
    title: "two roles are given one name",
    stack: "explicit",
    edit: (stack) => (find(stack, "execution-role").props.name = TASK_ROLE.toLowerCase()),
    policy: "iam-quotas",
    mentions: ["task-role", "execution-role", "another name"],
  },
  {
    title: "two inline policies of one role are given one name",
    stack: "wired",
    edit: (stack) => {
      const { policy } = find(stack, "execution-inline").props;
      const { type, props } = find(stack, "task-inline");
      stack.push({ type, name: "task-more", props: { ...props, policy } });
    },
    policy: "task-role-required-actions",
    mentions: [`role/${TASK_ROLE}`, "inline policy data", "two resources write"],
  },
  {
    title: "eleven managed policies on one role",
    stack: "explicit",
    edit: (stack) => {
      for (const name of [
        "AmazonS3ReadOnlyAccess",
        "AmazonDynamoDBReadOnlyAccess",
        "CloudWatchReadOnlyAccess",
      ]
        .concat([
          "AmazonSQSReadOnlyAccess",
          "AmazonSNSReadOnlyAccess",
          "AmazonECS_FullAccess",
          "AWSXrayReadOnlyAccess",
        ])
        .concat(["AmazonSSMReadOnlyAccess", "CloudWatchLogsReadOnlyAccess", "AmazonEC2ReadOnlyAccess"]))
        stack.push({
          type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          name,
          props: { role: TASK_ROLE, policyArn: `arn:aws:iam::aws:policy/${name}` },
        });
    },
    policy: "iam-quotas",
    mentions: [TASK_ROLE, "10"],
  },
];
