import {
  BUCKET,
  DYNAMODB_ACTIONS,
  PLAIN_TRUST,
  TABLE,
  TASK_ROLE,
  policyArn,
  roleArn,
} from "../correct-stacks";
import { type DeclaredStack, editStatements, find, json, remove, statement } from "../declared";
import type { Fault } from "../fault";

const policy = "task-role-required-actions";
const role = `role/${TASK_ROLE}`;

function editJobs(stack: DeclaredStack, edit: (jobs: Record<string, unknown>) => void) {
  editStatements(stack, "task-policy", (statements) => edit(statement(statements, "Jobs")));
}

function attachDocument(stack: DeclaredStack, name: string, statements: unknown[]) {
  stack.push(
    {
      type: "aws:iam/policy:Policy",
      name: `${name}-policy`,
      props: { name, policy: json({ Version: "2012-10-17", Statement: statements }) },
    },
    {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: `${name}-attachment`,
      props: { role: TASK_ROLE, policyArn: policyArn(name) },
    },
  );
}

function setBoundary(stack: DeclaredStack, statements: unknown[]) {
  stack.push({
    type: "aws:iam/policy:Policy",
    name: "boundary",
    props: { name: "TaskBoundary", policy: json({ Version: "2012-10-17", Statement: statements }) },
  });
  find(stack, "task-role").props.permissionsBoundary = policyArn("TaskBoundary");
}

const lacksOneAction: Fault[] = DYNAMODB_ACTIONS.map((action) => ({
  title: `${action} is forgotten`,
  stack: "explicit",
  edit: (stack) =>
    editJobs(stack, (jobs) => (jobs.Action = DYNAMODB_ACTIONS.filter((one) => one !== action))),
  policy,
  mentions: [role, action, TABLE],
}));

export const taskRoleFaults: Fault[] = [
  ...lacksOneAction,
  {
    title: "the policy is created and never attached",
    stack: "explicit",
    edit: (stack) => remove(stack, "task-attachment"),
    policy,
    mentions: [role, "dynamodb:UpdateItem", TABLE],
  },
  {
    title: "the policy is attached to the execution role instead",
    stack: "explicit",
    edit: (stack) => (find(stack, "task-attachment").props.role = "ecsTaskExecutionRole"),
    policy,
    mentions: [role, "dynamodb:GetItem"],
  },
  {
    title: "the attachment names the role by its ARN",
    stack: "explicit",
    edit: (stack) => (find(stack, "task-attachment").props.role = roleArn(TASK_ROLE)),
    policy,
    mentions: [role, "dynamodb:UpdateItem", "not a role's name", "plain name"],
  },
  {
    title: "the attachment names another policy of the stack",
    stack: "explicit",
    edit: (stack) =>
      (find(stack, "task-attachment").props.policyArn = policyArn("MLPlatformExecutionPolicy")),
    policy,
    mentions: [role, "dynamodb:UpdateItem"],
  },
  {
    title: "the actions are granted on another table",
    stack: "explicit",
    edit: (stack) => editJobs(stack, (jobs) => (jobs.Resource = TABLE.replace("ml-jobs", "ml-job"))),
    policy,
    mentions: [role, TABLE, "Jobs"],
  },
  {
    title: "the actions are granted on the table's indexes only",
    stack: "explicit",
    edit: (stack) => editJobs(stack, (jobs) => (jobs.Resource = `${TABLE}/index/*`)),
    policy,
    mentions: [role, TABLE],
  },
  {
    title: "the actions are granted in another region",
    stack: "explicit",
    edit: (stack) =>
      editJobs(stack, (jobs) => (jobs.Resource = TABLE.replace("ap-northeast-2", "us-east-1"))),
    policy,
    mentions: [role, TABLE],
  },
  {
    title: "the actions are granted in another account",
    stack: "explicit",
    edit: (stack) =>
      editJobs(stack, (jobs) => (jobs.Resource = TABLE.replace("618574523116", "575084400422"))),
    policy,
    mentions: [role, TABLE],
  },
  {
    title: "the table's name differs by letter case",
    stack: "explicit",
    edit: (stack) => editJobs(stack, (jobs) => (jobs.Resource = TABLE.replace("ml-jobs", "ML-Jobs"))),
    policy,
    mentions: [role, TABLE],
  },
  {
    title: "the statement says Deny",
    stack: "explicit",
    edit: (stack) => editJobs(stack, (jobs) => (jobs.Effect = "Deny")),
    policy,
    mentions: [role, "dynamodb:UpdateItem", "MLPlatformECSTaskPolicy"],
  },
  {
    title: "a second policy denies one action",
    stack: "explicit",
    edit: (stack) =>
      attachDocument(stack, "NoWrites", [
        { Sid: "NoUpdates", Effect: "Deny", Action: "dynamodb:UpdateItem", Resource: "*" },
      ]),
    policy,
    mentions: [role, "dynamodb:UpdateItem", "NoWrites", "NoUpdates"],
  },
  {
    title: "a second policy denies by wildcard and another letter case",
    stack: "explicit",
    edit: (stack) =>
      attachDocument(stack, "NoWrites", [
        { Sid: "NoUpdates", Effect: "Deny", Action: "DynamoDB:update*", Resource: "*" },
      ]),
    policy,
    mentions: [role, "dynamodb:UpdateItem", "NoWrites"],
  },
  {
    title: "a guardrail denies everything but S3 (NotAction)",
    stack: "explicit",
    edit: (stack) =>
      attachDocument(stack, "OnlyS3", [
        { Sid: "OnlyS3", Effect: "Deny", NotAction: ["s3:*", "logs:*"], Resource: "*" },
      ]),
    policy,
    mentions: [role, "OnlyS3"],
  },
  {
    title: "a guardrail denies every table but another (NotResource)",
    stack: "explicit",
    edit: (stack) =>
      attachDocument(stack, "OnlyMetrics", [
        {
          Sid: "OnlyMetrics",
          Effect: "Deny",
          Action: "dynamodb:*",
          NotResource: TABLE.replace("ml-jobs", "metrics"),
        },
      ]),
    policy,
    mentions: [role, "OnlyMetrics"],
  },
  {
    title: "a guardrail denies the stack's own region",
    stack: "explicit",
    edit: (stack) =>
      attachDocument(stack, "RegionLock", [
        {
          Sid: "RegionLock",
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "eu-west-1"] } },
        },
      ]),
    policy,
    mentions: [role, "RegionLock"],
  },
  {
    title: "a boundary leaves DynamoDB out",
    stack: "explicit",
    edit: (stack) => setBoundary(stack, [{ Effect: "Allow", Action: ["s3:*", "logs:*"], Resource: "*" }]),
    policy,
    mentions: [role, "dynamodb:UpdateItem", "TaskBoundary"],
  },
  {
    title: "a boundary leaves one action out",
    stack: "explicit",
    edit: (stack) =>
      setBoundary(stack, [{ Effect: "Allow", NotAction: "dynamodb:UpdateItem", Resource: "*" }]),
    policy,
    mentions: [role, "dynamodb:UpdateItem", "TaskBoundary"],
  },
  {
    title: "a boundary denies one action",
    stack: "explicit",
    edit: (stack) =>
      setBoundary(stack, [
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Sid: "NoScans", Effect: "Deny", Action: "dynamodb:Scan", Resource: "*" },
      ]),
    policy,
    mentions: [role, "dynamodb:Scan", "TaskBoundary"],
  },
  {
    title: "the boundary is a policy that nobody defined",
    stack: "explicit",
    edit: (stack) => (find(stack, "task-role").props.permissionsBoundary = policyArn("Forgotten")),
    policy,
    mentions: [role, "Forgotten"],
  },
  {
    title: "the grant asks for a tag that the role does not have",
    stack: "explicit",
    edit: (stack) =>
      editJobs(stack, (jobs) => (jobs.Condition = { StringEquals: { "aws:PrincipalTag/team": "ml" } })),
    policy,
    mentions: [role, "aws:PrincipalTag/team"],
  },
  {
    title: "the grant holds for another region only",
    stack: "explicit",
    edit: (stack) =>
      editJobs(stack, (jobs) => (jobs.Condition = { StringEquals: { "aws:RequestedRegion": "us-east-1" } })),
    policy,
    mentions: [role, "aws:RequestedRegion"],
  },
  {
    title: "the grant depends on a VPC endpoint that nothing fixes",
    stack: "explicit",
    edit: (stack) =>
      editJobs(
        stack,
        (jobs) => (jobs.Condition = { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } }),
      ),
    policy,
    mentions: [role, "aws:SourceVpce"],
  },
  {
    title: "the grant has expired",
    stack: "explicit",
    edit: (stack) =>
      editJobs(
        stack,
        (jobs) => (jobs.Condition = { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }),
      ),
    policy,
    mentions: [role, "aws:CurrentTime"],
  },
  {
    title: "a policy variable stands in a document of 2008",
    stack: "explicit",
    edit: (stack) => {
      find(stack, "task-role").props.tags = { table: "ml-jobs" };
      editJobs(stack, (jobs) => (jobs.Resource = TABLE.replace("ml-jobs", "${aws:PrincipalTag/table}")));
      const { props } = find(stack, "task-policy");
      props.policy = (props.policy as string).replace("2012-10-17", "2008-10-17");
    },
    policy,
    mentions: [role, TABLE],
  },
  {
    title: "a policy variable names a tag that the role does not have",
    stack: "explicit",
    edit: (stack) =>
      editJobs(stack, (jobs) => (jobs.Resource = TABLE.replace("ml-jobs", "${aws:PrincipalTag/table}"))),
    policy,
    mentions: [role, TABLE],
  },
  {
    title: "the action's name is misspelt",
    stack: "explicit",
    edit: (stack) =>
      editJobs(
        stack,
        (jobs) => (jobs.Action = DYNAMODB_ACTIONS.map((one) => one.replace("UpdateItem", "UpdateItems"))),
      ),
    policy: "iam-policy-document",
    mentions: ["dynamodb:UpdateItems", "dynamodb:UpdateItem"],
  },
  {
    title: "the role is renamed and the attachment forgotten",
    stack: "explicit",
    edit: (stack) => (find(stack, "task-role").props.name = "MLPlatformTaskRole"),
    policy: "ecs-task-can-start",
    mentions: [role],
  },
  {
    title: "an attached policy is managed elsewhere and not declared",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "baseline",
        props: { role: TASK_ROLE, policyArn: policyArn("CompanyBaseline") },
      }),
    policy,
    mentions: [role, "CompanyBaseline"],
  },
  {
    title: "an attached AWS managed policy denies and its document is all there is",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "deny-all",
        props: { role: TASK_ROLE, policyArn: "arn:aws:iam::aws:policy/AWSDenyAll" },
      }),
    policy,
    mentions: [role, "AWSDenyAll"],
  },
  {
    title: "an inline policy is dropped from a wired stack",
    stack: "wired",
    edit: (stack) => remove(stack, "task-inline"),
    policy,
    mentions: [role, "dynamodb:UpdateItem"],
  },
  {
    title: "an inline policy goes to the execution role instead",
    stack: "wired",
    edit: (stack) =>
      (find(stack, "task-inline").props.role = { $output: { resource: "execution-role", property: "id" } }),
    policy,
    mentions: [role, "dynamodb:UpdateItem"],
  },
  {
    title: "an exclusive list takes the attachment away",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        name: "exclusive",
        props: { roleName: TASK_ROLE, policyArns: [] },
      }),
    policy,
    mentions: [role],
  },
  {
    title: "an exclusive list takes the inline policy away",
    stack: "wired",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
        name: "exclusive",
        props: { roleName: TASK_ROLE, policyNames: ["other"] },
      }),
    policy,
    mentions: [role],
  },
  {
    title: "the role trusts ECS no more, and no task definition of the stack shows it",
    stack: "explicit",
    edit: (stack) => {
      find(stack, "task-role").props.assumeRolePolicy = json(PLAIN_TRUST).replace("ecs-tasks", "ec2");
      delete find(stack, "task").props.taskRoleArn;
    },
    policy,
    mentions: [role, "ecs-tasks.amazonaws.com", "ec2.amazonaws.com"],
  },
  {
    title: "a line break after the table's ARN",
    stack: "explicit",
    edit: (stack) => editJobs(stack, (jobs) => (jobs.Resource = `${TABLE}\n`)),
    policy: "iam-policy-document",
    mentions: ["dynamodb:UpdateItem", TABLE],
  },
  {
    title: "the role trusts ECS no more",
    stack: "explicit",
    edit: (stack) =>
      (find(stack, "task-role").props.assumeRolePolicy = json(PLAIN_TRUST).replace("ecs-tasks", "ec2")),
    policy: "ecs-task-can-start",
    mentions: [role, "ecs-tasks.amazonaws.com"],
  },
  {
    title: "the bucket's statement lists objects",
    stack: "explicit",
    edit: (stack) =>
      editStatements(stack, "task-policy", (statements) => {
        statement(statements, "ListData").Resource = `${BUCKET}/*`;
      }),
    policy: "iam-policy-document",
    mentions: ["s3:ListBucket", `${BUCKET}/*`],
  },
];
