import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Subject } from "../../../../commands/verify/subject";
import {
  type Written,
  withDeclarations,
  writeExternal,
} from "../../../../commands/verify/write/write-external";
import { writtenText } from "../../../../commands/verify/write/written-text";
import { repository } from "../../support/project";
import { type StandInAccount, standInSubject } from "../stand-in-subject";

const KEY = "arn:aws:kms:eu-central-1:444455556666:key/0f3c1d2e-1111-2222-3333-444455556666";
const TABLE = "arn:aws:dynamodb:eu-west-1:444455556666:table/invoices";
const BUCKET = "arn:aws:s3:::invoices-444455556666";
const policy = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action, Resource: "*" },
  ],
});

describe("verify --write", () => {
  let root: string;
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "written-"));
    for (const name of ["Pulumi.yaml", "Pulumi.other-account.yaml", "policypack"])
      fs.cpSync(path.join(repository, "docs", "examples", name), path.join(root, name), { recursive: true });
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  const file = () => path.join(root, "policypack", "config", "other-account.json");
  const config = () =>
    JSON.parse(fs.readFileSync(file(), "utf8")) as Record<string, { external: Record<string, unknown>[] }>;

  async function write(account: StandInAccount): Promise<{ subject: Subject; written: Written }> {
    const subject = await standInSubject(root, "other-account", account);
    return { subject, written: await writeExternal(root, subject) };
  }

  it("writes what the account has, leaves all else, and has nothing to write then", async () => {
    const declared = config()["ecs-task-can-start"]!.external;
    const [repositoryEntry, secretEntry] = declared as { resource: string; policy: object }[];
    const account: StandInAccount = {
      policies: {
        [repositoryEntry!.resource]: repositoryEntry!.policy,
        [secretEntry!.resource]: secretEntry!.policy,
        [KEY]: policy("kms:*"),
        [TABLE]: policy("dynamodb:GetItem"),
        [BUCKET]: policy("s3:GetObject"),
      },
      organization: "o-a1b2c3",
      organizationPolicies: "denied",
    };
    const { subject, written } = await write(account);
    const entries = config()["ecs-task-can-start"]!.external;
    assert.deepEqual(entries.slice(0, 2), declared.slice(0, 2));
    assert.deepEqual(entries[2], { resource: KEY, policy: policy("kms:*") });
    assert.deepEqual(entries.slice(3), [
      { resource: TABLE, policy: policy("dynamodb:GetItem") },
      { resource: BUCKET, policy: policy("s3:GetObject") },
      { organization: "o-a1b2c3" },
    ]);
    const text = writtenText(subject, written);
    assert.match(text, /^- +"Action": "kms:Decrypt",/m);
    assert.match(text, /^\+ +"Action": "kms:\*",/m);
    assert.match(
      text,
      /not written: the organization of account 111122223333: these credentials may not look: organizations:/,
    );
    assert.ok(written.refused.every(({ isAside }) => isAside));

    const again = await write(account);
    assert.equal(again.written.after, again.written.before);
    assert.match(writtenText(again.subject, again.written), /nothing was written/);
  });

  it("says that another account's resource has no policy, and that what it may not read is not written", async () => {
    const { written } = await write({ policies: { [KEY]: "denied", [BUCKET]: "absent" } });
    const entries = config()["ecs-task-can-start"]!.external;
    assert.deepEqual(
      entries.find(({ resource }) => resource === TABLE),
      { resource: TABLE, policy: null },
    );
    assert.ok(entries.some(({ resource, policy: kept }) => resource === KEY && kept !== null));
    assert.deepEqual(
      written.refused.map(({ what, why }) => `${what}: ${why}`),
      [
        "key 0f3c1d2e-1111-2222-3333-444455556666 of account 444455556666: these credentials may not look: kms:GetKeyPolicy",
        "bucket invoices-444455556666: it is not there (s3:GetBucketPolicy)",
      ],
    );
  });

  it("brings a declared principal up to date, in the words and order in which it is declared", async () => {
    const kept = JSON.stringify(policy("s3:GetObject"));
    const trust = policy("sts:AssumeRole");
    fs.writeFileSync(
      file(),
      JSON.stringify({
        "task-role-access": {
          external: [
            {
              principal: "role/shared",
              tags: { team: "a" },
              awsManagedPolicies: ["ReadOnlyAccess", "AmazonECSTaskExecutionRolePolicy"],
              documents: [policy("gone:Action"), kept],
            },
          ],
        },
      }),
    );
    const { written } = await write({
      principals: {
        "role/shared": {
          arn: "arn:aws:iam::111122223333:role/shared",
          trust,
          boundary: "arn:aws:iam::111122223333:policy/limit",
          attached: [
            "arn:aws:iam::111122223333:policy/own",
            "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
          ],
          inline: { reading: policy("s3:GetObject") },
        },
      },
      managed: {
        "arn:aws:iam::111122223333:policy/own": policy("sqs:*"),
        "arn:aws:iam::111122223333:policy/limit": policy("*"),
      },
    });
    const [shared] = config()["task-role-access"]!.external;
    assert.deepEqual(shared, {
      principal: "role/shared",
      tags: { team: "a" },
      awsManagedPolicies: ["AmazonECSTaskExecutionRolePolicy"],
      documents: [kept, policy("sqs:*")],
      trust,
      boundary: policy("*"),
    });
    assert.deepEqual(written.refused, []);
  });

  it("writes organization policies into the entry that has them", async () => {
    fs.writeFileSync(
      file(),
      JSON.stringify({
        "ecs-task-can-start": {
          external: [{ organization: "o-old123", serviceControlPolicies: [[policy("a:B")]] }],
        },
      }),
    );
    await write({
      organization: "o-a1b2c3",
      organizationPolicies: {
        serviceControlPolicies: [[policy("*")]],
        resourceControlPolicies: [policy("s3:*")],
      },
    });
    const [first, ...rest] = config()["ecs-task-can-start"]!.external;
    assert.deepEqual(first, { organization: "o-a1b2c3", serviceControlPolicies: [[policy("*")]] });
    assert.ok(
      rest.some(
        (entry) => JSON.stringify(entry) === JSON.stringify({ resourceControlPolicies: [policy("s3:*")] }),
      ),
    );
  });

  describe("where there is no list yet", () => {
    const external = { resource: BUCKET, policy: null };
    const PLACES: Record<string, [text: string, after: unknown]> = {
      "no file": ["", { "ecs-task-can-start": { external: [external] } }],
      "a level alone": [
        '{ "ecs-task-can-start": "advisory" }',
        { "ecs-task-can-start": { enforcementLevel: "advisory", external: [external] } },
      ],
      "other settings": [
        '{ "ecs-task-can-start": { "executeCommand": ["a"] }, "image-pinned": "mandatory" }',
        {
          "ecs-task-can-start": { executeCommand: ["a"], external: [external] },
          "image-pinned": "mandatory",
        },
      ],
      "a list under another policy": [
        '{ "task-role-access": { "external": [] } }',
        { "task-role-access": { external: [external] } },
      ],
    };
    for (const [title, [text, after]] of Object.entries(PLACES)) {
      it(`makes one: ${title}`, () =>
        assert.deepEqual(JSON.parse(withDeclarations(text, [{ external }])), after));
    }
  });
});
