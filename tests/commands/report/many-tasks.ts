import type {
  JudgedPrincipal,
  JudgedTaskDefinition,
  Judgement,
  PermissionRow,
} from "../../../commands/judgement/judgement";

const ACCOUNT = "111122223333";
const REGION = "eu-central-1";
const EXECUTION = "role/tasks-execution";
const SERVICES = [
  "orders",
  "billing",
  "search",
  "mail",
  "catalogue",
  "cart",
  "stock",
  "media",
  "login",
  "audit",
];

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const role = (id: string) => `arn:aws:iam::${ACCOUNT}:${id}`;

/** A clean stack of that many tasks, as teams have them: a task role each, one execution role, a deployer. */
export function manyTasks(count: number): Judgement {
  const names = Array.from({ length: count }, (_, index) => nameOf(index));
  const tasks = names.map((name) => `role/${name}-task`);
  const permissions = [
    ...names.flatMap((name, index) => taskRows(name, index)),
    ...names.flatMap(executionRows),
    row(EXECUTION, "ecr:GetAuthorizationToken", "*"),
    ...[EXECUTION, ...tasks].map((id) => row("user/release", "iam:PassRole", role(id))),
    row("user/release", "ecs:RegisterTaskDefinition", "*"),
  ];
  const principals = [EXECUTION, ...tasks, "user/release"].map((id) => principalOf(id, permissions));
  const taskDefinitions = names.map((name): JudgedTaskDefinition => ({
    family: name,
    taskRole: `role/${name}-task`,
    executionRole: EXECUTION,
  }));
  return {
    stack: "prod",
    account: ACCOUNT,
    region: REGION,
    verdict: "clean",
    findings: [],
    warnings: [],
    permissions,
    principals,
    taskDefinitions,
    resources: [],
  };
}

function nameOf(index: number): string {
  const round = Math.floor(index / SERVICES.length);
  return `${SERVICES[index % SERVICES.length]}${round === 0 ? "" : `-${round + 1}`}`;
}

function taskRows(name: string, index: number): PermissionRow[] {
  const id = `role/${name}-task`;
  return [
    row(id, "dynamodb:GetItem", arn("dynamodb", `table/${name}`)),
    row(id, "dynamodb:PutItem", arn("dynamodb", `table/${name}`)),
    row(id, "secretsmanager:GetSecretValue", arn("secretsmanager", `secret:${name}/database-??????`)),
    ...(index % 2 === 0 ? [row(id, "s3:GetObject", `arn:aws:s3:::${name}-files/*`)] : []),
    ...(index % 3 === 0 ? [row(id, "sqs:SendMessage", arn("sqs", `${name}-events`))] : []),
    ...(index % 5 === 0 ? [row(id, "sns:Publish", arn("sns", "alerts"))] : []),
  ];
}

function executionRows(name: string): PermissionRow[] {
  return [
    row(EXECUTION, "ecr:BatchGetImage", arn("ecr", `repository/${name}`)),
    row(EXECUTION, "logs:PutLogEvents", arn("logs", `log-group:/ecs/${name}:log-stream:*`)),
  ];
}

function row(principal: string, action: string, resource: string): PermissionRow {
  const document = `${principal.split("/")[1]}Policy`;
  return { principal, action, resource, effect: "allowed", document, sid: "Allow", conditions: [] };
}

function principalOf(id: string, rows: PermissionRow[]): JudgedPrincipal {
  const [kind = "", name = ""] = id.split("/");
  const statements = rows
    .filter(({ principal }) => principal === id)
    .map(({ action, resource }) => ({ Sid: "Allow", Effect: "Allow", Action: action, Resource: resource }));
  const documents = [{ name: `${name}Policy`, kind: "customer-managed" as const, statements }];
  return { id, kind: kind as JudgedPrincipal["kind"], name, arn: role(id), documents, gaps: [] };
}
