/** How a cluster has ECS Exec sessions encrypted and logged. */
import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule as judgeStack } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  unknown,
  withOutputs,
} from "../../../support/stacks";

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1111aaaa-22bb-33cc-44dd-555566667777`;
const CHANNELS = statement("ssmmessages:*");
const LOG = statement(["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]);
const DESCRIBE = statement("logs:DescribeLogGroups");

const freshKey = resource("aws:kms/key:Key", "sessions", {});
const key = withOutputs(freshKey, { arn: KEY, keyId: KEY.slice(-36), id: KEY.slice(-36) });
const group = (props: object = {}) =>
  resource("aws:cloudwatch/logGroup:LogGroup", "exec", { name: "/ecs/exec", ...props });

const judge = (settings: unknown, statements: object[], ...others: TestResource[]) => {
  const cluster = resource("aws:ecs/cluster:Cluster", "main", {
    name: "main",
    configuration: { executeCommandConfiguration: settings },
  });
  const task = taskDefinition("app", { taskRoleArn: arnOf("role", "task") });
  const service = resource("aws:ecs/service:Service", "app", {
    taskDefinition: outputOf(task),
    cluster: outputOf(cluster),
    enableExecuteCommand: true,
  });
  const own = rolePolicy("task", "own", [CHANNELS, ...statements]);
  return judgeStack(ecsTaskCanStart, [cluster, task, service, role("task"), own, ...others]).map(
    ({ verdict, level, actions, message }) =>
      [verdict, level ?? "", ...(actions.length > 0 ? actions : [message])].join(" "),
  );
};

const logging = (logConfiguration: object) => ({ logging: "OVERRIDE", logConfiguration });

describe("ecs-task-can-start by how ECS Exec sessions are encrypted", () => {
  const decrypt = (on: string) => statement("kms:Decrypt", on);

  it("asks for the key by ARN, id, output and an alias of the stack", () => {
    const alias = resource("aws:kms/alias:Alias", "sessions", {
      name: "alias/sessions",
      targetKeyId: KEY.slice(-36),
    });
    for (const kmsKeyId of [KEY, KEY.slice(-36), "alias/sessions"]) {
      assert.deepEqual(judge({ kmsKeyId }, [decrypt(KEY)], key, alias), []);
      assert.deepEqual(judge({ kmsKeyId }, [], key, alias), ["violated  kms:Decrypt"]);
    }
    assert.deepEqual(judge({ kmsKeyId: outputOf(freshKey) }, [], freshKey), ["unproven  kms:Decrypt"]);
    assert.deepEqual(judge({ kmsKeyId: outputOf(freshKey) }, [decrypt("*")], freshKey), []);
  });

  it("asks for none without a key, and for none by an alias that the stack does not define", () => {
    assert.deepEqual(judge({ logging: "DEFAULT" }, [], key), []);
    assert.deepEqual(judge({ kmsKeyId: "alias/elsewhere" }, [], key), []);
  });
});

describe("ecs-task-can-start by where ECS Exec sessions are logged", () => {
  it("knows a log group by its name, or by what that comes from", () => {
    const fresh = group();
    for (const cloudWatchLogGroupName of ["/ecs/exec", outputOf(fresh)]) {
      assert.deepEqual(judge(logging({ cloudWatchLogGroupName }), [LOG, DESCRIBE], fresh), []);
      assert.deepEqual(judge(logging({ cloudWatchLogGroupName }), [LOG], fresh), [
        "violated  logs:DescribeLogGroups",
      ]);
    }
  });

  it("leaves open what is not known", () => {
    const open = (settings: unknown) => judge(settings, [LOG, DESCRIBE]).map((each) => each.split(" ")[0]);
    assert.deepEqual(open(logging({ cloudWatchLogGroupName: unknown() })), ["unproven"]);
    assert.deepEqual(open(logging({ s3BucketName: unknown() })), ["unproven"]);
    assert.deepEqual(open(unknown()), ["unproven"]);
  });

  it("advises a key for a group that is to be encrypted", () => {
    const asked = logging({ cloudWatchLogGroupName: "/ecs/exec", cloudWatchEncryptionEnabled: true });
    const [found, ...more] = judge(asked, [LOG, DESCRIBE], group());
    assert.deepEqual(more, []);
    assert.match(found ?? "", /^violated advisory .*the log group \/ecs\/exec has no key/);
    assert.deepEqual(judge(asked, [LOG, DESCRIBE], group({ kmsKeyId: KEY })), []);
    assert.deepEqual(
      judge(asked, [LOG, DESCRIBE]),
      [],
      "of a group that the stack does not make nothing is known",
    );
    const plain = logging({ cloudWatchLogGroupName: "/ecs/exec" });
    assert.deepEqual(judge(plain, [LOG, DESCRIBE], group()), []);
  });
});
