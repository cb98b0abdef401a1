/** Each kind of resource with a policy that grants, denies, says nothing, or is not known; of this account and of another. */
import assert from "node:assert/strict";
import type { External } from "../../../policypack/graph/settings";
import { ecsTaskCanStart } from "../../../policypack/policies/ecs-task-can-start";
import { taskRoleAccess } from "../../../policypack/policies/task-role-access";
import { judgeStackByRule as judgeStack } from "../../support/judge";
import {
  ACCOUNT,
  arnOf,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
  withOutputs,
} from "../../support/stacks";

const OTHER = "575084400422";
const ROLE = "worker";

interface Carrier {
  title: string;
  /** Actions that the role needs, on which ARN. */
  needed: (account: string) => [actions: string[], on: string[]][];
  /** Config for `task-role-access`, or the task definition that asks for it. */
  access?: (account: string) => object;
  task?: (account: string) => TestResource;
  /** The resource, as the stack creates it: its outputs where it exists. */
  itself: (account: string) => [TestResource, Record<string, unknown>];
  policy: (of: unknown, written: unknown) => TestResource;
  /** The output by which the policy names the resource. */
  named: string;
  /** Whether its ARN tells the account. */
  hasNoAccount?: boolean;
}

const regional = (service: string, rest: string, account = ACCOUNT) =>
  `arn:aws:${service}:${REGION}:${account}:${rest}`;
const KEY_ID = "1111aaaa-22bb-33cc-44dd-555566667777";

const CARRIERS: Carrier[] = [
  {
    title: "a secret",
    needed: (account) => [
      [["secretsmanager:GetSecretValue"], [regional("secretsmanager", "secret:db-AbCdEf", account)]],
    ],
    access: (account) => ({ secrets: [regional("secretsmanager", "secret:db-AbCdEf", account)] }),
    itself: (account) => [
      resource("aws:secretsmanager/secret:Secret", "db", { name: "db" }),
      { arn: regional("secretsmanager", "secret:db-AbCdEf", account) },
    ],
    policy: (secretArn, policy) =>
      resource("aws:secretsmanager/secretPolicy:SecretPolicy", "db", { secretArn, policy }),
    named: "arn",
  },
  {
    title: "a bucket",
    needed: () => [
      [["s3:ListBucket"], ["arn:aws:s3:::data"]],
      [["s3:GetObject"], ["arn:aws:s3:::data/*"]],
    ],
    access: () => ({ buckets: [{ name: "data", access: "read" }] }),
    itself: () => [
      resource("aws:s3/bucket:Bucket", "data", { bucket: "data" }),
      { arn: "arn:aws:s3:::data", id: "data" },
    ],
    policy: (bucket, policy) => resource("aws:s3/bucketPolicy:BucketPolicy", "data", { bucket, policy }),
    named: "id",
    hasNoAccount: true,
  },
  {
    title: "a table",
    needed: (account) => [
      [
        ["dynamodb:DescribeTable", "dynamodb:PutItem", "dynamodb:UpdateItem"],
        [regional("dynamodb", "table/jobs", account)],
      ],
    ],
    access: (account) => ({
      tables: [{ name: regional("dynamodb", "table/jobs", account), access: "write" }],
    }),
    itself: (account) => [
      resource("aws:dynamodb/table:Table", "jobs", { name: "jobs" }),
      { arn: regional("dynamodb", "table/jobs", account) },
    ],
    policy: (resourceArn, policy) =>
      resource("aws:dynamodb/resourcePolicy:ResourcePolicy", "jobs", { resourceArn, policy }),
    named: "arn",
  },
  {
    title: "a queue",
    needed: (account) => [[["sqs:SendMessage"], [regional("sqs", "jobs", account)]]],
    access: (account) => ({ queues: [{ name: regional("sqs", "jobs", account), access: "write" }] }),
    itself: (account) => [
      resource("aws:sqs/queue:Queue", "jobs", { name: "jobs" }),
      {
        arn: regional("sqs", "jobs", account),
        url: `https://sqs.${REGION}.amazonaws.com/${account}/jobs`,
        id: `https://sqs.${REGION}.amazonaws.com/${account}/jobs`,
      },
    ],
    policy: (queueUrl, policy) => resource("aws:sqs/queuePolicy:QueuePolicy", "jobs", { queueUrl, policy }),
    named: "url",
  },
  {
    title: "a repository",
    needed: (account) => [
      [
        ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
        [regional("ecr", "repository/app", account)],
      ],
    ],
    task: (account) =>
      taskDefinition("app", {
        executionRoleArn: arnOf("role", ROLE),
        containerDefinitions: JSON.stringify([
          { name: "app", image: `${account}.dkr.ecr.${REGION}.amazonaws.com/app:1.4.2` },
        ]),
      }),
    itself: (account) => [
      resource("aws:ecr/repository:Repository", "app", { name: "app" }),
      { arn: regional("ecr", "repository/app", account), id: "app", registryId: account },
    ],
    policy: (repository, policy) =>
      resource("aws:ecr/repositoryPolicy:RepositoryPolicy", "app", { repository, policy }),
    named: "id",
  },
];

type Run = "first" | "later";

function stack(
  carrier: Carrier,
  run: Run,
  { account = ACCOUNT, own, written }: { account?: string; own: boolean; written?: object | symbol },
): TestResource[] {
  const [made, outputs] = carrier.itself(account);
  const exists = withOutputs(made, outputs);
  const named = run === "first" ? outputOf(made) : outputs[carrier.named];
  const asked = carrier.needed(account);
  const granted = own ? asked.map(([actions, on]) => statement(actions, on)) : [];
  const text = typeof written === "object" ? JSON.stringify(written) : written;
  const worker = role(ROLE);
  return [
    run === "first" ? worker : withOutputs(worker, { arn: arnOf("role", ROLE) }),
    // A secret that accounts share is encrypted with a key of its own account.
    rolePolicy(ROLE, "own", [
      statement("ecr:GetAuthorizationToken"),
      statement("kms:Decrypt", regional("kms", "key/*", OTHER)),
      ...granted,
    ]),
    run === "first" ? made : exists,
    ...(written === undefined ? [] : [carrier.policy(named, text)]),
    ...(carrier.task ? [carrier.task(account)] : []),
  ];
}

function judged(carrier: Carrier, resources: TestResource[], account = ACCOUNT): string[] {
  const found = carrier.access
    ? judgeStack(taskRoleAccess, resources, {
        account: ACCOUNT,
        required: [{ role: ROLE, ...carrier.access(account) }],
      })
    : judgeStack(ecsTaskCanStart, resources, { account: ACCOUNT });
  return [...new Set(found.map(({ verdict, level }) => (level ? `${verdict}, ${level}` : verdict)))];
}

const to = (Principal: unknown, rest: object = {}) =>
  document({ Effect: "Allow", Principal, Action: "*", Resource: "*", ...rest });
const ME = { AWS: arnOf("role", ROLE) };
const deny = (rest: object) =>
  document({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*", ...rest });

describe("policies of resources where the account is not known yet", () => {
  const queue = resource("aws:sqs/queue:Queue", "jobs", { name: "jobs" });
  const worker = role(ROLE);
  const judgedBy = (written: unknown) => {
    const policy = resource("aws:sqs/queuePolicy:QueuePolicy", "jobs", {
      queueUrl: outputOf(queue),
      policy: written,
    });
    const settings = { required: [{ role: ROLE, queues: ["jobs"] }] };
    return judgeStack(taskRoleAccess, [worker, queue, policy], settings, {}).map(({ verdict }) => verdict);
  };

  it("count all the same", () => {
    assert.deepEqual(judgedBy(outputOf(worker)), ["unproven"]);
    assert.deepEqual(judgedBy(JSON.stringify(to("*"))), []);
    assert.deepEqual(judgedBy(JSON.stringify(to({ AWS: arnOf("role", "other") }))), ["violated"]);
  });
});

describe("policies of resources in what a principal needs", () => {
  for (const carrier of CARRIERS) {
    describe(carrier.title, () => {
      for (const run of ["first", "later"] as const) {
        const verdict = (how: Parameters<typeof stack>[2]) =>
          judged(carrier, stack(carrier, run, how), how.account);

        it(`within the account, in a ${run} run`, () => {
          assert.deepEqual(verdict({ own: true }), [], "its own policy, and none of the resource");
          assert.deepEqual(verdict({ own: false }), ["violated"], "nothing grants");
          assert.deepEqual(verdict({ own: false, written: to(ME) }), [], "the resource's policy grants");
          assert.deepEqual(verdict({ own: false, written: to("*") }), [], "it grants to everyone");
          assert.deepEqual(
            verdict({ own: false, written: to({ AWS: ACCOUNT }) }),
            ["violated"],
            "to the account",
          );
          assert.deepEqual(
            verdict({ own: true, written: to({ AWS: arnOf("role", "x") }) }),
            [],
            "to another",
          );
          assert.deepEqual(verdict({ own: true, written: deny({}) }), ["violated"], "it denies");
          assert.deepEqual(verdict({ own: true, written: deny({ NotAction: "*", Action: undefined }) }), []);
        });

        it(`conditions within the account, in a ${run} run`, () => {
          const tls = deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } });
          assert.deepEqual(verdict({ own: true, written: tls }), [], "unless TLS");
          const but = (arn: string) => deny({ Condition: { ArnNotLike: { "aws:PrincipalArn": arn } } });
          assert.deepEqual(verdict({ own: true, written: but(arnOf("role", "ci")) }), ["violated"]);
          assert.deepEqual(verdict({ own: true, written: but(arnOf("role", "work*")) }), []);
          const outside = deny({ Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } });
          assert.deepEqual(verdict({ own: true, written: outside }), ["unproven"], "outside an endpoint");
          const stranger = deny({ Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } } });
          assert.deepEqual(verdict({ own: true, written: stranger }), [], "strangers");
          const org = deny({ Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } });
          assert.deepEqual(
            verdict({ own: true, written: org }),
            ["unproven, advisory"],
            "another organization",
          );
        });

        it(`a policy that is not known, in a ${run} run`, () => {
          assert.deepEqual(verdict({ own: true, written: unknown() }), ["unproven"]);
          assert.deepEqual(verdict({ own: false, written: unknown() }), ["unproven"]);
        });
      }

      if (carrier.hasNoAccount) return;
      it("from another account asks both sides", () => {
        const verdict = (how: Omit<Parameters<typeof stack>[2], "account">) =>
          judged(carrier, stack(carrier, "later", { ...how, account: OTHER }), OTHER);
        assert.deepEqual(verdict({ own: true, written: to(ME) }), []);
        assert.deepEqual(verdict({ own: true, written: to({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) }), []);
        assert.deepEqual(verdict({ own: true }), ["violated"], "the stack gives it no policy");
        assert.deepEqual(verdict({ own: true, written: to({ AWS: OTHER }) }), ["violated"]);
        assert.deepEqual(verdict({ own: false, written: to(ME) }), ["violated"]);
        assert.deepEqual(verdict({ own: true, written: unknown() }), ["unproven"]);
      });

      it("from another account that nobody declares is unproven, as advice", () => {
        const without = stack(carrier, "later", { own: true, account: OTHER }).filter(
          ({ type }) => type !== carrier.itself(OTHER)[0].type,
        );
        assert.deepEqual(judged(carrier, without, OTHER), ["unproven, advisory"]);
      });
    });
  }
});

describe("the policy of a key in what a task role needs", () => {
  const arn = regional("kms", `key/${KEY_ID}`);
  const worker = withOutputs(role(ROLE), { arn: arnOf("role", ROLE) });
  const own = rolePolicy(ROLE, "own", [statement("kms:Decrypt", arn)]);
  const key = (policy?: object) =>
    withOutputs(resource("aws:kms/key:Key", "k", { policy: policy && JSON.stringify(policy) }), {
      arn,
      keyId: KEY_ID,
      id: KEY_ID,
    });
  const judge = (...resources: TestResource[]) =>
    judgeStack(taskRoleAccess, [worker, ...resources], {
      account: ACCOUNT,
      required: [{ role: ROLE, kmsKeys: [KEY_ID] }],
    }).map(({ verdict }) => verdict);
  const root = to({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
  const grant = (operations: string[]) =>
    resource("aws:kms/grant:Grant", "g", {
      keyId: KEY_ID,
      granteePrincipal: arnOf("role", ROLE),
      operations,
    });

  it("must grant itself or hand over to the account", () => {
    assert.deepEqual(judge(own, key()), [], "AWS's own policy hands over");
    assert.deepEqual(judge(own, key(root)), []);
    assert.deepEqual(judge(key(root)), ["violated"]);
    assert.deepEqual(judge(key(to(ME))), [], "the key's policy alone");
    assert.deepEqual(judge(own, key(to({ AWS: arnOf("role", "admin") }))), ["violated"]);
    assert.deepEqual(judge(own), [], "a key that is managed elsewhere in the account");
  });

  it("may let in whoever of the account asks by way of the service", () => {
    const key = withOutputs(
      resource("aws:kms/key:Key", "k", {
        policy: JSON.stringify(
          document({
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "kms:Decrypt",
            Resource: "*",
            Condition: {
              StringEquals: {
                "kms:CallerAccount": ACCOUNT,
                "kms:ViaService": `dynamodb.${REGION}.amazonaws.com`,
              },
            },
          }),
        ),
      }),
      { arn: regional("kms", `key/${KEY_ID}`) },
    );
    const table = resource("aws:dynamodb/table:Table", "orders", {
      name: "orders",
      serverSideEncryption: { enabled: true, kmsKeyArn: outputOf(key) },
    });
    const reader = [role(ROLE), rolePolicy(ROLE, "own", [statement("dynamodb:*")])];
    const required = [{ role: ROLE, tables: [{ name: "orders", access: "read" }] }];
    assert.deepEqual(judgeStack(taskRoleAccess, [...reader, key, table], { required }), []);
  });

  it("is helped by grants", () => {
    assert.deepEqual(judge(key(root), grant(["Decrypt"])), []);
    assert.deepEqual(judge(key(root), grant(["Encrypt"])), ["violated"]);
    assert.deepEqual(judge(own, key(), grant(["Encrypt"])), [], "which take nothing away");
  });

  it("may stand in a resource of its own, which counts", () => {
    const policy = (written: object) =>
      resource("aws:kms/keyPolicy:KeyPolicy", "k", { keyId: KEY_ID, policy: JSON.stringify(written) });
    assert.deepEqual(judge(key(), policy(to(ME))), []);
    assert.deepEqual(judge(own, key(), policy(to({ AWS: arnOf("role", "admin") }))), ["violated"]);
  });
});

describe("what config declares of resources elsewhere", () => {
  const secret = regional("secretsmanager", "secret:db-AbCdEf", OTHER);
  const stackOf = [
    withOutputs(role(ROLE, { assumeRolePolicy: JSON.stringify(trust("ecs-tasks.amazonaws.com")) }), {
      arn: arnOf("role", ROLE),
    }),
    rolePolicy(ROLE, "own", [
      statement("secretsmanager:GetSecretValue", secret),
      statement("kms:Decrypt", regional("kms", "key/*", OTHER)),
    ]),
  ];
  const judge = (...external: External[]) =>
    judgeStack(
      taskRoleAccess,
      stackOf,
      { required: [{ role: ROLE, secrets: [secret] }] },
      { account: ACCOUNT, region: REGION, partition: "aws", external },
    ).map(({ verdict, level }) => level ?? verdict);

  it("decides as if the stack had it", () => {
    const resource_ = regional("secretsmanager", "secret:*", OTHER);
    assert.deepEqual(judge(), ["advisory"]);
    assert.deepEqual(judge({ resource: resource_, policy: to(ME) }), []);
    assert.deepEqual(judge({ resource: resource_, policy: JSON.stringify(to(ME)) }), []);
    assert.deepEqual(judge({ resource: secret, policy: to({ AWS: OTHER }) }), ["violated"]);
    const org = to("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } });
    assert.deepEqual(
      judge({ resource: secret, policy: org }),
      ["advisory"],
      "which organization is not known",
    );
    assert.deepEqual(judge({ resource: secret, policy: org }, { organization: "o-1" }), []);
    assert.deepEqual(judge({ resource: secret, policy: org }, { organization: "o-2" }), ["violated"]);
  });

  it("knows the organization of the account's own resources", () => {
    const outside = document({
      Effect: "Deny",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } },
    });
    const queue = (account: string) => [
      rolePolicy(ROLE, "send", [statement("sqs:SendMessage", regional("sqs", "jobs", account))]),
      withOutputs(
        resource("aws:sqs/queue:Queue", "jobs", { name: "jobs", policy: JSON.stringify(outside) }),
        {
          arn: regional("sqs", "jobs", account),
        },
      ),
    ];
    const at = (account: string, ...external: External[]) =>
      judgeStack(
        taskRoleAccess,
        [...stackOf.slice(0, 1), ...queue(account)],
        {
          required: [{ role: ROLE, queues: [{ name: regional("sqs", "jobs", account), access: "write" }] }],
        },
        { account: ACCOUNT, region: REGION, partition: "aws", external },
      ).map(({ verdict, level }) => level ?? verdict);
    assert.deepEqual(at(ACCOUNT, { organization: "o-1" }), []);
    assert.deepEqual(at(ACCOUNT), ["advisory"]);
    assert.deepEqual(at(OTHER, { organization: "o-1" }), ["violated"], "which grants nothing to others");
  });

  it("is sure of none of it where documents alone tell the account", () => {
    const first = [role(ROLE, { assumeRolePolicy: JSON.stringify(trust("ecs-tasks.amazonaws.com")) })];
    const own = rolePolicy(ROLE, "own", [
      statement("secretsmanager:GetSecretValue", secret),
      statement("kms:Decrypt", regional("kms", "key/*", OTHER)),
      statement("sqs:SendMessage", regional("sqs", "jobs")),
    ]);
    const at = (policy: unknown) =>
      judgeStack(
        taskRoleAccess,
        [...first, own],
        { required: [{ role: ROLE, secrets: [secret] }] },
        { region: REGION, partition: "aws", external: [{ resource: secret, policy }] },
      ).map(({ verdict }) => verdict);
    assert.deepEqual(at(to({ AWS: arnOf("role", "other") })), ["unproven"]);
    assert.deepEqual(at(to(ME)), []);
  });

  it("asks the policy of the one key of another account that the role may use", () => {
    const key = regional("kms", "key/k", OTHER);
    const own = rolePolicy(ROLE, "own", [
      statement("secretsmanager:GetSecretValue", secret),
      statement("kms:Decrypt", key),
    ]);
    const at = (...external: External[]) =>
      judgeStack(
        taskRoleAccess,
        [...stackOf.slice(0, 1), own],
        { required: [{ role: ROLE, secrets: [secret] }] },
        {
          account: ACCOUNT,
          region: REGION,
          partition: "aws",
          external: [{ resource: secret, policy: to(ME) }, ...external],
        },
      );
    const lets = (Principal: unknown) =>
      document({ Effect: "Allow", Principal, Action: "kms:Decrypt", Resource: "*" });
    assert.deepEqual(at(), [], "nobody tells its policy");
    assert.deepEqual(at({ resource: key, policy: lets(ME) }), []);
    assert.deepEqual(at({ resource: key, policy: lets({ AWS: ACCOUNT }) }), []);
    const [found, ...others] = at({ resource: key, policy: lets({ AWS: OTHER }) });
    assert.deepEqual(others, []);
    assert.equal(found?.verdict, "violated");
    assert.match(found.decidedBy ?? "", /external policy of arn:aws:kms/);
  });

  it("knows that a resource has no policy", () => {
    assert.deepEqual(
      judge({ resource: secret, policy: null }),
      ["violated"],
      "another account's grants nothing",
    );
  });

  it("lets the organization's policies limit", () => {
    const granted = { resource: secret, policy: to(ME) };
    const full = document(statement("*"));
    assert.deepEqual(judge(granted, { serviceControlPolicies: [[full], [full]] }), []);
    const without = document({ Effect: "Allow", NotAction: "secretsmanager:*", Resource: "*" });
    assert.deepEqual(judge(granted, { serviceControlPolicies: [[full], [without]] }), ["violated"]);
    const denying = document({ Effect: "Deny", Action: "secretsmanager:*", Resource: "*" });
    assert.deepEqual(judge(granted, { serviceControlPolicies: [[full, denying]] }), ["violated"]);
    assert.deepEqual(judge(granted, { resourceControlPolicies: [deny({})] }), ["violated"]);
  });

  it("lets requests carry what the stack does not show", () => {
    const outside = to(ME, { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } });
    const granted = { resource: secret, policy: outside };
    assert.deepEqual(judge(granted), ["unproven"]);
    assert.deepEqual(judge(granted, { requests: { "aws:SourceVpce": "vpce-1" } }), []);
    assert.deepEqual(judge(granted, { requests: { "aws:SourceVpce": "vpce-2" } }), ["violated"]);
  });
});
