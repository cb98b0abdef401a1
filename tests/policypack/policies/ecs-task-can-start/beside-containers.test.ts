/** What the execution role needs beside what the containers' images, logs and secrets ask for. */
import assert from "node:assert/strict";
import { buildModel } from "../../../../policypack/graph/model";
import { executionNeeds } from "../../../../policypack/policies/ecs-task-can-start/execution-needs";
import {
  ACCOUNT,
  outputOf,
  REGION,
  resource,
  taskDefinition,
  type TestResource,
  unknown,
} from "../../../support/stacks";

const at = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const SECRET = at("secretsmanager", "secret:directory-AbCdEf");
const PARAMETER = at("ssm", "parameter/gmsa");
const OBJECT = "arn:aws:s3:::directory/spec.json";

function needsOf(props: object, ...others: TestResource[]): string[] {
  const model = buildModel([taskDefinition("api", { ...props }), ...others], {
    account: ACCOUNT,
    region: REGION,
  });
  return executionNeeds(model.taskDefinitions[0]!, model).flatMap(({ actions, resources, unknown: open }) => [
    `${actions.join(" ")} ${resources.join(" ")}${open ? ` ? ${open.kind}` : ""}`.trim(),
  ]);
}

describe("ecs-task-can-start: the log of Service Connect's proxy", () => {
  const service = (connect: unknown, taskDefinition: unknown = "api") =>
    resource("aws:ecs/service:Service", "api", { taskDefinition, serviceConnectConfiguration: connect });
  const logging = (options: object, more: object = {}) => ({
    enabled: true,
    logConfiguration: { logDriver: "awslogs", options: { "awslogs-region": REGION, ...options }, ...more },
  });
  const group = { "awslogs-group": "/ecs/proxy", "awslogs-stream-prefix": "sc" };
  const written = `logs:CreateLogStream logs:PutLogEvents ${at("logs", "log-group:/ecs/proxy:log-stream:sc/ecs-service-connect-*/*")}`;

  it("is written as the execution role", () => {
    assert.deepEqual(needsOf({}, service(logging(group))), [written]);
  });

  it("by the task definition's output, its ARN with the revision, or the family", () => {
    for (const named of [outputOf(taskDefinition("api")), at("ecs", "task-definition/api:4"), "api:4"])
      assert.deepEqual(needsOf({}, service(logging(group), named)), [written]);
    assert.deepEqual(needsOf({}, service(logging(group), "other")), []);
  });

  it("has its group created, and its driver's secrets read", () => {
    const creating = logging({ ...group, "awslogs-create-group": "true" });
    assert.deepEqual(needsOf({}, service(creating)).slice(1), [
      `logs:CreateLogGroup ${at("logs", "log-group:/ecs/proxy:log-stream:")}`,
    ]);
    const secretOptions = [{ name: "splunk-token", valueFrom: SECRET }];
    const splunk = { enabled: true, logConfiguration: { logDriver: "splunk", secretOptions } };
    assert.deepEqual(needsOf({}, service(splunk)), [`secretsmanager:GetSecretValue ${SECRET}`]);
  });

  it("goes by the service's own sources where the group is not known yet", () => {
    const logs = resource("aws:cloudwatch/logGroup:LogGroup", "proxy", { name: "/ecs/proxy" });
    const connect = logging({ ...group, "awslogs-group": outputOf(logs) });
    assert.deepEqual(needsOf({}, service(connect), logs), [written]);
  });

  it("is none where Service Connect is off, says nothing of logs or is not known", () => {
    for (const connect of [
      undefined,
      unknown(),
      { enabled: true },
      { ...logging(group), enabled: false },
      { enabled: true, logConfiguration: unknown() },
      { enabled: true, logConfiguration: { logDriver: "awsfirelens" } },
    ])
      assert.deepEqual(needsOf({}, service(connect)), []);
  });
});

describe("ecs-task-can-start: volumes of FSx for Windows File Server", () => {
  const volumes = (credentialsParameter: unknown, key = "fsxWindowsFileServerVolumeConfiguration") => ({
    volumes: [
      { name: "share", [key]: { authorizationConfig: { credentialsParameter, domain: "example.com" } } },
    ],
  });

  it("need the credentials, a secret or a parameter", () => {
    assert.deepEqual(needsOf(volumes(SECRET)), [`secretsmanager:GetSecretValue ${SECRET}`]);
    assert.deepEqual(needsOf(volumes(PARAMETER)), [`ssm:GetParameters ${PARAMETER}`]);
    const native = volumes(SECRET, "fSxWindowsFileServerVolumeConfiguration");
    assert.deepEqual(needsOf(native), [`secretsmanager:GetSecretValue ${SECRET}`]);
  });

  it("are made of the secret, where its ARN is not known yet", () => {
    const secret = resource("aws:secretsmanager/secret:Secret", "directory", { name: "directory" });
    assert.deepEqual(needsOf(volumes(outputOf(secret)), secret), [
      `secretsmanager:GetSecretValue ${at("secretsmanager", "secret:directory-??????")}`,
    ]);
    assert.deepEqual(needsOf(volumes(unknown())), ["? value-from"]);
  });

  it("of other kinds need nothing", () => {
    for (const each of [undefined, unknown(), "x", [{ name: "a" }, { name: "b", hostPath: "/b" }, null]])
      assert.deepEqual(needsOf({ volumes: each }), []);
  });
});

describe("ecs-task-can-start: specifications of gMSA", () => {
  const container = (more: object) => ({
    containerDefinitions: [{ name: "app", image: "public.ecr.aws/x/y:1", ...more }],
  });

  for (const key of ["credentialSpecs", "dockerSecurityOptions"]) {
    for (const kind of ["credentialspec", "credentialspecdomainless"]) {
      it(`${kind} in ${key} is a parameter or an object of S3`, () => {
        assert.deepEqual(needsOf(container({ [key]: [`${kind}:${PARAMETER}`] })), [
          `ssm:GetParameters ${PARAMETER}`,
        ]);
        assert.deepEqual(needsOf(container({ [key]: [`${kind}:${OBJECT}`] })), [`s3:GetObject ${OBJECT}`]);
      });
    }
  }

  it("other options need nothing", () => {
    for (const each of [
      undefined,
      unknown(),
      [unknown()],
      ["no-new-privileges", "credentialspec:file://a.json"],
    ])
      assert.deepEqual(needsOf(container({ dockerSecurityOptions: each })), []);
  });
});
