import assert from "node:assert/strict";
import { describeUnknown } from "../../../../policypack/unknowns/describe";
import type { UnknownFact } from "../../../../policypack/unknowns/unknown-fact";
import { buildModel } from "../../../../policypack/graph/model";
import type { RequiredPermission } from "../../../../policypack/permissions/required-permission";
import { executionNeeds } from "../../../../policypack/policies/ecs-task-can-start/execution-needs";
import { withOpenTogether } from "../../../../policypack/policies/ecs-task-can-start/unknown-container-needs";
import {
  ACCOUNT,
  outputOf,
  REGION,
  resource,
  taskDefinition,
  type TestResource,
  unknown,
  withOutputs,
} from "../../../support/stacks";

const IMAGE = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/api:1`;
const REPOSITORY = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/api`;
const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:prod/db`;
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1111aaaa-22bb-33cc-44dd-555566667777`;

const awslogs = (options: object = {}) => ({
  logDriver: "awslogs",
  options: {
    "awslogs-group": "/ecs/api",
    "awslogs-region": REGION,
    "awslogs-stream-prefix": "ecs",
    ...options,
  },
});

function needsOf(container: object, props: object = {}, others: TestResource[] = []): RequiredPermission[] {
  const task = taskDefinition("api", {
    containerDefinitions: [{ name: "app", image: "nginx:1.27", ...container }],
    ...props,
  });
  const model = buildModel([task, ...others], { account: ACCOUNT, region: REGION });
  return executionNeeds(model.taskDefinitions[0]!, model);
}

function inWords(fact: UnknownFact | undefined): string {
  return fact ? describeUnknown(fact) : "";
}

/** One line for each action and resource that a container needs. */
function lines(needs: RequiredPermission[]): string[] {
  return needs.flatMap(({ actions, resources, unknown }) =>
    actions.length === 0
      ? [`? ${inWords(unknown)}`]
      : actions.flatMap((action) =>
          resources.map((on) => `${action} ${on}${unknown === undefined ? "" : ` ? ${inWords(unknown)}`}`),
        ),
  );
}

describe("tasks/execution-needs", () => {
  it("a public image without logs and secrets needs nothing", () => {
    assert.deepEqual(needsOf({}), []);
  });

  it("an ECR image needs the token, three actions on its repository, and its layers", () => {
    assert.deepEqual(lines(needsOf({ image: IMAGE })), [
      "ecr:GetAuthorizationToken *",
      `ecr:BatchCheckLayerAvailability ${REPOSITORY}`,
      `ecr:GetDownloadUrlForLayer ${REPOSITORY}`,
      `ecr:BatchGetImage ${REPOSITORY}`,
      // By ECR itself, where an endpoint is on the way.
      `s3:GetObject arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*`,
    ]);
  });

  it("the request for another region's repository goes there", () => {
    const [, pull] = needsOf({ image: IMAGE.replace(REGION, "us-east-1") });
    assert.match(pull?.resources[0] ?? "", /^arn:aws:ecr:us-east-1:/);
  });

  it("awslogs needs its streams, under the prefix and the container's name", () => {
    const streams = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/api:log-stream:ecs/app/*`;
    assert.deepEqual(lines(needsOf({ logConfiguration: awslogs() })), [
      `logs:CreateLogStream ${streams}`,
      `logs:PutLogEvents ${streams}`,
    ]);
  });

  it("awslogs-create-group needs CreateLogGroup on the group with an empty stream", () => {
    const wanted = `logs:CreateLogGroup arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/api:log-stream:`;
    for (const option of ["true", "TRUE", true]) {
      const needs = lines(needsOf({ logConfiguration: awslogs({ "awslogs-create-group": option }) }));
      assert.equal(needs.at(-1), wanted);
    }
    assert.equal(needsOf({ logConfiguration: awslogs({ "awslogs-create-group": "false" }) }).length, 1);
  });

  it("awslogs-region other than the stack's is where the group lies", () => {
    const [need] = needsOf({ logConfiguration: awslogs({ "awslogs-region": "us-east-1" }) });
    assert.match(need?.resources[0] ?? "", /^arn:aws:logs:us-east-1:/);
  });

  it("FireLens and other drivers need no log rights of the execution role", () => {
    for (const logDriver of ["awsfirelens", "splunk", "json-file"]) {
      assert.deepEqual(needsOf({ logConfiguration: { logDriver } }), []);
    }
  });

  it("secrets, secretOptions and repositoryCredentials are read", () => {
    const needs = needsOf({
      secrets: [
        { name: "DB", valueFrom: `${SECRET}-AbCdEf:password::` },
        { name: "URL", valueFrom: "/app/url" },
      ],
      logConfiguration: { logDriver: "splunk", secretOptions: [{ name: "token", valueFrom: SECRET }] },
      repositoryCredentials: { credentialsParameter: "registry" },
    });
    assert.deepEqual(lines(needs), [
      `secretsmanager:GetSecretValue ${SECRET}-AbCdEf`,
      `ssm:GetParameters arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/app/url`,
      `secretsmanager:GetSecretValue ${SECRET}-??????`,
      `secretsmanager:GetSecretValue arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:registry-??????`,
    ]);
  });

  it("a secret by way of the Parameter Store needs both services", () => {
    const needs = needsOf({
      secrets: [{ name: "DB", valueFrom: "/aws/reference/secretsmanager/prod/db" }],
    });
    assert.deepEqual(lines(needs), [
      `ssm:GetParameters arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/aws/reference/secretsmanager/prod/db`,
      `secretsmanager:GetSecretValue ${SECRET}-??????`,
    ]);
  });

  it("environment files and FireLens config are fetched from S3", () => {
    const file = "arn:aws:s3:::config/prod.env";
    const needs = needsOf({
      environmentFiles: [{ type: "s3", value: file }],
      firelensConfiguration: { options: { "config-file-type": "s3", "config-file-value": file } },
    });
    const once = [`s3:GetObject ${file}`, "s3:GetBucketLocation arn:aws:s3:::config"];
    assert.deepEqual(lines(needs), [...once, ...once]);
  });

  describe("keys", () => {
    const secret = (props: object) =>
      resource("aws:secretsmanager/secret:Secret", "db", { name: "prod/db", ...props });
    const decrypting = (props: object, others: TestResource[] = []) =>
      needsOf({ secrets: [{ name: "DB", valueFrom: SECRET }] }, {}, [secret(props), ...others])[1];

    it("the key that the stack gives a secret is needed by way of Secrets Manager", () => {
      const need = decrypting({ kmsKeyId: KEY });
      assert.deepEqual(need?.actions, ["kms:Decrypt"]);
      assert.deepEqual(need?.resources, [KEY]);
      assert.equal(need?.context?.["kms:ViaService"], `secretsmanager.${REGION}.amazonaws.com`);
      assert.deepEqual(need?.context?.["kms:EncryptionContextKeys"], ["SecretARN", "SecretVersionId"]);
    });

    it("by id, too", () => {
      assert.deepEqual(decrypting({ kmsKeyId: KEY.split("/")[1] })?.resources, [KEY]);
    });

    it("of a secret that AWS has named, once its ARN tells the name", () => {
      const made = resource("aws-native:secretsmanager:Secret", "db", { kmsKeyId: KEY });
      const needs = needsOf({ secrets: [{ name: "DB", valueFrom: `${SECRET}-AbCdEf` }] }, {}, [
        withOutputs(made, { awsId: `${SECRET}-AbCdEf` }),
      ]);
      assert.deepEqual(needs[1]?.resources, [KEY]);
      const other = withOutputs(made, { awsId: `${SECRET}-other-AbCdEf` });
      assert.equal(needsOf({ secrets: [{ name: "DB", valueFrom: SECRET }] }, {}, [other])[1], undefined);
    });

    it("by alias, if the stack says which key it stands for", () => {
      const alias = resource("aws:kms/alias:Alias", "db", { name: "alias/db", targetKeyId: KEY });
      assert.deepEqual(decrypting({ kmsKeyId: "alias/db" }, [alias])?.resources, [KEY]);
      const { unknown } = decrypting({ kmsKeyId: "alias/other" }, [alias]) ?? {};
      assert.deepEqual(unknown, { kind: "encryption-key-behind-alias", alias: "alias/other" });
    });

    it("by dependency", () => {
      const key = resource("aws:kms/key:Key", "db", { arn: KEY });
      assert.deepEqual(decrypting({ kmsKeyId: outputOf(key) }, [key])?.resources, [KEY]);
      const fresh = resource("aws:kms/key:Key", "db", { arn: unknown() });
      assert.match(inWords(decrypting({ kmsKeyId: outputOf(fresh) }, [fresh])?.unknown), /the key db/);
    });

    it("the service's own key needs nothing", () => {
      for (const props of [{}, { kmsKeyId: "" }, { kmsKeyId: "alias/aws/secretsmanager" }]) {
        assert.equal(decrypting(props), undefined);
      }
    });

    it("a SecureString parameter's key is needed by way of Systems Manager", () => {
      const parameter = resource("aws:ssm/parameter:Parameter", "url", {
        name: "/app/url",
        type: "SecureString",
        keyId: KEY,
      });
      const needs = needsOf({ secrets: [{ name: "URL", valueFrom: "/app/url" }] }, {}, [parameter]);
      assert.equal(needs[1]?.context?.["kms:ViaService"], `ssm.${REGION}.amazonaws.com`);
      assert.deepEqual(needs[1]?.context?.["kms:EncryptionContextKeys"], ["PARAMETER_ARN"]);
    });

    it("a plain parameter, and one whose key the provider fills in, need nothing", () => {
      for (const props of [
        { type: "String", keyId: KEY },
        { type: "SecureString", keyId: unknown() },
      ]) {
        const parameter = resource("aws:ssm/parameter:Parameter", "url", { name: "/app/url", ...props });
        const needs = needsOf({ secrets: [{ name: "URL", valueFrom: "/app/url" }] }, {}, [parameter]);
        assert.equal(needs.length, 1);
      }
    });

    it("a secret whose name is not known may be the one that is read", () => {
      const need = decrypting({ name: unknown(), kmsKeyId: KEY });
      assert.deepEqual(need?.resources, [KEY]);
      assert.match(inWords(need?.unknown), /whether db, whose name is not known, is the secret prod\/db/);
    });

    it("a secret of another account is none of the stack's, and has a key of that account", () => {
      const valueFrom = SECRET.replace(ACCOUNT, "575084400422");
      const needs = needsOf({ secrets: [{ name: "DB", valueFrom }] }, {}, [secret({ kmsKeyId: KEY })]);
      assert.deepEqual(lines(needs).slice(1), [`kms:Decrypt arn:aws:kms:${REGION}:575084400422:key/*`]);
      assert.equal(needs[1]?.anyOfThem, true);
    });
  });

  describe("what is not known", () => {
    const repository = resource("aws:ecr/repository:Repository", "api", { name: "api" });
    const group = resource("aws:cloudwatch/logGroup:LogGroup", "api", { name: "/ecs/api" });
    const secret = resource("aws:secretsmanager/secret:Secret", "db", { name: "prod/db" });

    it("an unknown image is one of the repository that the containers depend on", () => {
      const needs = needsOf({ image: outputOf(repository) }, {}, [repository]);
      assert.deepEqual(lines(needs)[1], `ecr:BatchCheckLayerAvailability ${REPOSITORY}`);
    });

    it("also by way of an image that is built and pushed there", () => {
      const built = resource("docker-build:index:Image", "api", { tags: [outputOf(repository)] });
      const needs = needsOf({ image: outputOf(built) }, {}, [repository, built]);
      assert.deepEqual(lines(needs)[1], `ecr:BatchCheckLayerAvailability ${REPOSITORY}`);
    });

    it("an unknown log group, secret or parameter is the one that the containers depend on", () => {
      const needs = needsOf(
        {
          logConfiguration: awslogs({ "awslogs-group": outputOf(group) }),
          secrets: [{ name: "DB", valueFrom: outputOf(secret) }],
        },
        {},
        [group, secret],
      );
      assert.deepEqual(lines(needs), [
        `logs:CreateLogStream arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/api:log-stream:ecs/app/*`,
        `logs:PutLogEvents arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/api:log-stream:ecs/app/*`,
        `secretsmanager:GetSecretValue ${SECRET}-??????`,
      ]);
    });

    it("of several that it may be, all are needed and none for certain", () => {
      const other = resource("aws:secretsmanager/secret:Secret", "api", { name: "prod/api" });
      const needs = needsOf(
        {
          secrets: [
            { name: "DB", valueFrom: outputOf(secret) },
            { name: "API", valueFrom: outputOf(other) },
          ],
        },
        {},
        [secret, other],
      );
      assert.equal(needs.length, 4);
      assert.ok(needs.every((need) => need.unknown?.kind === "one-of-secrets"));
    });

    const unjudged: [string, object][] = [
      ["an unknown image", { image: unknown() }],
      ["an image of the wrong type", { image: 42 }],
      ["unknown secrets", { secrets: unknown() }],
      ["secrets of the wrong type", { secrets: "DB" }],
      ["an unknown secret in a list", { secrets: [unknown()] }],
      ["an unknown valueFrom", { secrets: [{ name: "DB", valueFrom: unknown() }] }],
      ["a missing valueFrom", { secrets: [{ name: "DB" }] }],
      ["an unknown log driver", { logConfiguration: unknown() }],
      ["unknown log options", { logConfiguration: { logDriver: "awslogs", options: unknown() } }],
      ["a missing log group", { logConfiguration: { logDriver: "awslogs", options: {} } }],
      ["unknown environment files", { environmentFiles: unknown() }],
      ["an environment file elsewhere than in S3", { environmentFiles: [{ type: "s3", value: "prod.env" }] }],
      ["unknown credentials", { repositoryCredentials: unknown() }],
    ];
    for (const [title, container] of unjudged) {
      it(`${title} is said to be unknown`, () => {
        const needs = needsOf(container);
        assert.ok(needs.length > 0 && needs.every((need) => need.unknown !== undefined));
      });
    }

    for (const [title, containerDefinitions] of [
      ["unknown", unknown()],
      ["missing", undefined],
      ["of the wrong type", 42],
      ["no JSON", "[{name: app}]"],
      ["partly unknown", [unknown()]],
    ] as const) {
      it(`containerDefinitions that are ${title} are unknown as a whole`, () => {
        const needs = withOpenTogether(needsOf({}, { containerDefinitions }));
        assert.deepEqual(lines(needs), ["? the containerDefinitions of api"]);
      });
    }
  });

  describe("hosts", () => {
    const container = {
      image: IMAGE,
      logConfiguration: awslogs(),
      secrets: [{ name: "DB", valueFrom: SECRET }],
    };
    const kinds = (props: object) => [...new Set(needsOf(container, props).map(({ kind }) => kind))];

    it("on EC2 the container instance pulls images and writes logs", () => {
      assert.deepEqual(kinds({ requiresCompatibilities: ["EC2"] }), ["secret"]);
      for (const networkMode of ["bridge", undefined]) {
        assert.deepEqual(kinds({ requiresCompatibilities: undefined, networkMode }), ["secret"]);
      }
    });

    for (const type of ["FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]) {
      it(`on ${type} the execution role does`, () => {
        assert.deepEqual(kinds({ requiresCompatibilities: [type] }), ["image", "logs", "secret"]);
      });
    }

    it("where nothing tells, both needs are unknown", () => {
      for (const requiresCompatibilities of [undefined, unknown(), [unknown()]]) {
        const needs = needsOf(container, { requiresCompatibilities });
        const [image, , , logs, secret] = needs;
        assert.deepEqual(image?.unknown, { kind: "launch-type", family: "api" });
        assert.deepEqual(logs?.unknown, { kind: "launch-type", family: "api" });
        assert.equal(secret?.unknown, undefined);
      }
    });
  });
});
