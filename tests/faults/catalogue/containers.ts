import { PARAMETER, SECRET, SECRET_NAME } from "../correct-stacks";
import { editContainers, find } from "../declared";
import type { Fault } from "../fault";

const valid = "task-definition-valid";

type Json = Record<string, unknown>;

function container(title: string, edit: (app: Json, all: Json[]) => void, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => editContainers(stack, "task", (all) => edit(all[0]!, all)),
    policy: valid,
    mentions,
  };
}

function sidecar(change: Json = {}): Json {
  return {
    name: "side",
    image: "public.ecr.aws/docker/library/busybox:1.36",
    essential: false,
    ...change,
  };
}

function ports(title: string, portMappings: unknown[], mentions: string[]): Fault {
  return container(title, (app) => (app.portMappings = portMappings), mentions);
}

function image(title: string, change: (image: string) => string, mentions: string[]): Fault {
  return container(title, (app) => (app.image = change(app.image as string)), mentions);
}

function logOption(title: string, name: string, value: unknown, mentions = [name]): Fault {
  return container(
    title,
    (app) => ((app.logConfiguration as { options: Json }).options[name] = value),
    mentions,
  );
}

function linux(title: string, linuxParameters: Json, mentions: string[]): Fault {
  return container(title, (app) => (app.linuxParameters = linuxParameters), mentions);
}

function health(title: string, healthCheck: Json, mentions: string[]): Fault {
  return container(title, (app) => (app.healthCheck = healthCheck), mentions);
}

function secret(title: string, index: number, valueFrom: string, mentions: string[]): Fault {
  return container(
    title,
    (app) => ((app.secrets as { valueFrom: string }[])[index]!.valueFrom = valueFrom),
    mentions,
  );
}

function router(title: string, firelensConfiguration: Json, mentions: string[]): Fault {
  return container(
    title,
    (app, all) => {
      app.logConfiguration = { logDriver: "awsfirelens" };
      all.push(sidecar({ firelensConfiguration }));
    },
    mentions,
  );
}

const order: Fault[] = [
  container(
    "two containers wait for one another",
    (app, all) => {
      app.dependsOn = [{ containerName: "side", condition: "START" }];
      all.push(sidecar({ dependsOn: [{ containerName: "app", condition: "START" }] }));
    },
    ["app, side wait for one another"],
  ),
  container(
    "three containers wait in a circle",
    (app, all) => {
      app.dependsOn = [{ containerName: "side", condition: "START" }];
      all.push(sidecar({ dependsOn: [{ containerName: "third", condition: "START" }] }));
      all.push(sidecar({ name: "third", dependsOn: [{ containerName: "app", condition: "START" }] }));
    },
    ["app, side, third"],
  ),
  container(
    "a container waits without a condition",
    (app, all) => {
      app.dependsOn = [{ containerName: "side" }];
      all.push(sidecar());
    },
    ["side", "condition"],
  ),
  container("a container waits for nobody", (app) => (app.dependsOn = [{ condition: "START" }]), [
    "dependsOn",
    "containerName",
  ]),
  container(
    "dependsOn is a list of names",
    (app, all) => {
      app.dependsOn = ["side"];
      all.push(sidecar());
    },
    ["dependsOn", "an object"],
  ),
  container("volumes are taken from nowhere", (app) => (app.volumesFrom = [{ sourceContainer: "db" }]), [
    "db",
  ]),
];

const network: Fault[] = [
  container(
    "two containers take one port",
    (_app, all) => all.push(sidecar({ portMappings: [{ containerPort: 8080 }] })),
    ["tcp 8080"],
  ),
  ports("a port is mapped twice", [{ containerPort: 8080 }, { containerPort: 8080 }], ["tcp 8080"]),
  ports("a port is a text", [{ containerPort: "8080" }], ["containerPort", "8080"]),
  ports("a port mapping names no port", [{ protocol: "tcp" }], ["containerPort"]),
  ports("a port mapping is a number", [8080], ["portMappings", "an object"]),
  ports("a range of ports runs backwards", [{ containerPortRange: "9000-8000" }], ["9000-8000"]),
  ports(
    "a range of ports has a host port",
    [{ containerPortRange: "8000-8010", hostPort: 9000 }],
    ["hostPort"],
  ),
  ports("a protocol of Service Connect is none", [{ containerPort: 8080, appProtocol: "https" }], ["https"]),
  ports("a port's name has capitals", [{ containerPort: 8080, name: "Web API" }], ["Web API"]),
  ports(
    "two ports have one name",
    [
      { containerPort: 8080, name: "web" },
      { containerPort: 8081, name: "web" },
    ],
    ["web"],
  ),
];

const onInstances: Fault[] = [
  {
    title: "a security option is misspelt",
    stack: "explicit",
    edit: (stack) => {
      find(stack, "task").props.requiresCompatibilities = ["EC2"];
      editContainers(stack, "task", ([app]) => (app!.dockerSecurityOptions = ["no-new-privilege"]));
    },
    policy: "task-definition-valid",
    mentions: ["no-new-privilege"],
  },
];

const fargate: Fault[] = [
  linux("Fargate adds no capability to the network", { capabilities: { add: ["NET_ADMIN"] } }, ["NET_ADMIN"]),
  linux("Fargate has no devices", { devices: [{ hostPath: "/dev/fuse" }] }, ["devices"]),
  linux("Fargate has no shared memory of a size", { sharedMemorySize: 512 }, ["sharedMemorySize"]),
  linux("Fargate does not swap", { swappiness: 60 }, ["swappiness"]),
  container("Fargate has no DNS servers of its own", (app) => (app.dnsServers = ["10.0.0.2"]), [
    "dnsServers",
  ]),
  container("Fargate has no search domains", (app) => (app.dnsSearchDomains = ["corp"]), [
    "dnsSearchDomains",
  ]),
  container("Fargate does not turn the network off", (app) => (app.disableNetworking = true), [
    "disableNetworking",
  ]),
  container("Fargate waits no longer for a start", (app) => (app.startTimeout = 121), [
    "startTimeout",
    "121",
  ]),
];

const images: Fault[] = [
  image("an image is a URL", (name) => `https://${name}`, ["https://"]),
  image("a repository has capitals", (name) => name.replace("ml-platform:", "ML-Platform:"), ["ML-Platform"]),
  image("a digest is cut off", (name) => `${name.replace(/:[^:]*$/, "")}@sha256:0a0b0c`, ["sha256:0a0b0c"]),
  image("a tag has a plus", (name) => `${name}+build.7`, ["1.4.2+build.7"]),
  image("a tag was never filled in", (name) => name.replace("1.4.2", "${TAG}"), ["${TAG}"]),
  image("a tag is undefined", (name) => name.replace("1.4.2", "undefined"), ["undefined"]),
  image("a tag is empty", (name) => name.replace("1.4.2", ""), ["ml-platform:"]),
  image("the registry has no account", (name) => name.replace(/^\d+\./, ""), ["dkr.ecr"]),
  image("the registry's account lacks a digit", (name) => name.slice(1), ["18574523116"]),
];

const logs: Fault[] = [
  logOption("an option of awslogs is misspelt", "awslogs-streamprefix", "app"),
  logOption(
    "the log group is an ARN",
    "awslogs-group",
    "arn:aws:logs:ap-northeast-2:618574523116:log-group:/ecs/a",
  ),
  logOption("the log group has a space", "awslogs-group", "/ecs/ml platform", ["/ecs/ml platform"]),
  logOption("creating the log group is neither true nor false", "awslogs-create-group", "yes"),
  logOption("the log's mode is none", "mode", "async", ["async"]),
  logOption("the log's buffer is none", "max-buffer-size", "25 megabytes"),
  container(
    "two ways to tell log events apart",
    (app) => {
      const { options } = app.logConfiguration as { options: Json };
      options["awslogs-datetime-format"] = "%Y-%m-%d";
      options["awslogs-multiline-pattern"] = "^INFO";
    },
    ["awslogs-datetime-format", "awslogs-multiline-pattern"],
  ),
  container(
    "splunk without a token",
    (app) =>
      (app.logConfiguration = {
        logDriver: "splunk",
        options: { "splunk-url": "https://splunk.example.com" },
      }),
    ["splunk-token"],
  ),
  router("the log router's type is misspelt", { type: "fluent-bit" }, ["fluent-bit"]),
  router("the log router has no type", {}, ["firelensConfiguration", "type"]),
  router(
    "the log router's file lies in S3, which Fargate does not fetch",
    {
      type: "fluentbit",
      options: { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::ml-platform-data/fluent.conf" },
    },
    ["config-file-type"],
  ),
  container(
    "two log routers",
    (app, all) => {
      app.logConfiguration = { logDriver: "awsfirelens" };
      for (const name of ["one", "other"])
        all.push(sidecar({ name, firelensConfiguration: { type: "fluentbit" } }));
    },
    ["one", "other", "firelensConfiguration"],
  ),
];

const values: Fault[] = [
  secret("a JSON key without the colons behind it", 0, `${SECRET}-AbCdEf:password`, [
    "DB_PASSWORD",
    "JSON key",
  ]),
  secret("a JSON key with a colon too few", 0, `${SECRET}-AbCdEf:password:`, ["DB_PASSWORD", "JSON key"]),
  secret("a JSON key behind a bare name", 0, `${SECRET_NAME}:password::`, ["DB_PASSWORD", "neither an ARN"]),
  secret("a secret is an object in S3", 0, "arn:aws:s3:::ml-platform-data/password", [
    "DB_PASSWORD",
    "s3:::",
  ]),
  secret("a secret's ARN without secret:", 0, SECRET.replace("secret:", ""), ["DB_PASSWORD", "no secret"]),
  secret("a parameter's ARN with a colon", 1, PARAMETER.replace("parameter/", "parameter:"), [
    "MODEL_VERSION",
  ]),
  secret("a parameter by CloudFormation's spelling", 1, "{{resolve:ssm:/ml-platform/model-version}}", [
    "MODEL_VERSION",
  ]),
  container(
    "the registry's credentials are a parameter",
    (app) => (app.repositoryCredentials = { credentialsParameter: PARAMETER }),
    ["repositoryCredentials", "not a secret"],
  ),
  container(
    "an environment file does not end in .env",
    (app) => (app.environmentFiles = [{ type: "s3", value: "arn:aws:s3:::ml-platform-config/prod.txt" }]),
    ["prod.txt", ".env"],
  ),
  container(
    "an environment file is a URL",
    (app) => (app.environmentFiles = [{ type: "s3", value: "s3://ml-platform-config/prod.env" }]),
    ["s3://ml-platform-config/prod.env"],
  ),
  container("a word of the command is a number", (app) => (app.command = ["sleep", 5]), ["command", "5"]),
  container("a docker label is a number", (app) => (app.dockerLabels = { version: 3 }), [
    "version",
    "not a string",
  ]),
];

const names: Fault[] = (
  [
    ["environment", "env"],
    ["portMappings", "ports"],
    ["logConfiguration", "logging"],
  ] as const
).map(([property, other]) =>
  container(
    `${property} is called ${other}`,
    (app) => {
      app[other] = app[property];
      delete app[property];
    },
    [other, property],
  ),
);

const limits: Fault[] = [
  health("a health check of an empty list", { command: [] }, ["CMD-SHELL"]),
  health("a health check that runs nothing", { command: ["CMD-SHELL"] }, ["CMD-SHELL"]),
  container("a container with too little memory for Docker", (app) => (app.memory = 4), ["4 MiB"]),
  container(
    "a limit of nothing",
    (app) => (app.ulimits = [{ name: "nofiles", softLimit: 1024, hardLimit: 2048 }]),
    ["nofiles"],
  ),
  container(
    "a soft limit over the hard one",
    (app) => (app.ulimits = [{ name: "nofile", softLimit: 65_536, hardLimit: 1024 }]),
    ["nofile"],
  ),
  container(
    "a kernel parameter of the host",
    (app) => (app.systemControls = [{ namespace: "vm.max_map_count", value: "262144" }]),
    ["vm.max_map_count"],
  ),
  container(
    "a restart sooner than ECS tries one",
    (app) => (app.restartPolicy = { enabled: true, restartAttemptPeriod: 30 }),
    ["restartAttemptPeriod"],
  ),
  container(
    "a restart policy that does not say whether it holds",
    (app) => (app.restartPolicy = { restartAttemptPeriod: 60 }),
    ["enabled"],
  ),
];

/** What is wrong inside a task definition's containers. */
export const containerFaults: Fault[] = [
  ...order,
  ...network,
  ...onInstances,
  ...fargate,
  ...images,
  ...logs,
  ...values,
  ...names,
  ...limits,
];
