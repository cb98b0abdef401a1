import assert from "node:assert/strict";
import path from "node:path";
import { judgementQuestions } from "../../../commands/verify/checks/judgement";
import { organizationQuestions } from "../../../commands/verify/checks/organization";
import { permissionQuestions } from "../../../commands/verify/checks/permissions";
import { resourcePolicyQuestions } from "../../../commands/verify/checks/resource-policies";
import { answered, type Line } from "../../../commands/verify/question";
import type { External } from "../../../policypack/graph/settings";
import { repository } from "../support/project";
import { type StandInAccount, standInSubject } from "./stand-in-subject";

const EXAMPLES = path.join(repository, "docs", "examples");
const THEIRS = "444455556666";
const KEY = `arn:aws:kms:eu-central-1:${THEIRS}:key/0f3c1d2e-1111-2222-3333-444455556666`;
const SECRET = `arn:aws:secretsmanager:eu-central-1:${THEIRS}:secret:billing/database-a1B2c3`;
const REPOSITORY = `arn:aws:ecr:eu-central-1:${THEIRS}:repository/billing`;
const TABLE = `arn:aws:dynamodb:eu-west-1:${THEIRS}:table/invoices`;
const BUCKET = "arn:aws:s3:::invoices-444455556666";
const EXECUTION = "arn:aws:iam::111122223333:role/billing-execution";

const allow = (Action: string | string[], more: object = {}) => ({
  Effect: "Allow",
  Principal: { AWS: EXECUTION },
  Action,
  Resource: "*",
  ...more,
});
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });

const PULL = allow(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]);
const GRANTED = {
  [KEY]: policy(allow("kms:Decrypt")),
  [SECRET]: policy(allow("secretsmanager:GetSecretValue")),
  [REPOSITORY]: policy(PULL),
};
const DECLARED: External[] = Object.entries(GRANTED).map(([resource, document]) => ({
  resource,
  policy: document,
}));

async function lines(account: StandInAccount, external?: External[]): Promise<Line[]> {
  const subject = await standInSubject(EXAMPLES, "other-account", account, external);
  const questions = [
    ...resourcePolicyQuestions(subject),
    ...organizationQuestions(subject),
    ...judgementQuestions(subject),
  ];
  return (await Promise.all(questions.map(answered))).flat();
}

const judged = (all: Line[]) => all.filter(({ check }) => check === "policy pack");
const on = (all: Line[], subject: string) =>
  all.find((line) => line.check === "resource policy" && line.subject.startsWith(subject));

describe("verify: policies that lie around the stack", () => {
  it("looks at whatever tasks reach", async () => {
    const all = await lines({ policies: GRANTED }, []);
    assert.deepEqual(
      all.filter(({ check }) => check === "resource policy").map(({ subject }) => subject),
      [
        `table invoices of account ${THEIRS}`,
        `repository billing of account ${THEIRS}`,
        `key 0f3c1d2e-1111-2222-3333-444455556666 of account ${THEIRS}`,
        "bucket invoices-444455556666",
        `secret billing/database of account ${THEIRS}`,
      ],
    );
  });

  it("judges by what stands there, declared or not", async () => {
    assert.deepEqual(
      judged(await lines({ policies: GRANTED }, [])).map(({ detail }) => detail),
      ["finds nothing"],
    );
    const live = { ...GRANTED, [SECRET]: policy(allow("secretsmanager:DescribeSecret")) };
    const without = judged(await lines({ policies: live }, DECLARED));
    assert.equal(without.length, 1);
    assert.equal(without[0]!.state, "failed");
    assert.match(
      without[0]!.detail,
      /ecs-task-can-start: role\/billing-execution may not read the secret .*the policy of the secret/,
    );
  });

  it("takes a resource of another account without policy for one that grants nothing", async () => {
    const others = { [KEY]: GRANTED[KEY], [REPOSITORY]: GRANTED[REPOSITORY] };
    const found = judged(await lines({ policies: others }, DECLARED));
    assert.match(
      found[0]?.detail ?? "",
      /may not read the secret .*the policy of the secret .* leaves it out/,
    );
  });

  it("goes by the declaration where it may not look, and says that it may not", async () => {
    const all = await lines({ policies: { ...GRANTED, [SECRET]: "denied" } }, DECLARED);
    assert.equal(on(all, "secret")?.state, "not-permitted");
    assert.match(on(all, "secret")?.detail ?? "", /secretsmanager:GetResourcePolicy/);
    assert.deepEqual(
      judged(all).map(({ state }) => state),
      ["proven"],
    );
  });

  it("does not take what another account hides for what is not there", async () => {
    const all = await lines({ policies: { ...GRANTED, [TABLE]: "absent", [BUCKET]: "absent" } });
    assert.equal(on(all, "table")?.state, "not-permitted");
    assert.equal(on(all, "bucket")?.state, "failed");
    assert.match(on(all, "bucket")?.detail ?? "", /there is no such bucket/);
  });

  it("names document and statement where the declaration differs", async () => {
    const live = { ...GRANTED, [KEY]: policy(allow("kms:Decrypt", { Sid: "Mine" }), allow("kms:Encrypt")) };
    const all = await lines({ policies: live }, DECLARED);
    assert.equal(on(all, "key")?.state, "failed");
    assert.match(on(all, "key")?.detail ?? "", /the account's Statement\[1\] is not declared: kms:Encrypt/);
    assert.equal(on(all, "secret")?.detail, "has a policy, as the pack's config declares");
  });

  it("holds a pattern against each resource that it is about", async () => {
    const pattern = { resource: `arn:aws:secretsmanager:eu-central-1:${THEIRS}:secret:billing/*` };
    const right = await lines({ policies: GRANTED }, [{ ...pattern, policy: GRANTED[SECRET] }]);
    assert.equal(on(right, "secret")?.detail, "has a policy, as the pack's config declares");
    const wrong = await lines({ policies: GRANTED }, [{ ...pattern, policy: null }]);
    assert.equal(on(wrong, "secret")?.state, "failed");
  });

  it("holds the declared policy of a function, a domain and an access point against the account's", async () => {
    const kinds = [
      `arn:aws:lambda:eu-central-1:${THEIRS}:function:price`,
      `arn:aws:es:eu-central-1:${THEIRS}:domain/search`,
      `arn:aws:s3:eu-central-1:${THEIRS}:accesspoint/reports`,
    ];
    const declared = kinds.map((resource) => ({ resource, policy: policy(allow("*")) }));
    const [same, others] = [{ ...GRANTED }, { ...GRANTED }] as Record<string, object>[];
    for (const each of kinds) [same![each], others![each]] = [policy(allow("*")), policy()];
    for (const subject of ["function price", "domain search", "access point reports"]) {
      const right = await lines({ policies: same }, [...DECLARED, ...declared]);
      assert.equal(on(right, subject)?.detail, "has a policy, as the pack's config declares", subject);
      const wrong = await lines({ policies: others }, [...DECLARED, ...declared]);
      assert.equal(on(wrong, subject)?.state, "failed", subject);
    }
  });

  it("says that it does not read some kinds", async () => {
    const resource = `arn:aws:events:eu-central-1:${THEIRS}:event-bus/shop`;
    const all = await lines({ policies: GRANTED }, [
      ...DECLARED,
      { resource, policy: policy(allow("events:PutEvents")) },
    ]);
    assert.equal(on(all, "resource shop")?.state, "not-permitted");
  });

  it("finds what another's policy withholds though IAM's simulator, which does not see it, allows it", async () => {
    const role = { arn: EXECUTION };
    const live = { ...GRANTED, [KEY]: policy(allow("kms:Encrypt")) };
    const account = {
      policies: live,
      principals: { "role/billing-execution": role, "role/billing-task": role },
    };
    const subject = await standInSubject(EXAMPLES, "other-account", account, DECLARED);
    const send = ({ input }: { input: { ActionNames: string[] } }) =>
      Promise.resolve({
        EvaluationResults: input.ActionNames.map((EvalActionName) => ({
          EvalActionName,
          EvalDecision: "allowed",
        })),
      });
    const questions = permissionQuestions({
      ...subject,
      live: { iam: { send } } as unknown as typeof subject.live,
    });
    const found = (await Promise.all(questions.map(answered))).flat();
    const execution = found.find((line) => line.subject === "role/billing-execution");
    assert.equal(execution?.state, "failed");
    assert.match(execution.detail, /may not kms:Decrypt on arn:aws:kms:.* \(resource-denied\)/);
  });

  const FULL = policy({ Effect: "Allow", Action: "*", Resource: "*" });
  const NO_KEYS = policy({ Sid: "NoKeys", Effect: "Deny", Action: "kms:*", Resource: "*" });
  const organization = (all: Line[]) => all.filter(({ check }) => check.startsWith("organization"));

  it("judges by the organization's policies where it may read them", async () => {
    const limits = { serviceControlPolicies: [[FULL], [FULL, NO_KEYS]], resourceControlPolicies: [] };
    const account = { policies: GRANTED, organization: "o-a1b2c3", organizationPolicies: limits };
    const undeclared = await lines(account, DECLARED);
    assert.match(organization(undeclared)[0]?.detail ?? "", /^3 in force/);
    assert.match(judged(undeclared)[0]?.detail ?? "", /may not decrypt .*"NoKeys"/);

    const declared = [...DECLARED, { organization: "o-a1b2c3", serviceControlPolicies: [[FULL], [FULL]] }];
    const differing = organization(await lines(account, declared));
    assert.deepEqual(
      differing.map(({ state }) => state),
      ["proven", "failed"],
    );
    assert.match(differing[1]!.detail, /Statement\[1\] "NoKeys" is not declared: a Deny of kms:\*/);

    const other = organization(await lines(account, [{ organization: "o-zzzzzz" }]));
    assert.match(
      other[0]!.detail,
      /is o-a1b2c3, and external\[0\]\.organization of ecs-task-can-start is o-zzzzzz/,
    );
  });

  it("tells that it may not read them, aside where nobody declares them", async () => {
    const account: StandInAccount = {
      policies: GRANTED,
      organization: "o-a1b2c3",
      organizationPolicies: "denied",
    };
    const [undeclared] = organization(await lines(account, DECLARED));
    assert.equal(undeclared?.state, "not-permitted");
    assert.equal(undeclared.isAside, true);
    const [declared] = organization(
      await lines(account, [...DECLARED, { serviceControlPolicies: [[FULL]] }]),
    );
    assert.equal(declared?.state, "not-permitted");
    assert.equal(declared.isAside, undefined);
  });
});
