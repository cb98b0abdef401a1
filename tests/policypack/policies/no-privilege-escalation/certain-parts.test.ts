import assert from "node:assert/strict";
import { noPrivilegeEscalation } from "../../../../policypack/policies/no-privilege-escalation";
import { judge } from "../../../support/judge";
import type { Diagnostic, PackConfig } from "../../../support/messages";
import * as s from "../../../support/stacks";

const SETTINGS = { account: s.ACCOUNT, region: s.REGION, partition: "aws", scope: "all" };
const config = { [noPrivilegeEscalation.name]: SETTINGS } as PackConfig;
const UNKNOWN = s.unknown() as never;

const atPreview = (resources: s.TestResource[]): Promise<Diagnostic[]> =>
  judge(resources, config, [noPrivilegeEscalation], "preview");
const user = (name: string, tags?: Record<string, string>) =>
  s.resource("aws:iam/user:User", name, { name, ...(tags && { tags }) });
const userDocument = (policy: unknown, name = "ann") =>
  s.resource("aws:iam/userPolicy:UserPolicy", name, { user: name, name, policy });
const text = (found: Diagnostic[]) => found.map(({ message }) => message).join("\n");

describe("no-privilege-escalation, of a statement that is unknown in part", () => {
  const certain: [string, object][] = [
    ["one action of the list is known", s.statement(["iam:PutUserPolicy", UNKNOWN])],
    ["one resource of the list is known", s.statement("iam:PutUserPolicy", ["*", UNKNOWN])],
    ["both are known in part", s.statement([UNKNOWN, "iam:*"], [UNKNOWN, s.arnOf("user", "ann")])],
    ["its Sid is not known", s.statement("iam:PutUserPolicy", ["*", UNKNOWN], { Sid: "Own" })],
  ];
  for (const [title, statement] of certain) {
    it(`finds what is certain: ${title}`, async () => {
      const found = await atPreview([user("ann"), userDocument(s.document(statement))]);
      assert.equal(found.length, 1, text(found));
      assert.equal(found[0]!.level, "mandatory");
      assert.match(found[0]!.message, /^user\/ann can raise its own rights[^]*\(violated\)/);
    });
  }

  const open: [string, object][] = [
    ["no action is known", s.statement([UNKNOWN])],
    ["no resource is known", s.statement("iam:PutUserPolicy", UNKNOWN)],
    ["what is known raises nothing", s.statement(["s3:GetObject", UNKNOWN])],
    [
      "a condition is not known",
      s.statement(["iam:PutUserPolicy", UNKNOWN], "*", {
        Condition: { StringEquals: { "aws:RequestTag/x": UNKNOWN } },
      }),
    ],
    ["its exceptions are not known", { Effect: "Allow", NotAction: ["s3:*", UNKNOWN], Resource: "*" }],
  ];
  for (const [title, statement] of open) {
    it(`leaves to the update what is not: ${title}`, async () => {
      const found = await atPreview([user("ann"), userDocument(s.document(statement))]);
      assert.deepEqual(
        found.map(({ level }) => level),
        ["advisory"],
        text(found),
      );
      assert.match(found[0]!.message, /\(deferred\)/);
    });
  }

  it("says nothing of what a Deny beside it refuses", async () => {
    const document = s.document(
      s.statement(["iam:PutUserPolicy", UNKNOWN], s.arnOf("user", "ann")),
      s.deny("iam:*"),
    );
    assert.doesNotMatch(text(await atPreview([user("ann"), userDocument(document)])), /\(violated\)/);
  });
});

describe("no-privilege-escalation, of rights that hang on a tag of the user", () => {
  const tagged = (key: string, actions: string | string[] = "iam:AttachUserPolicy") =>
    s.statement(actions, "*", { Condition: { StringEquals: { [key]: "yes" } } });
  const saidOf = async (tags: Record<string, string> | undefined, ...statements: object[]) =>
    text(await atPreview([user("ann", tags), userDocument(JSON.stringify(s.document(...statements)))]));

  for (const key of ["aws:ResourceTag/managed", "iam:ResourceTag/managed"]) {
    it(`is silent where it lacks the tag: ${key}`, async () => {
      assert.equal(await saidOf(undefined, tagged(key)), "");
      assert.equal(await saidOf({ managed: "no" }, tagged(key, ["iam:PutUserPolicy"])), "");
    });

    it(`reports it where it has the tag, or may give it itself: ${key}`, async () => {
      assert.match(await saidOf({ Managed: "yes" }, tagged(key)), /attach any policy to itself[^]*violated/);
      const tagging = s.statement("iam:TagUser", s.arnOf("user", "ann"));
      assert.match(await saidOf(undefined, tagged(key), tagging), /attach any policy to itself/);
    });

    it(`reports what it may do to others by theirs: ${key}`, async () => {
      assert.match(await saidOf(undefined, tagged(key, "iam:CreateAccessKey")), /access keys of another/);
    });
  }
});

describe("no-privilege-escalation says whose rights are raised", () => {
  const trusting = s.role("admin", {
    assumeRolePolicy: JSON.stringify(
      s.document({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: s.arnOf("user", "ann") },
      }),
    ),
  });

  it("those of whoever assumes the role", async () => {
    const found = text(
      await atPreview([
        user("ann"),
        trusting,
        s.rolePolicy("admin", "own", [s.statement("iam:AttachUserPolicy", s.arnOf("user", "ann"))]),
      ]),
    );
    assert.match(found, /^Whoever assumes role\/admin can raise their own rights by it/);
    assert.match(found, /attach any policy to a user that may assume it/);
  });

  it("the role's own", async () => {
    const found = text(
      await atPreview([trusting, s.rolePolicy("admin", "own", [s.statement("iam:PutRolePolicy")])]),
    );
    assert.match(found, /^role\/admin can raise its own rights: it can write any inline policy/);
  });
});
