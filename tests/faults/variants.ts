import {
  ACCOUNT,
  BUCKET,
  DEPLOYER,
  DYNAMODB_ACTIONS,
  EXECUTION_ROLE,
  PLAIN_TRUST,
  REGION,
  SECRET,
  TABLE,
  TASK_ROLE,
  policyArn,
  roleArn,
} from "./correct-stacks";
import {
  type DeclaredStack,
  editContainers,
  editStatements,
  find,
  json,
  output,
  remove,
  statement,
} from "./declared";
import type { Variant } from "./fault";
import { addDeliveries } from "./deliveries";
import { RESOURCE_POLICY_VARIANTS } from "./resource-policy-variants";
import { ROLE_TRUST_VARIANTS } from "./role-trust-variants";
import { SURROUNDING_VARIANTS } from "./surrounding-variants";
import {
  addEventTarget,
  addJob,
  addMachineApi,
  addSchedule,
  addServiceDeployer,
  addService,
  addStateMachine,
  trusting,
} from "./starters";

type Json = Record<string, unknown>;

function jobs(title: string, edit: (jobs: Json, statements: Json[], stack: DeclaredStack) => void): Variant {
  return {
    title,
    stack: "explicit",
    edit: (stack) =>
      editStatements(stack, "task-policy", (statements) =>
        edit(statement(statements, "Jobs"), statements, stack),
      ),
  };
}

function container(title: string, edit: (container: Json, stack: DeclaredStack) => void): Variant {
  return {
    title,
    stack: "explicit",
    edit: (stack) => editContainers(stack, "task", (all) => edit(all[0]!, stack)),
  };
}

function deployerPolicy(title: string, edit: (statements: Json[]) => void): Variant {
  return { title, stack: "explicit", edit: (stack) => editStatements(stack, "deployer-policy", edit) };
}

function stackOf(stack: Variant["stack"], title: string, edit: (stack: DeclaredStack) => void): Variant {
  return { title, stack, edit };
}

function document(...statements: Json[]): string {
  return json({ Version: "2012-10-17", Statement: statements });
}

function inlineOnTaskRole(stack: DeclaredStack, ...statements: Json[]) {
  stack.push({
    type: "aws:iam/rolePolicy:RolePolicy",
    name: "extra",
    props: { role: TASK_ROLE, name: "extra", policy: document(...statements) },
  });
}

const grants: Variant[] = [
  jobs("one statement an action", (all, statements) => {
    statements.splice(statements.indexOf(all), 1);
    DYNAMODB_ACTIONS.forEach((Action, n) =>
      statements.push({ Sid: `Jobs${n}`, Effect: "Allow", Action, Resource: TABLE }),
    );
  }),
  jobs(
    "actions in other letters",
    (one) => (one.Action = DYNAMODB_ACTIONS.map((name) => name.toLowerCase())),
  ),
  jobs("a single string for a list of one", (one) => (one.Resource = TABLE)),
  jobs("the six actions over two patterns that cover the table", (one, statements) => {
    one.Action = DYNAMODB_ACTIONS.slice(0, 3);
    statements.push({
      Sid: "Reads",
      Effect: "Allow",
      Action: DYNAMODB_ACTIONS.slice(3),
      Resource: [TABLE.replace("ml-jobs", "ml-job?"), `${TABLE}/index/*`],
    });
  }),
  jobs("a tag condition that the role meets", (one, _statements, stack) => {
    find(stack, "task-role").props.tags = { team: "ml" };
    one.Condition = { StringEquals: { "aws:PrincipalTag/team": ["data", "ml"] } };
  }),
  jobs("a region condition that the stack meets", (one) => {
    one.Condition = { StringEquals: { "aws:RequestedRegion": REGION } };
  }),
  jobs("a policy variable that the role's tag fills", (one, _statements, stack) => {
    find(stack, "task-role").props.tags = { table: "ml-jobs" };
    one.Resource = [TABLE.replace("ml-jobs", "${aws:PrincipalTag/table}")];
  }),
  jobs("a grant that has not expired", (one) => {
    one.Condition = { DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } };
  }),
  jobs("a Deny of sessions that began long ago", (_one, statements) =>
    statements.push({
      Sid: "Revoked",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { DateLessThan: { "aws:TokenIssueTime": "2024-05-01T00:00:00Z" } },
    }),
  ),
  jobs("policy variables of all kinds in a statement of no matter", (_one, statements) =>
    statements.push({
      Sid: "Home",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: [
        `${BUCKET}/home/\${aws:PrincipalTag/team, 'none'}/*`,
        `${BUCKET}/\${*}/\${cognito-identity.amazonaws.com:sub}/*`,
      ],
    }),
  ),
  jobs("statements in reverse order", (_one, statements) => statements.reverse()),
  jobs("a Deny on another table", (_one, statements) =>
    statements.push({
      Sid: "NotAudit",
      Effect: "Deny",
      Action: "dynamodb:*",
      Resource: TABLE.replace("ml-jobs", "audit"),
    }),
  ),
  jobs("a Deny of everything that is not encrypted in transit", (_one, statements) =>
    statements.push({
      Sid: "OnlyTls",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  ),
  jobs("a Deny outside the stack's region", (_one, statements) =>
    statements.push({
      Sid: "RegionLock",
      Effect: "Deny",
      NotAction: ["iam:*", "sts:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": [REGION, "us-east-1"] } },
    }),
  ),
  stackOf("explicit", "the six actions spread over two policies", (stack) => {
    editStatements(stack, "task-policy", (statements) => {
      statement(statements, "Jobs").Action = DYNAMODB_ACTIONS.slice(0, 4);
    });
    inlineOnTaskRole(stack, {
      Sid: "Rest",
      Effect: "Allow",
      Action: DYNAMODB_ACTIONS.slice(4),
      Resource: TABLE,
    });
  }),
  stackOf("explicit", "a boundary that leaves room", (stack) => {
    stack.push({
      type: "aws:iam/policy:Policy",
      name: "boundary",
      props: {
        name: "TaskBoundary",
        policy: document({
          Sid: "Room",
          Effect: "Allow",
          Action: ["s3:*", "dynamodb:*", "logs:*"],
          Resource: "*",
        }),
      },
    });
    find(stack, "task-role").props.permissionsBoundary = policyArn("TaskBoundary");
  }),
  stackOf(
    "explicit",
    "a boundary whose name does not say so, and that leaves room for passing roles",
    (stack) => {
      stack.push({
        type: "aws:iam/policy:Policy",
        name: "limits",
        props: {
          name: "TaskLimits",
          policy: document({
            Effect: "Allow",
            Action: ["s3:*", "dynamodb:*", "logs:*", "iam:PassRole"],
            Resource: "*",
          }),
        },
      });
      find(stack, "task-role").props.permissionsBoundary = output("limits", "arn");
    },
  ),
  stackOf("explicit", "AWS's policy for the role of Batch", (stack) => {
    stack.push(
      {
        type: "aws:iam/role:Role",
        name: "batch",
        props: { name: "batch", assumeRolePolicy: json(PLAIN_TRUST).replace("ecs-tasks", "batch") },
      },
      {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "batch-attachment",
        props: { role: "batch", policyArn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole" },
      },
    );
  }),
  stackOf("explicit", "a boundary known by dependency only", (stack) => {
    stack.push({
      type: "aws:iam/policy:Policy",
      name: "boundary",
      props: {
        name: "TaskBoundary",
        policy: document({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
      },
    });
    find(stack, "task-role").props.permissionsBoundary = output("boundary", "arn");
  }),
];

const attachments: Variant[] = [
  stackOf("explicit", "attachments known by dependency only", (stack) => {
    find(stack, "task-attachment").props = {
      role: output("task-role", "name"),
      policyArn: output("task-policy", "arn"),
    };
    find(stack, "execution-attachment").props.policyArn = output("execution-policy", "arn");
    find(stack, "deployer-attachment").props.policyArn = output("deployer-policy", "arn");
  }),
  stackOf("explicit", "the role's inlinePolicies instead of an attachment", (stack) => {
    const { policy } = find(stack, "task-policy").props;
    remove(stack, "task-attachment");
    remove(stack, "task-policy");
    find(stack, "task-role").props.inlinePolicies = [{ name: "data", policy }];
  }),
  stackOf("explicit", "the role's deprecated managedPolicyArns", (stack) => {
    remove(stack, "task-attachment");
    find(stack, "task-role").props.managedPolicyArns = [policyArn("MLPlatformECSTaskPolicy")];
  }),
  stackOf("explicit", "a PolicyAttachment with a list of roles", (stack) => {
    remove(stack, "task-attachment");
    stack.push({
      type: "aws:iam/policyAttachment:PolicyAttachment",
      name: "task-attachment",
      props: { name: "data", roles: [TASK_ROLE], policyArn: policyArn("MLPlatformECSTaskPolicy") },
    });
  }),
  stackOf("explicit", "an exclusive list that names the policy", (stack) =>
    stack.push({
      type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
      name: "exclusive",
      props: { roleName: TASK_ROLE, policyArns: [policyArn("MLPlatformECSTaskPolicy")] },
    }),
  ),
  stackOf("explicit", "the AWS managed execution policy beside the own one", (stack) => {
    editStatements(stack, "execution-policy", (statements) => statements.splice(0, 3));
    stack.push({
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "managed",
      props: {
        role: EXECUTION_ROLE,
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      },
    });
  }),
  stackOf("explicit", "a role with a path", (stack) => {
    find(stack, "task-role").props.path = "/ml/";
    const arn = `arn:aws:iam::${ACCOUNT}:role/ml/${TASK_ROLE}`;
    find(stack, "task").props.taskRoleArn = arn;
    editStatements(stack, "deployer-policy", (statements) => {
      statement(statements, "PassTaskRoles").Resource = [roleArn(EXECUTION_ROLE), arn];
    });
  }),
  stackOf("explicit", "the deployer through a group", (stack) => {
    remove(stack, "deployer-attachment");
    stack.push(
      { type: "aws:iam/group:Group", name: "deployers", props: { name: "deployers" } },
      {
        type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        name: "deployers-attachment",
        props: { group: output("deployers", "name"), policyArn: output("deployer-policy", "arn") },
      },
      {
        type: "aws:iam/userGroupMembership:UserGroupMembership",
        name: "membership",
        props: { user: DEPLOYER, groups: ["deployers"] },
      },
    );
  }),
  stackOf("explicit", "the deployer's policy inline", (stack) => {
    const { policy } = find(stack, "deployer-policy").props;
    remove(stack, "deployer-attachment");
    remove(stack, "deployer-policy");
    stack.push({
      type: "aws:iam/userPolicy:UserPolicy",
      name: "deployer-inline",
      props: { user: DEPLOYER, name: "register", policy },
    });
  }),
  deployerPolicy("registering up to a size that the task keeps to", (statements) => {
    statement(statements, "Register").Action = ["ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"];
    statements.push({
      Sid: "Small",
      Effect: "Allow",
      Action: "ecs:RegisterTaskDefinition",
      Resource: "*",
      Condition: {
        NumericLessThanEquals: { "ecs:task-cpu": "2048", "ecs:task-memory": "4096" },
        "ForAllValues:StringEquals": { "ecs:compute-compatibility": ["FARGATE"] },
      },
    });
  }),
  deployerPolicy("privileged containers denied", (statements) =>
    statements.push({
      Sid: "NoPrivileges",
      Effect: "Deny",
      Action: "ecs:RegisterTaskDefinition",
      Resource: "*",
      Condition: { StringEquals: { "ecs:privileged": "true" } },
    }),
  ),
  deployerPolicy("roles of other accounts to assume, by their names", (statements) =>
    statements.push({
      Sid: "Assume",
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: ["arn:aws:iam::575084400422:role/ReadLogs", "arn:aws:iam::*:role/cdk-hnb659fds-*"],
    }),
  ),
  stackOf("explicit", "tags of all characters that AWS takes", (stack) => {
    find(stack, "task-role").props.tags = { "cost center": "ML/데이터 + @home: 7_a.b-c=d", Team: "" };
    find(stack, "task-role").props.maxSessionDuration = 43_200;
  }),
  {
    title: "an AWS managed policy more that denies nothing",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "xray",
        props: { role: TASK_ROLE, policyArn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess" },
      }),
  },
];

const tasks: Variant[] = [
  container("an image pinned by digest", (one) => {
    one.image = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/ml-platform@sha256:${"0a".repeat(32)}`;
  }),
  stackOf("explicit", "containers written with capital letters", (stack) => {
    const { props } = find(stack, "task");
    props.containerDefinitions = (props.containerDefinitions as string).replace(
      /"(name|image|essential|secrets|valueFrom|logConfiguration|logDriver|options)":/g,
      (_, key: string) => `"${key.charAt(0).toUpperCase()}${key.slice(1)}":`,
    );
  }),
  container("a public image needs no ECR rights", (one, stack) => {
    one.image = "public.ecr.aws/nginx/nginx:1.27.3";
    editStatements(stack, "execution-policy", (statements) => statements.splice(0, 2));
  }),
  container("a log group that the program's role may create", (one, stack) => {
    (one.logConfiguration as { options: Json }).options["awslogs-create-group"] = "true";
    editStatements(stack, "execution-policy", (statements) => {
      const logs = statement(statements, "WriteLogs");
      const group = (logs.Resource as string).replace(/:\*$/, "");
      statements.push({
        Sid: "CreateGroup",
        Effect: "Allow",
        Action: "logs:CreateLogGroup",
        Resource: [group, `${group}:*`],
      });
    });
  }),
  container("a secret's full ARN without a JSON key", (one) => {
    (one.secrets as Json[])[0]!.valueFrom = `${SECRET}-AbCdEf`;
  }),
  container("a parameter by its name", (one) => {
    (one.secrets as Json[])[1]!.valueFrom = "/ml-platform/model-version";
  }),
  container("words that only sound like secrets", (one) => {
    one.environment = [
      { name: "SECRET_NAME", value: "prod/ignite-pilot/postgresInfo2" },
      { name: "TOKEN_URL", value: "https://login.example.com/oauth2/token" },
      { name: "DB_PASSWORD_ARN", value: `${SECRET}-AbCdEf` },
      { name: "MAX_TOKENS", value: "4096" },
      { name: "DATABASE_URL", value: "postgres://db.internal:5432/app" },
    ];
  }),
  container("a container with all that Fargate has", (one, stack) => {
    Object.assign(one, {
      command: ["sh", "-c", "exec node --max-old-space-size=1024 server.js"],
      healthCheck: { command: ["CMD", "/bin/health"], interval: 30, timeout: 5, retries: 3, startPeriod: 60 },
      linuxParameters: {
        initProcessEnabled: true,
        capabilities: { drop: ["ALL"], add: ["SYS_PTRACE"] },
        tmpfs: [{ containerPath: "/tmp", size: 64 }],
      },
      mountPoints: [
        { sourceVolume: "scratch", containerPath: "/scratch" },
        { sourceVolume: "models", containerPath: "/models", readOnly: true },
      ],
      portMappings: [
        { name: "web", containerPort: 8080, appProtocol: "http2" },
        { containerPort: 53, protocol: "udp" },
        { containerPort: 53, protocol: "tcp" },
        { containerPortRange: "9000-9010" },
      ],
      readonlyRootFilesystem: true,
      restartPolicy: { enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 180 },
      startTimeout: 120,
      stopTimeout: 120,
      systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }],
      ulimits: [{ name: "nofile", softLimit: 65_536, hardLimit: 65_536 }],
      user: "1000:1000",
      versionConsistency: "enabled",
      dockerLabels: { "com.example.token-service": "orders", "com.example.version": "3" },
    });
    Object.assign((one.logConfiguration as { options: Json }).options, {
      mode: "non-blocking",
      "max-buffer-size": "25m",
      "awslogs-datetime-format": "%Y-%m-%d",
    });
    const { props } = find(stack, "task");
    props.ephemeralStorage = { sizeInGib: 50 };
    props.pidMode = "task";
    props.runtimePlatform = { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" };
    props.volumes = [
      { name: "scratch" },
      {
        name: "models",
        efsVolumeConfiguration: {
          fileSystemId: "fs-0123456789abcdef0",
          transitEncryption: "ENABLED",
          rootDirectory: "/",
          authorizationConfig: { accessPointId: "fsap-0123456789abcdef0", iam: "ENABLED" },
        },
      },
    ];
  }),
  stackOf("explicit", "containers that wait for others", (stack) =>
    editContainers(stack, "task", (all) => {
      all[0]!.dependsOn = [
        { containerName: "init", condition: "SUCCESS" },
        { containerName: "proxy", condition: "HEALTHY" },
      ];
      all.push(
        {
          name: "init",
          image: "public.ecr.aws/docker/library/busybox:1.36",
          essential: false,
          command: ["true"],
        },
        {
          name: "proxy",
          image: "ghcr.io/example/proxy:v1.2.3-alpine",
          essential: false,
          memoryReservation: 128,
          healthCheck: { command: ["CMD-SHELL", "nc -z localhost 9901"] },
          dependsOn: [{ containerName: "init", condition: "COMPLETE" }],
        },
      );
    }),
  ),
  {
    title: "a privileged daemon on the host's network, whose family the config allows",
    stack: "explicit",
    edit: (stack) => {
      Object.assign(find(stack, "task").props, { requiresCompatibilities: ["EC2"], networkMode: "host" });
      editContainers(stack, "task", ([app]) =>
        Object.assign(app!, {
          privileged: true,
          extraHosts: [{ hostname: "db.internal", ipAddress: "10.0.0.7" }],
          linuxParameters: { sharedMemorySize: 64, capabilities: { add: ["NET_ADMIN"] } },
        }),
      );
    },
    config: { "container-isolation": { allowed: ["ml-*"] } },
  },
  stackOf("explicit", "a task of EC2 with a network, a folder and capabilities of its own", (stack) => {
    Object.assign(find(stack, "task").props, {
      requiresCompatibilities: ["EC2"],
      pidMode: "task",
      volumes: [
        { name: "models", hostPath: "/srv/models/" },
        { name: "cgroup", hostPath: "/sys/fs/cgroup" },
      ],
    });
    editContainers(stack, "task", ([app]) =>
      Object.assign(app!, {
        privileged: false,
        linuxParameters: { capabilities: { add: ["NET_ADMIN", "SYS_PTRACE"], drop: ["ALL"] } },
        mountPoints: [
          { sourceVolume: "models", containerPath: "/models" },
          { sourceVolume: "cgroup", containerPath: "/host/cgroup", readOnly: true },
        ],
      }),
    );
  }),
  stackOf("explicit", "a task of EC2 as root in a root file system that it writes", (stack) => {
    find(stack, "task").props.requiresCompatibilities = ["EC2"];
    editContainers(stack, "task", ([app]) =>
      Object.assign(app!, { user: "0", readonlyRootFilesystem: false }),
    );
  }),
  stackOf("explicit", "a task role whose trust denies whoever is no service of AWS", (stack) => {
    const denial = {
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "sts:AssumeRole",
      Condition: {
        Bool: { "aws:PrincipalIsAWSService": "false" },
        StringNotEquals: { "aws:PrincipalAccount": ACCOUNT },
      },
    };
    const own = find(stack, "task-role").props;
    const { Statement } = JSON.parse(own.assumeRolePolicy as string) as { Statement: Json | Json[] };
    own.assumeRolePolicy = json({ Version: "2012-10-17", Statement: [...[Statement].flat(), denial] });
  }),
  stackOf("explicit", "an API whose requests start the state machine that runs the task", addMachineApi),
  stackOf("explicit", "a task of EC2 under a profile of its own, without new privileges", (stack) => {
    find(stack, "task").props.requiresCompatibilities = ["EC2"];
    const dockerSecurityOptions = ["no-new-privileges", "apparmor:ml-jobs", "label:type:svirt_lxc_net_t"];
    editContainers(stack, "task", ([app]) => Object.assign(app!, { dockerSecurityOptions }));
  }),
  stackOf("explicit", "signed logs by FireLens to a domain that the task role writes to", (stack) => {
    editContainers(stack, "task", (all) => {
      all[0]!.logConfiguration = {
        logDriver: "awsfirelens",
        options: {
          Name: "opensearch",
          Host: `vpc-logs-abcdefghijklmnopqrstuvwxy2.${REGION}.es.amazonaws.com`,
          Port: "443",
          tls: "On",
          AWS_Auth: "On",
          AWS_Region: REGION,
        },
      };
      all.push({
        name: "router",
        image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
        essential: true,
        firelensConfiguration: { type: "fluentbit" },
        memoryReservation: 50,
      });
    });
    inlineOnTaskRole(stack, {
      Sid: "Search",
      Effect: "Allow",
      Action: "es:ESHttp*",
      Resource: `arn:aws:es:${REGION}:${ACCOUNT}:domain/logs/*`,
    });
  }),
  stackOf("explicit", "logs by FireLens to a group that the task role writes", (stack) => {
    editContainers(stack, "task", (all) => {
      all[0]!.logConfiguration = {
        logDriver: "awsfirelens",
        options: {
          Name: "cloudwatch",
          region: REGION,
          log_group_name: "/firelens/app",
          auto_create_group: "true",
          log_stream_prefix: "app-",
        },
      };
      all.push({
        name: "router",
        image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
        essential: true,
        firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
        memoryReservation: 50,
      });
    });
    const group = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/firelens/app`;
    inlineOnTaskRole(stack, {
      Sid: "FireLens",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [group, `${group}:*`],
    });
  }),
  container("variables that only look random", (one) => {
    one.environment = [
      { name: "CLUSTER", value: "arn:aws:ecs:ap-northeast-2:618574523116:cluster/main" },
      { name: "COMMIT", value: "9fceb02d0ae598e95dc970b74767f19372d61af8" },
      { name: "COGNITO_CLIENT_ID", value: "1h57kf5cpq17m0eml12Qa7Zb3X" },
      { name: "KMS_KEY_ID", value: "1111aaaa-22bb-33cc-44dd-555566667777" },
      { name: "SETTINGS", value: '{"retries": 3, "tokenUrl": "https://login.example.com/oauth2/token"}' },
      { name: "S3_KEY", value: "models/2024/11/22/weights-v12.safetensors" },
      { name: "QUEUE_URL", value: "https://sqs.ap-northeast-2.amazonaws.com/618574523116/jobs" },
      { name: "FEATURE_FLAGS", value: "newCheckout2024,fasterSearchIndexV3,useGraphQLGateway2" },
      { name: "JAVA_OPTS", value: "-Xmx1024m -XX:+UseG1GC -Dfile.encoding=UTF-8" },
      { name: "OTEL_RESOURCE_ATTRIBUTES", value: "service.name=ml-platform,deployment.environment=prod" },
    ];
  }),
  stackOf("explicit", "the secret granted by a star for its suffix", (stack) =>
    editStatements(stack, "execution-policy", (statements) => {
      statement(statements, "ReadSecrets").Resource = `${SECRET}*`;
    }),
  ),
  stackOf("explicit", "the role's bare names in the task definition's ARNs by dependency", (stack) => {
    find(stack, "task").props.taskRoleArn = output("task-role", "arn");
    find(stack, "task").props.executionRoleArn = output("execution-role", "arn");
  }),
  stackOf("explicit", "a task without a task role", (stack) => {
    stack.push({
      ...structuredClone(find(stack, "task")),
      name: "no-task-role",
    });
    const { props } = find(stack, "no-task-role");
    props.family = "no-task-role";
    delete props.taskRoleArn;
  }),
  stackOf("explicit", "ECS Exec with its channels granted", (stack) => {
    stack.push({
      type: "aws:ecs/service:Service",
      name: "service",
      props: {
        name: "ml-platform",
        cluster: "main",
        enableExecuteCommand: true,
        taskDefinition: output("task", "arn"),
      },
    });
    inlineOnTaskRole(stack, {
      Sid: "EcsExec",
      Effect: "Allow",
      Action: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
        (name) => `ssmmessages:${name}`,
      ),
      Resource: "*",
    });
  }),
  stackOf("wired", "resources of other services full of unknowns", (stack) => {
    stack.push(
      {
        type: "aws:s3/bucketV2:BucketV2",
        name: "data",
        props: { bucket: output("key", "id"), tags: output("key", "tags") },
      },
      {
        type: "aws:kms/key:Key",
        name: "key",
        props: { description: output("data", "arn"), customKeyStoreId: output("data", "id") },
      },
      { type: "aws:ecs/cluster:Cluster", name: "cluster", props: { name: output("key", "id") } },
      {
        type: "random:index/randomId:RandomId",
        name: "random",
        props: { byteLength: 4, prefix: output("key", "id") },
      },
    );
  }),
  stackOf("explicit", "a queue with a key of its own that a rule, a topic and a bucket write", addDeliveries),
  ...RESOURCE_POLICY_VARIANTS,
  ...ROLE_TRUST_VARIANTS,
  ...SURROUNDING_VARIANTS,
  stackOf("wired", "roles of other services in the same stack", (stack) => {
    stack.push(
      {
        type: "aws:iam/role:Role",
        name: "lambda-role",
        props: { name: "thumbnails", assumeRolePolicy: json(PLAIN_TRUST).replace("ecs-tasks", "lambda") },
      },
      {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        name: "lambda-logs",
        props: {
          role: output("lambda-role", "name"),
          policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        },
      },
      {
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "lambda-data",
        props: {
          role: output("lambda-role", "id"),
          policy: document({ Effect: "Allow", Action: "s3:GetObject", Resource: `${BUCKET}/thumbnails/*` }),
        },
      },
    );
  }),
  stackOf("wired", "roles of EventBridge and CodeDeploy with AWS's policies for them", (stack) => {
    for (const [service, policy] of [
      ["events", "service-role/AmazonEC2ContainerServiceEventsRole"],
      ["codedeploy", "AWSCodeDeployRoleForECS"],
    ]) {
      stack.push(
        {
          type: "aws:iam/role:Role",
          name: `${service}-role`,
          props: {
            name: service,
            assumeRolePolicy: json(PLAIN_TRUST).replace("ecs-tasks", service as string),
          },
        },
        {
          type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          name: `${service}-policy`,
          props: { role: output(`${service}-role`, "name"), policyArn: `arn:aws:iam::aws:policy/${policy}` },
        },
      );
    }
  }),
  {
    title: "log streams and objects granted by one star, asked for without their names",
    stack: "explicit",
    edit: (stack) =>
      editStatements(stack, "task-policy", (statements) => {
        const objects = statement(statements, "ReadWriteData");
        objects.Action = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"];
        objects.Resource = `${BUCKET}*`;
        statement(statements, "Logs").Resource = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/ml*`;
      }),
    config: {
      "task-role-required-actions": {
        required: [
          {
            role: TASK_ROLE,
            actions: [
              ...DYNAMODB_ACTIONS,
              "s3:GetObject",
              "s3:PutObject",
              "s3:ListBucket",
              "logs:CreateLogStream",
              "logs:PutLogEvents",
            ],
          },
        ],
      },
    },
  },
  stackOf("explicit", "resources in reverse order", (stack) => {
    stack.reverse();
  }),
  stackOf("wired", "resources in reverse order, wired", (stack) => {
    stack.reverse();
  }),
];

const starters: Variant[] = [
  stackOf("explicit", "a schedule that runs the task", addSchedule),
  stackOf("explicit", "a rule whose target runs the task", addEventTarget),
  stackOf("explicit", "a state machine that runs the task and waits for it", addStateMachine),
  stackOf("explicit", "a service with an EBS volume", addService),
  stackOf("explicit", "a job of Batch with the task's roles", addJob),
  stackOf("explicit", "a workflow that deploys a service", addServiceDeployer),
  stackOf("explicit", "a schedule whose role trusts it for its group", (stack) => {
    addSchedule(stack);
    find(stack, "starter").props.assumeRolePolicy = trusting("scheduler.amazonaws.com", {
      StringEquals: {
        "aws:SourceAccount": ACCOUNT,
        "aws:SourceArn": `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule-group/default`,
      },
    });
  }),
  stackOf("explicit", "a rule whose target has AWS's managed policy", (stack) => {
    addEventTarget(stack);
    remove(stack, "starter-policy");
    stack.push({
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "starter-attachment",
      props: {
        role: output("starter", "name"),
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceEventsRole",
      },
    });
  }),
];

/** Stacks that are written otherwise and just as right. */
export const VARIANTS: Variant[] = [...grants, ...attachments, ...tasks, ...starters];
