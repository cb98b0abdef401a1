import assert from "node:assert/strict";
import { policies } from "../../../policypack/policies";
import type { Stage } from "../../../policypack/sdk/stage";
import { judge } from "../../support/judge";
import * as s from "../../support/stacks";

const lost = JSON.stringify(s.document({ Effect: "Allow", Action: "dynamodb:GetItem" }));
const inline = (role: unknown) =>
  s.resource("aws:iam/rolePolicy:RolePolicy", "data", { role, name: "data", policy: lost });
const managed = s.resource("aws:iam/policy:Policy", "data", { name: "data", policy: lost });
const table = s.withOutputs(s.resource("aws:dynamodb/table:Table", "jobs", { name: "jobs" }), {
  arn: s.unknown(),
});

async function told(stage: Stage, resources: s.TestResource[], config = {}): Promise<string[]> {
  const found = await judge(resources, config, policies, stage);
  return found.map(({ policy, level, message }) =>
    [policy, level, /\((\w+)\)$/.exec(message)?.[1]].join(" "),
  );
}

const DEFERRED = ["iam-policy-document advisory deferred"];
const VIOLATED = "iam-policy-document mandatory violated";
const role = s.role("app");
const known = s.attachment("app", s.arnOf("policy", "base"), "attached");
const base = s.policy("base", [s.statement("s3:GetObject", "arn:aws:s3:::b/*")]);

describe("What Python's synchronous get_policy_document lost", () => {
  it("is deferred at a preview that does not know everything", async () => {
    assert.deepEqual(await told("preview", [role, table, inline(s.outputOf(role))]), DEFERRED);
  });

  it("is deferred where nothing unknown was seen yet, nor any output that is known", async () => {
    assert.deepEqual(await told("preview", [table, managed]), DEFERRED);
  });

  it("is none where the preview knows everything: a statement without Resource is malformed", async () => {
    const found = await told("preview", [role, base, known, inline("app")]);
    assert.ok(found.includes(VIOLATED), found.join());
  });

  for (const stage of ["update", "unsaid"] as const) {
    it(`is malformed where it is not a preview: ${stage}`, async () => {
      const found = await told(stage, [role, table, inline(s.outputOf(role))]);
      assert.ok(found.includes(VIOLATED), found.join());
    });
  }

  it("is malformed where config asks for strictness", async () => {
    const strict = { "image-pinned": { unknowns: "strict" } };
    const found = await told("preview", [role, table, inline(s.outputOf(role))], strict);
    assert.ok(found.includes(VIOLATED), found.join());
  });
});
