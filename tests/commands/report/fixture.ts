import type {
  JudgedFinding,
  JudgedPrincipal,
  Judgement,
  PermissionRow,
} from "../../../commands/judgement/judgement";

const ACCOUNT = "111122223333";
const REGION = "eu-central-1";

function arn(service: string, resource: string): string {
  const places: Record<string, string> = { s3: ":", iam: `:${ACCOUNT}` };
  return `arn:aws:${service}:${places[service] ?? `${REGION}:${ACCOUNT}`}:${resource}`;
}

interface Grant {
  sid: string;
  actions: string[];
  resources: string[];
}

function allow({ sid, actions, resources }: Grant): Record<string, unknown> {
  return { Sid: sid, Effect: "Allow", Action: actions, Resource: resources };
}

function rows(principal: string, document: string, grants: Grant[]): PermissionRow[] {
  return grants.flatMap(({ sid, actions, resources }) =>
    resources.flatMap((resource) =>
      actions.map((action) => ({
        principal,
        action,
        resource,
        effect: action === "iam:PassRole" ? ("conditional" as const) : ("allowed" as const),
        document,
        sid,
        conditions: action === "iam:PassRole" ? ["iam:PassedToService is ecs-tasks.amazonaws.com"] : [],
      })),
    ),
  );
}

const ECS_TRUST = {
  name: "trust",
  kind: "trust" as const,
  statements: [
    { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

const DATA: Grant[] = [
  {
    sid: "ReadWriteObjects",
    actions: ["s3:GetObject", "s3:PutObject"],
    resources: [`${arn("s3", "training-data")}/*`],
  },
  { sid: "ListBuckets", actions: ["s3:ListBucket"], resources: [arn("s3", "training-data")] },
  {
    sid: "Tables",
    actions: ["DescribeTable", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"].map(
      (verb) => `dynamodb:${verb}`,
    ),
    resources: [arn("dynamodb", "table/jobs"), `${arn("dynamodb", "table/jobs")}/index/*`],
  },
  {
    sid: "Logs",
    actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [arn("logs", "log-group:/ecs/ml-platform:*")],
  },
];

const START: Grant[] = [
  { sid: "Token", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
  {
    sid: "Pull",
    actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    resources: [arn("ecr", "repository/ml-platform"), arn("ecr", "repository/ig-notification")],
  },
  {
    sid: "WriteLogs",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [arn("logs", "log-group:/ecs/ml-platform:*"), arn("logs", "log-group:/ecs/ig-notification:*")],
  },
];

const SECRET: Grant[] = [
  {
    sid: "ReadSecrets",
    actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    resources: [arn("secretsmanager", "secret:dev/ignite-pilot/postgresInfo2-??????")],
  },
];

const DEPLOY: Grant[] = [
  {
    sid: "Register",
    actions: ["ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions", "ecs:RegisterTaskDefinition"],
    resources: ["*"],
  },
  {
    sid: "PassRoles",
    actions: ["iam:PassRole"],
    resources: ["DataTaskRole", "NotifyTaskRole", "TaskExecutionRole"].map((name) =>
      arn("iam", `role/${name}`),
    ),
  },
];

function principal(id: string, document: string, grants: Grant[]): JudgedPrincipal {
  const [kind = "", name = ""] = id.split("/");
  const described = { id, kind: kind as JudgedPrincipal["kind"], name, arn: arn("iam", id), gaps: [] };
  const documents = [{ name: document, kind: "customer-managed" as const, statements: grants.map(allow) }];
  return kind === "role" ? { ...described, documents, trust: ECS_TRUST } : { ...described, documents };
}

const GRANTS: [string, string, Grant[]][] = [
  ["role/DataTaskRole", "DataTaskPolicy", DATA],
  ["role/NotifyTaskRole", "NotifyTaskPolicy", SECRET],
  ["role/TaskExecutionRole", "TaskExecutionPolicy", START],
  ["user/deploy-bot", "DeployTasks", DEPLOY],
];

/** Findings such as the pack makes, one of each level. */
export const FINDINGS: JudgedFinding[] = [
  {
    id: "least-privilege-0a1b2c3d",
    policy: "least-privilege",
    level: "advisory",
    verdict: "violated",
    subject: "role/DataTaskRole",
    actions: ["s3:*"],
    resources: ["*"],
    message: "role/DataTaskRole may use every S3 action on every bucket.",
    decidedBy: 'Allow statement "ReadWriteObjects" of policy DataTaskPolicy',
    remedy: "Name the actions that the task needs.",
  },
  {
    id: "task-role-required-actions-3f9a1c04",
    policy: "task-role-required-actions",
    level: "mandatory",
    verdict: "violated",
    subject: "role/DataTaskRole",
    actions: ["dynamodb:UpdateItem"],
    resources: [arn("dynamodb", "table/jobs")],
    message: "role/DataTaskRole may not dynamodb:UpdateItem on table jobs.",
    decidedBy: "no statement allows it",
    remedy: 'Add dynamodb:UpdateItem to statement "Tables" of policy DataTaskPolicy.',
    location: { file: "Pulumi.dev.yaml", line: 12, column: 7 },
  },
];

/** A correct stack of two tasks, three roles and one deployer. */
export function cleanJudgement(): Judgement {
  const root = "urn:pulumi:dev::project::ecs:index:TaskRole::data";
  return {
    stack: "dev",
    account: ACCOUNT,
    region: REGION,
    verdict: "clean",
    resources: [
      { urn: root, type: "ecs:index:TaskRole", name: "data" },
      { urn: `${root}-role`, type: "aws:iam/role:Role", name: "data-role", parent: root },
    ],
    permissions: GRANTS.flatMap(([id, document, grants]) => rows(id, document, grants)),
    findings: [],
    warnings: [],
    principals: GRANTS.map(([id, document, grants]) => principal(id, document, grants)),
    taskDefinitions: [
      { family: "ml-platform", taskRole: "role/DataTaskRole", executionRole: "role/TaskExecutionRole" },
      { family: "ig-notification", taskRole: "role/NotifyTaskRole", executionRole: "role/TaskExecutionRole" },
    ],
  };
}

/** The same stack with a mandatory and an advisory finding. */
export function violatedJudgement(): Judgement {
  return { ...cleanJudgement(), verdict: "violated", findings: FINDINGS };
}
