/** Those who register task definitions and roll services: CI with OIDC, pipelines, people. */
import { allow, policy, Program, text, trust } from "../program";
import {
  ACCOUNT,
  attach,
  awslogs,
  ecr,
  executionRole,
  fargateTask,
  inline,
  REGION,
  role,
  service,
} from "../parts";
import type { Shape } from "../shape";

const ROLE = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const PASSED = { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } };
const REPOSITORY = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/shop`;
const CLUSTER = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main`;
const SERVICE = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/shop`;

/** The task that all of them deploy. */
function shop(p: Program) {
  const execution = executionRole(p, "shop-execution", { name: "shop-execution" });
  const task = role(p, "shop-task", { name: "shop-task" });
  inline(p, task, policy(allow("dynamodb:GetItem", `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/shop`)));
  const definition = fargateTask(
    p,
    "shop",
    [{ name: "shop", image: ecr("shop"), logConfiguration: awslogs("/ecs/shop") }],
    { executionRoleArn: execution.arn, taskRoleArn: task.arn },
  );
  service(p, "shop", definition);
  return { execution, task, definition };
}

function githubTrust(provider: unknown, condition: Record<string, unknown>) {
  return policy({
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: condition,
  });
}

const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const GITHUB = {
  StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
  StringLike: { "token.actions.githubusercontent.com:sub": "repo:example/shop:ref:refs/heads/main" },
};

function byGithub(
  title: string,
  statements: Record<string, unknown>[],
  more: Partial<Shape> & { prop?: Record<string, unknown> } = {},
): Shape {
  return {
    title,
    program: (p) => {
      shop(p);
      const ci = p.add("aws:iam/role:Role", "github", {
        name: "shop-github",
        assumeRolePolicy: githubTrust(PROVIDER, GITHUB),
      });
      inline(p, ci, policy(...statements));
    },
    config: { "deployer-can-register": { deployers: ["role/shop-github"] } },
    ...more,
  };
}

const REGISTER = allow(
  ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"],
  "*",
);
const PASS = allow("iam:PassRole", [ROLE("shop-execution"), ROLE("shop-task")], PASSED);

export const DEPLOYERS: Shape[] = [
  byGithub("GitHub: register, pass the two roles, update the service", [
    { Sid: "RegisterTaskDefinition", ...REGISTER },
    { Sid: "PassRolesInTaskDefinition", ...PASS },
    { Sid: "DeployService", ...allow(["ecs:UpdateService", "ecs:DescribeServices"], SERVICE) },
  ]),
  byGithub(
    "GitHub: the action's own example without PassedToService",
    [
      { Sid: "RegisterTaskDefinition", ...REGISTER },
      {
        Sid: "PassRolesInTaskDefinition",
        ...allow("iam:PassRole", [ROLE("shop-execution"), ROLE("shop-task")]),
      },
      { Sid: "DeployService", ...allow(["ecs:UpdateService", "ecs:DescribeServices"], SERVICE) },
    ],
    { advice: { "pass-role-scoped": ["iam:PassedToService"] } },
  ),
  byGithub("GitHub: pushes images, runs migrations as a task", [
    allow("ecr:GetAuthorizationToken", "*"),
    allow(
      [
        "ecr:BatchCheckLayerAvailability",
        "ecr:CompleteLayerUpload",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      REPOSITORY,
    ),
    REGISTER,
    allow("ecs:TagResource", `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/shop:*`),
    allow("ecs:RunTask", `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/shop:*`, {
      Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
    }),
    allow("ecs:DescribeTasks", `arn:aws:ecs:${REGION}:${ACCOUNT}:task/main/*`),
    allow(["ecs:UpdateService", "ecs:DescribeServices"], SERVICE),
    PASS,
  ]),
  byGithub("GitHub: blue/green by CodeDeploy", [
    REGISTER,
    PASS,
    allow("ecs:DescribeServices", SERVICE),
    allow(
      ["codedeploy:GetDeploymentGroup", "codedeploy:CreateDeployment", "codedeploy:GetDeployment"],
      `arn:aws:codedeploy:${REGION}:${ACCOUNT}:deploymentgroup:shop/shop`,
    ),
    allow(
      "codedeploy:GetDeploymentConfig",
      `arn:aws:codedeploy:${REGION}:${ACCOUNT}:deploymentconfig:CodeDeployDefault.ECSAllAtOnce`,
    ),
    allow(
      ["codedeploy:RegisterApplicationRevision", "codedeploy:GetApplicationRevision"],
      `arn:aws:codedeploy:${REGION}:${ACCOUNT}:application:shop`,
    ),
  ]),
  {
    title: "GitHub with the stack's own OIDC provider",
    program: (p) => {
      shop(p);
      const provider = p.add("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "github", {
        url: "https://token.actions.githubusercontent.com",
        clientIdLists: ["sts.amazonaws.com"],
      });
      const ci = p.add("aws:iam/role:Role", "github", {
        name: "shop-github",
        assumeRolePolicy: githubTrust(provider.arn, GITHUB),
      });
      inline(p, ci, policy(REGISTER, PASS));
    },
    config: { "deployer-can-register": { deployers: ["role/shop-github"] } },
    first: { "iam-policy-document": ["trust policy"] },
  },
  {
    title: "tags on the task definition, and the right to set them while registering it",
    program: (p) => {
      const execution = executionRole(p, "shop-execution", { name: "shop-execution" });
      fargateTask(p, "shop", [{ name: "shop", image: ecr("shop") }], {
        executionRoleArn: execution.arn,
        tags: { team: "shop", "cost-center": "42" },
      });
      const ci = p.add("aws:iam/role:Role", "ci", {
        name: "ci",
        assumeRolePolicy: trust("codebuild.amazonaws.com"),
      });
      const whileRegistering = {
        Condition: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
      };
      inline(
        p,
        ci,
        policy(
          REGISTER,
          allow("ecs:TagResource", "*", whileRegistering),
          allow("iam:PassRole", ROLE("shop-execution"), PASSED),
        ),
      );
    },
    config: { "deployer-can-register": { deployers: ["role/ci"] } },
  },
  {
    title: "GitLab with a role of its own",
    program: (p) => {
      shop(p);
      const ci = p.add("aws:iam/role:Role", "gitlab", {
        name: "gitlab",
        assumeRolePolicy: githubTrust(`arn:aws:iam::${ACCOUNT}:oidc-provider/gitlab.com`, {
          StringEquals: {
            "gitlab.com:aud": "https://gitlab.com",
            "gitlab.com:sub": "project_path:shop/shop:ref_type:branch:ref:main",
          },
        }),
      });
      inline(p, ci, policy(REGISTER, PASS));
    },
    config: { "deployer-can-register": { deployers: [`arn:aws:iam::${ACCOUNT}:role/gitlab`] } },
  },
  {
    title: "a person of a group, with a managed policy and MFA",
    program: (p) => {
      shop(p);
      const deployers = p.add("aws:iam/group:Group", "deployers", { name: "deployers" });
      const policyOf = p.add("aws:iam/policy:Policy", "deploy", {
        name: "deploy",
        policy: policy(REGISTER, PASS),
      });
      p.add("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "deploy", {
        group: deployers.output("name"),
        policyArn: policyOf.arn,
      });
      const user = p.add("aws:iam/user:User", "dana", { name: "dana" });
      p.add("aws:iam/userGroupMembership:UserGroupMembership", "dana", {
        user: user.output("name"),
        groups: [deployers.output("name")],
      });
    },
    config: { "deployer-can-register": { deployers: ["user/dana", "group/deployers"] } },
  },
  {
    title: "a role with a path, passed by its whole ARN",
    program: (p) => {
      const execution = executionRole(p, "execution", { name: "execution", path: "/ecs/" });
      fargateTask(p, "app", [{ name: "app", image: ecr("app") }], { executionRoleArn: execution.arn });
      const ci = p.add("aws:iam/role:Role", "ci", {
        name: "ci",
        assumeRolePolicy: trust("codebuild.amazonaws.com"),
      });
      inline(
        p,
        ci,
        policy(REGISTER, allow("iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/ecs/execution`, PASSED)),
      );
    },
    config: { "deployer-can-register": { deployers: ["role/ci"] } },
  },
  {
    title: "CodeBuild and CodePipeline",
    program: (p) => {
      shop(p);
      const build = p.add("aws:iam/role:Role", "build", {
        assumeRolePolicy: trust("codebuild.amazonaws.com"),
      });
      inline(
        p,
        build,
        policy(
          allow(
            ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            [
              `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/codebuild/shop`,
              `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/codebuild/shop:*`,
            ],
          ),
          allow("ecr:GetAuthorizationToken", "*"),
          allow(
            [
              "ecr:BatchCheckLayerAvailability",
              "ecr:CompleteLayerUpload",
              "ecr:InitiateLayerUpload",
              "ecr:PutImage",
              "ecr:UploadLayerPart",
            ],
            REPOSITORY,
          ),
          allow(["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], "arn:aws:s3:::artifacts/*"),
          allow(
            [
              "ec2:CreateNetworkInterface",
              "ec2:DescribeDhcpOptions",
              "ec2:DescribeNetworkInterfaces",
              "ec2:DeleteNetworkInterface",
              "ec2:DescribeSubnets",
              "ec2:DescribeSecurityGroups",
              "ec2:DescribeVpcs",
            ],
            "*",
          ),
        ),
      );
      const pipeline = p.add("aws:iam/role:Role", "pipeline", {
        assumeRolePolicy: trust("codepipeline.amazonaws.com"),
      });
      inline(
        p,
        pipeline,
        policy(
          allow(
            ["codebuild:BatchGetBuilds", "codebuild:StartBuild"],
            `arn:aws:codebuild:${REGION}:${ACCOUNT}:project/shop`,
          ),
          allow(
            ["s3:GetObject", "s3:GetObjectVersion", "s3:GetBucketVersioning", "s3:PutObject"],
            ["arn:aws:s3:::artifacts", "arn:aws:s3:::artifacts/*"],
          ),
          allow(
            "codestar-connections:UseConnection",
            `arn:aws:codestar-connections:${REGION}:${ACCOUNT}:connection/1234abcd-12ab-34cd-56ef-1234567890ab`,
          ),
          allow(["ecs:DescribeServices", "ecs:UpdateService"], SERVICE),
          allow(["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition", "ecs:ListTaskDefinitions"], "*"),
          allow("ecs:TagResource", `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/shop:*`, {
            Condition: { StringEquals: { "ecs:CreateAction": ["RegisterTaskDefinition"] } },
          }),
          allow("iam:PassRole", [ROLE("shop-execution"), ROLE("shop-task")], {
            Condition: {
              StringEquals: { "iam:PassedToService": ["ecs.amazonaws.com", "ecs-tasks.amazonaws.com"] },
            },
          }),
        ),
      );
    },
    advice: { "least-privilege": ["ec2:"] },
    config: { "deployer-can-register": { deployers: ["role/pipeline"] } },
  },
  {
    title: "a deployer whose policy is built of the roles' outputs",
    program: (p) => {
      const { execution, task } = shop(p);
      const user = p.add("aws:iam/user:User", "ci", { name: "ci" });
      p.add("aws:iam/userPolicy:UserPolicy", "ci", {
        user: user.output("name"),
        name: "deploy",
        policy: policy(REGISTER, allow("iam:PassRole", [execution.arn, task.arn], PASSED)),
      });
    },
    config: { "deployer-can-register": { deployers: ["user/ci"] } },
    first: {
      "iam-policy-document": [],
      "deployer-can-register": [],
    },
  },
  {
    title: "a deployer whose policy names the roles by their names, account and region looked up",
    program: (p) => {
      const execution = executionRole(p, "app-execution");
      fargateTask(p, "app", [{ name: "app", image: ecr("app") }], { executionRoleArn: execution.arn });
      const user = p.add("aws:iam/user:User", "ci", { name: "ci" });
      p.add("aws:iam/userPolicy:UserPolicy", "ci", {
        user: user.output("name"),
        policy: policy(
          REGISTER,
          allow("iam:PassRole", text`arn:aws:iam::${ACCOUNT}:role/${execution.output("name")}`, PASSED),
        ),
      });
    },
    config: { "deployer-can-register": { deployers: ["user/ci"] } },
  },
  {
    title: "an operator who may look and restart, and a read-only auditor",
    program: (p) => {
      shop(p);
      const operator = p.add("aws:iam/user:User", "operator", { name: "operator" });
      p.add("aws:iam/userPolicy:UserPolicy", "operator", {
        user: operator.output("name"),
        policy: policy(
          allow(["ecs:Describe*", "ecs:List*"], "*"),
          allow(["ecs:UpdateService"], SERVICE),
          allow(["ecs:ExecuteCommand"], [CLUSTER, `arn:aws:ecs:${REGION}:${ACCOUNT}:task/main/*`], {
            Condition: { StringEquals: { "ecs:container-name": "shop" } },
          }),
          allow(
            ["logs:StartQuery", "logs:GetLogEvents", "logs:FilterLogEvents", "logs:DescribeLogStreams"],
            `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/shop:*`,
          ),
          allow(
            [
              "iam:ChangePassword",
              "iam:GetUser",
              "iam:CreateAccessKey",
              "iam:ListAccessKeys",
              "iam:DeleteAccessKey",
            ],
            "arn:aws:iam::*:user/${aws:username}",
          ),
          {
            Sid: "DenyWithoutMfa",
            Effect: "Deny",
            NotAction: [
              "iam:CreateVirtualMFADevice",
              "iam:EnableMFADevice",
              "iam:ListMFADevices",
              "iam:ChangePassword",
              "iam:GetUser",
              "sts:GetSessionToken",
            ],
            Resource: "*",
            Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
          },
        ),
      });
      const auditor = p.add("aws:iam/role:Role", "auditor", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: "sts:AssumeRole",
        }),
      });
      attach(p, auditor, "arn:aws:iam::aws:policy/SecurityAudit", "audit");
      attach(p, auditor, "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess", "view");
      attach(p, auditor, "arn:aws:iam::aws:policy/ReadOnlyAccess", "read");
    },
    advice: { "least-privilege": ["user/operator may do ecs:Describe* and ecs:List* on every resource"] },
  },
];
