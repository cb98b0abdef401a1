import { DEPLOYER, EXECUTION_ROLE, PLAIN_TRUST, TABLE, TASK_ROLE, policyArn } from "../correct-stacks";
import { type DeclaredStack, editContainers, editStatements, find, json, statement } from "../declared";
import type { Fault } from "../fault";

const escalation = "no-privilege-escalation";
const quotas = "iam-quotas";
const user = `user/${DEPLOYER}`;

type Json = Record<string, unknown>;

function inline(stack: DeclaredStack, kind: "user" | "role", name: string, statements: Json[]) {
  const type = kind === "user" ? "aws:iam/userPolicy:UserPolicy" : "aws:iam/rolePolicy:RolePolicy";
  const policy = json({ Version: "2012-10-17", Statement: statements });
  stack.push({ type, name: "more", props: { [kind]: name, name: "more", policy } });
}

function deployerMay(title: string, mentions: string[], ...statements: Json[]): Fault {
  return {
    title: `the deployer may ${title}`,
    stack: "explicit",
    edit: (stack) => inline(stack, "user", DEPLOYER, statements),
    policy: escalation,
    mentions: [user, ...mentions],
  };
}

function taskMay(title: string, mentions: string[], ...statements: Json[]): Fault {
  return {
    title: `the task may ${title}`,
    stack: "explicit",
    edit: (stack) => inline(stack, "role", TASK_ROLE, statements),
    policy: escalation,
    mentions: [`role/${TASK_ROLE}`, ...mentions],
  };
}

function allow(action: string | string[], resource: string | string[] = "*", rest: Json = {}): Json {
  return { Effect: "Allow", Action: action, Resource: resource, ...rest };
}

const GUARD = { Sid: "Guard", Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" };

const escalations: Fault[] = [
  deployerMay(
    "give itself the tag by which it may write its policies",
    ["iam:PutUserPolicy"],
    {
      Effect: "Allow",
      Action: "iam:PutUserPolicy",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalTag/team": "security" } },
    },
    { Effect: "Allow", Action: "iam:TagUser", Resource: "arn:aws:iam::*:user/${aws:username}" },
  ),
  deployerMay("assume any role", ["sts:AssumeRole"], allow("sts:AssumeRole")),
  deployerMay(
    "assume any role of the account",
    ["sts:AssumeRole"],
    allow("sts:AssumeRole", "arn:aws:iam::618574523116:role/*"),
  ),
  deployerMay("change the code of any function", ["lambda:UpdateFunctionCode"], allow("lambda:Update*")),
  deployerMay("run commands on any instance", ["ssm:SendCommand"], allow("ssm:SendCommand")),
  deployerMay(
    "delete what denies it something",
    ["iam:DeleteUserPolicy"],
    GUARD,
    allow("iam:DeleteUserPolicy"),
  ),
  taskMay("assume any role", ["sts:AssumeRole"], allow("sts:*")),
  taskMay("delete what denies it something", ["iam:DeleteRolePolicy"], GUARD, allow("iam:DeleteRolePolicy")),
  taskMay("do everything but IAM", ["everything but iam:*"], {
    Effect: "Allow",
    NotAction: ["iam:*", "organizations:*", "account:*"],
    Resource: "*",
  }),
  {
    title: "the execution role gets PowerUserAccess",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "power",
        props: { role: EXECUTION_ROLE, policyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
      }),
    policy: escalation,
    mentions: [`role/${EXECUTION_ROLE}`, "PowerUserAccess"],
  },
  {
    title: "the deployer may leave a group that denies it something",
    stack: "explicit",
    edit: (stack) => {
      inline(stack, "user", DEPLOYER, [allow("iam:RemoveUserFromGroup")]);
      const policy = json({ Version: "2012-10-17", Statement: [GUARD] });
      stack.push(
        { type: "aws:iam/group:Group", name: "guarded", props: { name: "guarded" } },
        {
          type: "aws:iam/groupPolicy:GroupPolicy",
          name: "guard",
          props: { group: "guarded", name: "guard", policy },
        },
        {
          type: "aws:iam/userGroupMembership:UserGroupMembership",
          name: "membership",
          props: { user: DEPLOYER, groups: ["guarded"] },
        },
      );
    },
    policy: escalation,
    mentions: [user, "iam:RemoveUserFromGroup"],
  },
];

function ofRole(title: string, props: Json, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => Object.assign(find(stack, "task-role").props, props),
    policy: quotas,
    mentions: ["task-role", ...mentions],
  };
}

const names: Fault[] = [
  ofRole("sessions shorter than IAM has them", { maxSessionDuration: 900 }, ["maxSessionDuration", "900"]),
  ofRole("sessions longer than IAM has them", { maxSessionDuration: 86_400 }, ["86400"]),
  ofRole("a tag with AWS's prefix", { tags: { "aws:team": "ml" } }, ["aws:team"]),
  ofRole("two tags that differ by letter case", { tags: { Team: "ml", team: "data" } }, [
    "letter case",
    "team",
  ]),
  ofRole("a tag of characters that AWS does not take", { tags: { team: "ml;data" } }, ["team"]),
  ofRole("a tag too long", { tags: { team: "m".repeat(257) } }, ["team", "257"]),
  {
    title: "a tag of a task definition with AWS's prefix",
    stack: "explicit",
    edit: (stack) => (find(stack, "task").props.tags = { "aws:team": "ml" }),
    policy: "task-definition-valid",
    mentions: ["aws:team"],
  },
];

function jobsOn(title: string, resource: string, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) =>
      editStatements(stack, "task-policy", (all) => (statement(all, "Jobs").Resource = resource)),
    policy: "iam-policy-document",
    mentions: ["MLPlatformECSTaskPolicy", "dynamodb:UpdateItem", ...mentions],
  };
}

const documents: Fault[] = [
  jobsOn("the table's account lacks a digit", TABLE.replace("618574523116", "61857452311"), ["61857452311"]),
  jobsOn("the table's account is undefined", TABLE.replace("618574523116", "undefined"), ["undefined"]),
  jobsOn("the table's region is an availability zone", TABLE.replace("northeast-2", "northeast-2a"), [
    "ap-northeast-2a",
  ]),
  ...["${bucketName}", "${var.bucket}", "${AWS::StackName}-data"].map((name): Fault => ({
    title: `a template is not filled in: ${name}`,
    stack: "explicit",
    edit: (stack) =>
      editStatements(stack, "task-policy", (all) => {
        statement(all, "ReadWriteData").Resource = `arn:aws:s3:::${name}/*`;
      }),
    policy: "iam-policy-document",
    mentions: ["MLPlatformECSTaskPolicy", name.slice(0, name.indexOf("}") + 1)],
  })),
  {
    title: "an output is put into a document's text",
    stack: "explicit",
    edit: (stack) => {
      const { props } = find(stack, "task-policy");
      const message = "Calling [toString] on an [Output<T>] is not supported.";
      props.policy = (props.policy as string).replaceAll("ml-platform-data", message);
    },
    policy: "iam-policy-document",
    mentions: ["MLPlatformECSTaskPolicy", "output"],
  },
  {
    title: "an output is put into a container's variable",
    stack: "explicit",
    edit: (stack) =>
      editContainers(stack, "task", ([app]) => {
        const value = "Calling [toJSON] on an [Output<T>] is not supported.";
        (app!.environment as Json[]).push({ name: "QUEUE", value });
      }),
    policy: "task-definition-valid",
    mentions: ["containerDefinitions", "output"],
  },
  {
    title: "an AWS managed policy of China",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "s3",
        props: { role: TASK_ROLE, policyArn: "arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess" },
      }),
    policy: "task-role-required-actions",
    mentions: [`role/${TASK_ROLE}`, "arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess", "partition aws"],
  },
];

function registering(title: string, condition: Json, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) =>
      editStatements(stack, "deployer-policy", (all) => (statement(all, "Register").Condition = condition)),
    policy: "deployer-can-register",
    mentions: [user, "ecs:RegisterTaskDefinition", ...mentions],
  };
}

const registration: Fault[] = [
  registering("tasks may have less cpu only", { NumericLessThanEquals: { "ecs:task-cpu": "512" } }, [
    "ecs:task-cpu",
  ]),
  registering(
    "tasks may run on EC2 only",
    { "ForAnyValue:StringEquals": { "ecs:compute-compatibility": "EC2" } },
    ["ecs:compute-compatibility"],
  ),
  {
    title: "the deployer's policy goes to a role of the user's name",
    stack: "explicit",
    edit: (stack) => {
      const attachment = find(stack, "deployer-attachment");
      attachment.type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
      attachment.props = { role: DEPLOYER, policyArn: policyArn("RegisterTaskDefinitions") };
      stack.push({
        type: "aws:iam/role:Role",
        name: "deployer",
        props: { name: DEPLOYER, assumeRolePolicy: json(PLAIN_TRUST).replace("ecs-tasks", "codebuild") },
      });
    },
    policy: "deployer-can-register",
    mentions: [user],
  },
];

/** Rights that somebody has too many of, or has on paper only. */
export const rightsFaults: Fault[] = [...escalations, ...names, ...documents, ...registration];
