import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { foreignResources, otherAccountFiles } from "../../../commands/export/other-accounts";
import { otherAccountsSection } from "../../../commands/export/request-other-accounts";
import { judgementQuestions } from "../../../commands/verify/checks/judgement";
import { permissionQuestions } from "../../../commands/verify/checks/permissions";
import { answered } from "../../../commands/verify/question";
import type { StackConfig } from "../../../components/config";
import { readDocument } from "../../../policypack/evaluation/reading/read-document";
import type { StackModel } from "../../../policypack/graph/types";
import { repository, runCommand } from "../support/project";
import { standInSubject } from "../verify/stand-in-subject";

const EXAMPLES = path.join(repository, "docs", "examples");
const THEIRS = "444455556666";
const ROLE = "arn:aws:iam::111122223333:role/app";

interface Written {
  account: string;
  resources: { resource: string; policyOf: string; addStatements: Record<string, unknown>[] }[];
}

/** What is asked for on behalf of principals that hold these statements. */
function asked(holders: Record<string, object[]>, buckets: object[] = []): Written[] {
  const principals = Object.entries(holders).map(([arn, Statement]) => ({
    arn,
    documents: [
      {
        name: "own",
        kind: "customer-managed",
        reading: readDocument({ Version: "2012-10-17", Statement }, "identity"),
      },
    ],
  }));
  const tasks = [{ taskRole: { access: { buckets } } }];
  const config = { accountId: "111122223333", partition: "aws", tasks } as unknown as StackConfig;
  const found = foreignResources({ principals } as unknown as StackModel, config);
  return otherAccountFiles(found).map(({ content }) => JSON.parse(content) as Written);
}

const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const theirs = (service: string, resource: string, account = THEIRS) =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}`;

describe("export: what other accounts must allow", () => {
  it("asks for what the stack's own policies grant, and for nothing within the account", () => {
    const own = theirs("sqs", "jobs", "111122223333");
    const queue = theirs("sqs", "jobs");
    const [written, ...others] = asked({ [ROLE]: [allow("sqs:SendMessage", [own, queue, "*"])] });
    assert.deepEqual(others, []);
    assert.deepEqual(written, {
      account: THEIRS,
      resources: [
        {
          resource: queue,
          policyOf: "queue",
          addStatements: [
            { Effect: "Allow", Principal: { AWS: ROLE }, Action: "sqs:SendMessage", Resource: queue },
          ],
        },
      ],
    });
  });

  const KINDS: Record<string, [action: string, resource: string, carrier: string, named: unknown]> = {
    "a key": ["kms:Decrypt", theirs("kms", "key/k"), theirs("kms", "key/k"), "*"],
    "a secret": [
      "secretsmanager:GetSecretValue",
      theirs("secretsmanager", "secret:db-AbCdEf"),
      theirs("secretsmanager", "secret:db-AbCdEf"),
      "*",
    ],
    "a repository": [
      "ecr:BatchGetImage",
      theirs("ecr", "repository/r"),
      theirs("ecr", "repository/r"),
      undefined,
    ],
    "an index of a table": [
      "dynamodb:Query",
      theirs("dynamodb", "table/t/index/*"),
      theirs("dynamodb", "table/t"),
      theirs("dynamodb", "table/t/index/*"),
    ],
    "a topic": ["sns:Publish", theirs("sns", "t"), theirs("sns", "t"), theirs("sns", "t")],
    "a stream": [
      "kinesis:GetRecords",
      theirs("kinesis", "stream/s"),
      theirs("kinesis", "stream/s"),
      theirs("kinesis", "stream/s"),
    ],
  };
  for (const [title, [action, resource, carrier, named]] of Object.entries(KINDS)) {
    it(`names the resource as the policy of ${title} does`, () => {
      const [written] = asked({ [ROLE]: [allow(action, resource)] });
      assert.equal(written?.resources[0]?.resource, carrier);
      assert.deepEqual(written.resources[0].addStatements[0]?.Resource, named);
    });
  }

  it("is one statement for principals with the same rights, and keeps conditions", () => {
    const Condition = { StringEquals: { "kms:ViaService": ["secretsmanager.eu-west-1.amazonaws.com"] } };
    const key = theirs("kms", "key/k");
    const [written] = asked({
      [`${ROLE}-b`]: [allow("kms:Decrypt", key, { Condition })],
      [ROLE]: [allow(["kms:Decrypt"], [key], { Condition })],
    });
    assert.deepEqual(written?.resources[0]?.addStatements, [
      {
        Effect: "Allow",
        Principal: { AWS: [ROLE, `${ROLE}-b`] },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
      },
    ]);
  });

  it("knows a bucket's account from config alone", () => {
    const statements = [
      allow("s3:ListBucket", "arn:aws:s3:::data"),
      allow(["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::data/*"),
    ];
    assert.deepEqual(asked({ [ROLE]: statements }, [{ name: "data" }]), []);
    for (const name of ["data", "arn:aws:s3:::data"]) {
      const [written] = asked({ [ROLE]: statements }, [{ name, account: THEIRS }]);
      assert.deepEqual(
        written?.resources[0]?.addStatements.map(({ Action, Resource }) => [Action, Resource]),
        [
          ["s3:ListBucket", "arn:aws:s3:::data"],
          ["s3:GetObject", "arn:aws:s3:::data/*"],
        ],
      );
    }
  });

  const NOTHING: Record<string, object[]> = {
    "a Deny": [{ ...allow("sqs:*", theirs("sqs", "q")), Effect: "Deny" }],
    "what names no account": [allow("sqs:SendMessage", "arn:aws:sqs:*:*:q")],
    "what carries no policy": [allow("sts:AssumeRole", `arn:aws:iam::${THEIRS}:role/x`)],
    "all but some": [{ Effect: "Allow", Action: "sqs:*", NotResource: theirs("sqs", "q") }],
    "what takes no such resource": [allow("s3:GetObject", theirs("sqs", "q"))],
  };
  for (const [title, statements] of Object.entries(NOTHING)) {
    it(`asks nothing for ${title}`, () => assert.deepEqual(asked({ [ROLE]: statements }), []));
  }

  it("has a file and a section for each account, and none where there is none", () => {
    assert.deepEqual(otherAccountsSection([]), []);
    const written = asked({
      [ROLE]: [allow("sqs:SendMessage", [theirs("sqs", "q"), theirs("sqs", "q", "777788889999")])],
    });
    assert.deepEqual(
      written.map(({ account }) => account),
      [THEIRS, "777788889999"],
    );
  });

  describe("of the example stack", () => {
    let root: string;
    before(async () => {
      root = fs.mkdtempSync(path.join(os.tmpdir(), "other-account-"));
      fs.cpSync(EXAMPLES, root, { recursive: true });
      const { status, stderr } = await runCommand(["export", "--cwd", root, "--stack", "other-account"]);
      assert.equal(status, 0, stderr);
    });
    after(() => fs.rmSync(root, { recursive: true }));

    const file = () => path.join(root, "infrastructure", "other-account", `for-account-${THEIRS}.json`);

    it("is just what the pack finds missing: with it in place nothing is", async () => {
      const { resources } = JSON.parse(fs.readFileSync(file(), "utf8")) as Written;
      const policies = Object.fromEntries(
        resources.map(({ resource, addStatements }) => [
          resource,
          { Version: "2012-10-17", Statement: addStatements },
        ]),
      );
      const refusals = async (live: Record<string, object>) => {
        const role = { arn: ROLE };
        const principals = { "role/billing-execution": role, "role/billing-task": role };
        const subject = await standInSubject(EXAMPLES, "other-account", { policies: live, principals }, []);
        const send = ({ input }: { input: { ActionNames: string[] } }) =>
          Promise.resolve({
            EvaluationResults: input.ActionNames.map((EvalActionName) => ({
              EvalActionName,
              EvalDecision: "allowed",
            })),
          });
        const simulated = { ...subject, live: { iam: { send } } as unknown as typeof subject.live };
        const questions = [...judgementQuestions(simulated), ...permissionQuestions(simulated)];
        return (await Promise.all(questions.map(answered))).flat().filter(({ state }) => state !== "proven");
      };
      assert.deepEqual(await refusals(policies), []);
      for (const resource of Object.keys(policies)) {
        // A bucket's ARN does not tell its account, so that the pack takes it for the stack's own.
        if (resource.includes(":s3:")) continue;
        const { [resource]: left, ...others } = policies;
        assert.ok(left && (await refusals(others)).length > 0, resource);
      }
    });

    it("is asked for in the request", () => {
      const request = fs.readFileSync(path.join(path.dirname(file()), "REQUEST.md"), "utf8");
      assert.match(
        request,
        /## Other accounts[\s\S]*### Account 444455556666[\s\S]*`for-account-444455556666\.json`/,
      );
      assert.match(request, /- key `arn:aws:kms:/);
    });

    it("is held against what is committed", async () => {
      const check = () => runCommand(["check", "--cwd", root, "--stack", "other-account"]);
      assert.equal((await check()).status, 0);
      fs.writeFileSync(file(), fs.readFileSync(file(), "utf8").replace("kms:Decrypt", "kms:Encrypt"));
      const stale = await check();
      assert.equal(stale.status, 1);
      assert.match(stale.stdout, /for-account-444455556666\.json/);
    });
  });
});
