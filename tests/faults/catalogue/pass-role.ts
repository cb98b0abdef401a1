import { DEPLOYER, EXECUTION_ROLE, TASK_ROLE, policyArn, roleArn } from "../correct-stacks";
import { type DeclaredStack, editStatements, find, json, remove, statement } from "../declared";
import type { Fault } from "../fault";

const scoped = "pass-role-scoped";
const registers = "deployer-can-register";
const user = `user/${DEPLOYER}`;

function edit(stack: DeclaredStack, sid: string, change: (statement: Record<string, unknown>) => void) {
  editStatements(stack, "deployer-policy", (statements) => change(statement(statements, sid)));
}

function passing(
  title: string,
  change: (statement: Record<string, unknown>) => void,
  mentions: string[],
): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => edit(stack, "PassTaskRoles", change),
    policy: scoped,
    mentions,
  };
}

function grantsMore(title: string, statements: unknown[], mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/userPolicy:UserPolicy",
        name: "more",
        props: {
          user: DEPLOYER,
          name: "more",
          policy: json({ Version: "2012-10-17", Statement: statements }),
        },
      }),
    policy: scoped,
    mentions,
  };
}

/** A permissions boundary of the task role whose name does not say that it is one. */
function addLimits(stack: DeclaredStack) {
  const policy = json({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["s3:*", "dynamodb:*", "logs:*", "iam:*"], Resource: "*" }],
  });
  stack.push({ type: "aws:iam/policy:Policy", name: "limits", props: { name: "limits", policy } });
  find(stack, "task-role").props.permissionsBoundary = policyArn("limits");
}

export const passRoleFaults: Fault[] = [
  {
    title: "a boundary that is attached as well",
    stack: "explicit",
    edit: (stack) => {
      addLimits(stack);
      stack.push({
        type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        name: "limits-attached",
        props: { user: DEPLOYER, policyArn: policyArn("limits") },
      });
    },
    policy: scoped,
    mentions: ["iam:*", "limits"],
  },
  passing("PassRole on role/*", (one) => (one.Resource = "arn:aws:iam::618574523116:role/*"), [
    "PassRole",
    "role/*",
  ]),
  passing("PassRole on everything", (one) => (one.Resource = "*"), ["PassRole"]),
  passing("PassRole on a prefix", (one) => (one.Resource = "arn:aws:iam::618574523116:role/ecsTask*"), [
    "ecsTask*",
  ]),
  passing(
    "PassRole with a question mark",
    (one) => (one.Resource = "arn:aws:iam::618574523116:role/ecsTaskRol?"),
    ["ecsTaskRol?"],
  ),
  passing("PassRole in any account", (one) => (one.Resource = "arn:aws:iam::*:role/ecsTaskExecutionRole"), [
    "arn:aws:iam::*:role/ecsTaskExecutionRole",
  ]),
  passing(
    "PassRole as iam:* on everything",
    (one) => Object.assign(one, { Action: "iam:*", Resource: "*" }),
    ["iam:*"],
  ),
  {
    title: "PassRole as iam:* on the two roles, which may then be given anything",
    stack: "explicit",
    edit: (stack) => edit(stack, "PassTaskRoles", (one) => (one.Action = "iam:*")),
    policy: "no-privilege-escalation",
    mentions: [user, "iam:*"],
  },
  passing(
    "PassRole as iam:Pass* on everything",
    (one) => Object.assign(one, { Action: "iam:Pass*", Resource: "*" }),
    ["iam:Pass*"],
  ),
  passing(
    "PassRole in other letters on everything",
    (one) => Object.assign(one, { Action: "IAM:passrole", Resource: "*" }),
    ["IAM:passrole"],
  ),
  passing(
    "PassRole by NotResource",
    (one) => {
      delete one.Resource;
      one.NotResource = roleArn("Admin");
    },
    ["NotResource"],
  ),
  passing(
    "PassRole by NotAction",
    (one) => {
      delete one.Action;
      Object.assign(one, { NotAction: "s3:*", Resource: "*" });
    },
    ["NotAction"],
  ),
  passing(
    "PassRole on everything, limited by a tag",
    (one) =>
      Object.assign(one, { Resource: "*", Condition: { StringEquals: { "iam:ResourceTag/team": "ml" } } }),
    ["PassRole"],
  ),
  grantsMore(
    "a second policy allows everything",
    [{ Effect: "Allow", Action: "*", Resource: "*" }],
    [DEPLOYER],
  ),
  {
    title: "PowerUser was meant, IAMFullAccess attached",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        name: "iam-full",
        props: { user: DEPLOYER, policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" },
      }),
    policy: scoped,
    mentions: ["IAMFullAccess"],
  },
  {
    title: "the deployer is made an administrator",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        name: "admin",
        props: { user: DEPLOYER, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      }),
    policy: scoped,
    mentions: ["AdministratorAccess"],
  },
  {
    title: "only the execution role may be passed",
    stack: "explicit",
    edit: (stack) => edit(stack, "PassTaskRoles", (one) => (one.Resource = roleArn(EXECUTION_ROLE))),
    policy: registers,
    mentions: [user, "iam:PassRole", roleArn(TASK_ROLE)],
  },
  {
    title: "only the task role may be passed",
    stack: "explicit",
    edit: (stack) => edit(stack, "PassTaskRoles", (one) => (one.Resource = [roleArn(TASK_ROLE)])),
    policy: registers,
    mentions: [user, "iam:PassRole", roleArn(EXECUTION_ROLE)],
  },
  {
    title: "the role's path is missing from PassRole",
    stack: "explicit",
    edit: (stack) => {
      find(stack, "task-role").props.path = "/ml/";
      find(stack, "task").props.taskRoleArn = "arn:aws:iam::618574523116:role/ml/MLPlatformECSTaskRole";
    },
    policy: registers,
    mentions: [user, "role/ml/MLPlatformECSTaskRole"],
  },
  {
    title: "a third role may be passed as well",
    stack: "explicit",
    edit: (stack) =>
      edit(
        stack,
        "PassTaskRoles",
        (one) => (one.Resource = [...(one.Resource as string[]), roleArn("Admin")]),
      ),
    policy: registers,
    mentions: [user, roleArn("Admin")],
  },
  {
    title: "the roles may be passed to another service",
    stack: "explicit",
    edit: (stack) =>
      edit(stack, "PassTaskRoles", (one) => {
        one.Condition = { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } };
      }),
    policy: registers,
    mentions: [user, "iam:PassRole", "iam:PassedToService"],
  },
  ...["RegisterTaskDefinition", "DescribeTaskDefinition", "ListTaskDefinitions"].map((name): Fault => ({
    title: `ecs:${name} is forgotten`,
    stack: "explicit",
    edit: (stack) =>
      edit(
        stack,
        "Register",
        (one) => (one.Action = (one.Action as string[]).filter((action) => !action.endsWith(name))),
      ),
    policy: registers,
    mentions: [user, `ecs:${name}`],
  })),
  {
    title: "registering is granted on a cluster",
    stack: "explicit",
    edit: (stack) =>
      edit(
        stack,
        "Register",
        (one) => (one.Resource = "arn:aws:ecs:ap-northeast-2:618574523116:cluster/main"),
      ),
    policy: registers,
    mentions: [user, "ecs:RegisterTaskDefinition"],
  },
  {
    title: "the deployer's policy is never attached",
    stack: "explicit",
    edit: (stack) => remove(stack, "deployer-attachment"),
    policy: registers,
    mentions: [user],
  },
  {
    title: "the deployer's policy is attached to another user",
    stack: "explicit",
    edit: (stack) => (find(stack, "deployer-attachment").props.user = "dev-pilot-writer"),
    policy: registers,
    mentions: [user],
  },
  {
    title: "a second policy denies PassRole",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/userPolicy:UserPolicy",
        name: "no-pass",
        props: {
          user: DEPLOYER,
          name: "no-pass",
          policy: json({
            Version: "2012-10-17",
            Statement: [{ Sid: "NoPass", Effect: "Deny", Action: "iam:*", Resource: "*" }],
          }),
        },
      }),
    policy: registers,
    mentions: [user, "iam:PassRole", "NoPass"],
  },
  {
    title: "the task definition has tags and the deployer may not tag",
    stack: "explicit",
    edit: (stack) => (find(stack, "task").props.tags = { team: "ml" }),
    policy: registers,
    mentions: [user, "ecs:TagResource"],
  },
];
