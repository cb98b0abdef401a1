import { type DeclaredStack, editContainers, find, output } from "../declared";
import type { Fault } from "../fault";

const valid = "task-definition-valid";
const secrets = "no-plaintext-secrets";

type Json = Record<string, unknown>;

function container(
  title: string,
  edit: (container: Json, all: Json[]) => void,
  mentions: string[],
  policy = valid,
): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => editContainers(stack, "task", (all) => edit(all[0]!, all)),
    policy,
    mentions,
  };
}

function task(
  title: string,
  edit: (props: Json, stack: DeclaredStack) => void,
  mentions: string[],
  policy = valid,
): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => edit(find(stack, "task").props, stack),
    policy,
    mentions,
  };
}

function environment(title: string, name: string, value: string): Fault {
  return container(title, (one) => (one.environment as Json[]).push({ name, value }), [name, "app"], secrets);
}

export const taskDefinitionFaults: Fault[] = [
  task("a memory that Fargate has not for the cpu", (props) => (props.memory = "16384"), ["1024", "16384"]),
  task("a cpu that Fargate has not", (props) => (props.cpu = "768"), ["768"]),
  task("Fargate without a cpu", (props) => delete props.cpu, ["cpu"]),
  task("Fargate on a bridge network", (props) => (props.networkMode = "bridge"), ["awsvpc", "bridge"]),
  task("the containers are no JSON", (props) => (props.containerDefinitions = "[{name: app}]"), ["JSON"]),
  task("there are no containers", (props) => (props.containerDefinitions = "[]"), ["container"]),
  task("the containers are missing", (props) => delete props.containerDefinitions, ["containerDefinitions"]),
  task("the containers are unknown", (props) => (props.containerDefinitions = output("database", "arn")), [
    "containerDefinitions",
  ]),
  task(
    "the roles are of another account",
    (props) => {
      props.taskRoleArn = "arn:aws:iam::575084400422:role/MLPlatformECSTaskRole";
      props.executionRoleArn = "arn:aws:iam::575084400422:role/ecsTaskExecutionRole";
    },
    ["575084400422"],
    "ecs-task-can-start",
  ),
  task("the family has a space", (props) => (props.family = "ml platform"), ["family"]),
  container("no container is essential", (one) => (one.essential = false), ["essential"]),
  container("two containers share a name", (one, all) => all.push({ ...one, essential: false }), ["app"]),
  container("a container asks for more memory than the task", (one) => (one.memory = 4096), ["4096", "2048"]),
  container("the containers ask for more cpu than the task", (one) => (one.cpu = 2048), ["2048", "1024"]),
  container(
    "the reservation is over the limit",
    (one) => Object.assign(one, { memory: 512, memoryReservation: 1024 }),
    ["memoryReservation"],
  ),
  container(
    "the host port differs under awsvpc",
    (one) => (one.portMappings = [{ containerPort: 8080, hostPort: 80 }]),
    ["8080", "80"],
  ),
  container(
    "awslogs on Fargate without a stream prefix",
    (one) => delete (one.logConfiguration as { options: Json }).options["awslogs-stream-prefix"],
    ["awslogs-stream-prefix"],
  ),
  container(
    "awslogs without a group",
    (one) => delete (one.logConfiguration as { options: Json }).options["awslogs-group"],
    ["awslogs-group"],
  ),
  container(
    "a container waits for one that does not exist",
    (one) => (one.dependsOn = [{ containerName: "db", condition: "START" }]),
    ["db"],
  ),
  environment("a password in the environment", "DB_PASSWORD", "hunter2-hunter2"),
  environment("an AWS key in the environment", "UPLOAD_ID", "AKIAIOSFODNN7EXAMPLE"),
  environment("a password in a URL", "DATABASE_URL", "postgres://app:s3cr3tpw@db.internal:5432/app"),
  environment("a private key in the environment", "SIGNING", "-----BEGIN RSA PRIVATE KEY-----\nMIIEow"),
  environment("a GitHub token in the environment", "CHECKOUT", "ghp_0123456789abcdefghijklmnopqrstuvwxyz"),
];
