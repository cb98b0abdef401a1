import { type DeclaredStack, json, output } from "./declared";

export const ACCOUNT = "618574523116";
export const REGION = "ap-northeast-2";
export const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/ml-jobs`;
export const BUCKET = "arn:aws:s3:::ml-platform-data";
export const SECRET_NAME = "prod/ignite-pilot/postgresInfo2";
export const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${SECRET_NAME}`;
export const IMAGE = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/ml-platform:1.4.2`;
export const REPOSITORY = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/ml-platform`;
export const LOG_GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/ml-platform`;
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1111aaaa-22bb-33cc-44dd-555566667777`;
export const PARAMETER = `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/ml-platform/model-version`;
export const TASK_ROLE = "MLPlatformECSTaskRole";
export const EXECUTION_ROLE = "ecsTaskExecutionRole";
export const DEPLOYER = "dev-pilot-reader";

export function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

export function policyArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:policy/${name}`;
}

export const DYNAMODB_ACTIONS = ["GetItem", "PutItem", "UpdateItem", "Scan", "Query", "DescribeTable"].map(
  (name) => `dynamodb:${name}`,
);

export const PLAIN_TRUST = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

export const GUARDED_TRUST = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "ECSTasks",
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": ACCOUNT },
        ArnLike: { "aws:SourceArn": `arn:aws:ecs:${REGION}:${ACCOUNT}:*` },
      },
    },
  ],
};

/** What the application's code calls, as the commands would hand it over. */
const CALLS = [
  { action: "s3:ListBucket", resources: [BUCKET], file: "app/worker.py", line: 18 },
  { action: "s3:GetObject", resources: [`${BUCKET}/models/*`], file: "app/worker.py", line: 21 },
  { action: "s3:PutObject", resources: [`${BUCKET}/reports/*`], file: "app/worker.py", line: 34 },
];

/** The pack config under which the stacks below are correct. */
export const PACK_CONFIG = {
  "task-role-covers-code": {
    enforcementLevel: "mandatory",
    code: [{ family: "ml-platform", container: "app", calls: CALLS }],
  },
  "task-role-required-actions": {
    required: [{ role: TASK_ROLE, actions: DYNAMODB_ACTIONS, resources: [TABLE] }],
  },
  "deployer-can-register": { deployers: [`user/${DEPLOYER}`] },
};

function statementsOfTaskRole() {
  return [
    { Sid: "ListData", Effect: "Allow", Action: "s3:ListBucket", Resource: BUCKET },
    {
      Sid: "ReadWriteData",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: `${BUCKET}/*`,
    },
    { Sid: "Jobs", Effect: "Allow", Action: [...DYNAMODB_ACTIONS], Resource: [TABLE, `${TABLE}/index/*`] },
    {
      Sid: "Logs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${LOG_GROUP}:*`,
    },
  ];
}

function statementsOfExecutionRole() {
  return [
    { Sid: "EcrToken", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
      Resource: REPOSITORY,
    },
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${LOG_GROUP}:*`,
    },
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: `${SECRET}-??????`,
    },
    { Sid: "ReadParameters", Effect: "Allow", Action: "ssm:GetParameters", Resource: PARAMETER },
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: KEY,
      Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com` } },
    },
  ];
}

function statementsOfDeployer() {
  return [
    {
      Sid: "Register",
      Effect: "Allow",
      Action: ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"],
      Resource: "*",
    },
    {
      Sid: "PassTaskRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [roleArn(EXECUTION_ROLE), roleArn(TASK_ROLE)],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}

export function containersOfMlPlatform() {
  return [
    {
      name: "app",
      image: IMAGE,
      essential: true,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
      environment: [
        { name: "TABLE_NAME", value: "ml-jobs" },
        { name: "STAGE", value: "prod" },
      ],
      secrets: [
        { name: "DB_PASSWORD", valueFrom: `${SECRET}-AbCdEf:password::` },
        { name: "MODEL_VERSION", valueFrom: PARAMETER },
      ],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/ml-platform",
          "awslogs-region": REGION,
          "awslogs-stream-prefix": "app",
        },
      },
    },
  ];
}

function document(statements: unknown[]): string {
  return json({ Version: "2012-10-17", Statement: statements });
}

/** Every name and ARN written out: nothing that matters is unknown, customer managed policies throughout. */
export function explicitStack(): DeclaredStack {
  return [
    {
      type: "aws:iam/role:Role",
      name: "task-role",
      props: { name: TASK_ROLE, assumeRolePolicy: json(GUARDED_TRUST) },
    },
    {
      type: "aws:iam/policy:Policy",
      name: "task-policy",
      props: { name: "MLPlatformECSTaskPolicy", policy: document(statementsOfTaskRole()) },
    },
    {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "task-attachment",
      props: { role: TASK_ROLE, policyArn: policyArn("MLPlatformECSTaskPolicy") },
    },
    {
      type: "aws:iam/role:Role",
      name: "execution-role",
      props: { name: EXECUTION_ROLE, assumeRolePolicy: json(PLAIN_TRUST) },
    },
    {
      type: "aws:iam/policy:Policy",
      name: "execution-policy",
      props: { name: "MLPlatformExecutionPolicy", policy: document(statementsOfExecutionRole()) },
    },
    {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "execution-attachment",
      props: { role: EXECUTION_ROLE, policyArn: policyArn("MLPlatformExecutionPolicy") },
    },
    {
      type: "aws:secretsmanager/secret:Secret",
      name: "database",
      props: { name: SECRET_NAME, kmsKeyId: KEY },
    },
    {
      type: "aws:cloudwatch/logGroup:LogGroup",
      name: "logs",
      props: { name: "/ecs/ml-platform", retentionInDays: 30 },
    },
    {
      type: "aws:ecs/taskDefinition:TaskDefinition",
      name: "task",
      props: {
        family: "ml-platform",
        cpu: "1024",
        memory: "2048",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        taskRoleArn: roleArn(TASK_ROLE),
        executionRoleArn: roleArn(EXECUTION_ROLE),
        containerDefinitions: json(containersOfMlPlatform()),
      },
    },
    {
      type: "aws:iam/policy:Policy",
      name: "deployer-policy",
      props: { name: "RegisterTaskDefinitions", policy: document(statementsOfDeployer()) },
    },
    {
      type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
      name: "deployer-attachment",
      props: { user: DEPLOYER, policyArn: policyArn("RegisterTaskDefinitions") },
    },
  ];
}

/** As most programs are written: resources passed to one another by output, inline policies, the AWS managed one. */
export function wiredStack(): DeclaredStack {
  const stack = explicitStack();
  const kept = stack.filter(
    (one) => !["task-policy", "task-attachment", "execution-policy"].includes(one.name),
  );
  const byName = (name: string) => kept.find((one) => one.name === name)!;
  byName("task").props.taskRoleArn = output("task-role", "arn");
  byName("task").props.executionRoleArn = output("execution-role", "arn");
  byName("execution-attachment").props = {
    role: output("execution-role", "name"),
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  };
  return [
    ...kept,
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "task-inline",
      props: { role: output("task-role", "id"), name: "data", policy: document(statementsOfTaskRole()) },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "execution-inline",
      props: {
        role: output("execution-role", "id"),
        name: "secrets",
        policy: document(statementsOfExecutionRole().slice(3)),
      },
    },
  ];
}
