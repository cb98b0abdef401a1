import assert from "node:assert/strict";
import { Analyzer } from "../../support/analyzer";
import { judge } from "../../support/judge";
import type { Diagnostic, PackConfig } from "../../support/messages";
import * as s from "../../support/stacks";

const TABLE = "arn:aws:dynamodb:ap-northeast-2:618574523116:table/orders";
const REQUIRED = [{ role: "shared", actions: ["dynamodb:GetItem"], resources: [TABLE] }];

/** A role that the stack only attaches a policy to. */
const stack = [
  s.role("own"),
  s.policy("Logs", [s.statement("logs:PutLogEvents", "arn:aws:logs:*:*:log-group:/app:log-stream:*")]),
  s.attachment("shared", s.arnOf("policy", "Logs")),
];
const external = (actions: string | string[]) => [
  { principal: "role/shared", documents: [s.document(s.statement(actions, TABLE))] },
];

function of(policy: string, found: Diagnostic[]): string[] {
  return found.filter((each) => each.policy === policy).map(({ message }) => message);
}

describe("A principal that is managed elsewhere", () => {
  const needs = async (config: PackConfig) =>
    of(
      "task-role-required-actions",
      await judge(stack, { ...config, "task-role-required-actions": { required: REQUIRED } }),
    );

  it("is not known to have what nobody declares", async () => {
    assert.equal((await needs({})).length, 1);
  });

  it("is declared once for all policies, under any on the stack", async () => {
    for (const policy of ["ecs-task-can-start", "no-privilege-escalation", "least-privilege"]) {
      assert.deepEqual(await needs({ [policy]: { external: external("dynamodb:GetItem") } }), [], policy);
    }
  });

  it("is declared under a policy that is disabled, too", async () => {
    const config = { enforcementLevel: "disabled", external: external("dynamodb:GetItem") };
    assert.deepEqual(await needs({ "least-privilege": config }), []);
  });

  it("is what a policy's own config says where others say otherwise", async () => {
    const own = { required: REQUIRED, external: external("dynamodb:Query") };
    const others = { external: external("dynamodb:GetItem") };
    const found = await judge(stack, { "task-role-required-actions": own, "ecs-task-can-start": others });
    assert.equal(of("task-role-required-actions", found).length, 1);
  });

  it("is declared for each by another policy", async () => {
    const queue = [
      { principal: "role/own", documents: [s.document(s.statement("dynamodb:GetItem", TABLE))] },
    ];
    const required = [...REQUIRED, { ...REQUIRED[0]!, role: "own" }];
    const found = await judge(stack, {
      "task-role-required-actions": { required },
      "ecs-task-can-start": { external: external("dynamodb:GetItem") },
      "iam-quotas": { external: queue },
    });
    assert.deepEqual(of("task-role-required-actions", found), []);
  });

  it("is judged by every policy as declared", async () => {
    const config = { "iam-quotas": { external: external("iam:*") } };
    assert.equal(of("least-privilege", await judge(stack, config)).length, 0);
    const raising = [{ principal: "role/shared", documents: [s.document(s.statement("iam:*"))] }];
    assert.equal(
      of("no-privilege-escalation", await judge(stack, { "iam-quotas": { external: raising } })).length,
      1,
    );
  });

  it("is not declared by what is not allowed there, which is reported where it stands", async () => {
    const wrong = [{ principal: "shared", documents: [] }, ...external("dynamodb:GetItem")];
    const config = { "ecs-task-can-start": { external: wrong } };
    assert.equal((await needs(config)).length, 1);
    assert.match(
      of("ecs-task-can-start", await judge(stack, config))[0]!,
      /"shared" for external\[0\]\.principal/,
    );
  });

  it("is not declared under a policy on resources, which knows no such key", async () => {
    const config = { "iam-policy-document": { external: external("dynamodb:GetItem") } };
    assert.equal((await needs(config)).length, 1);
    assert.match(of("iam-policy-document", await judge(stack, config))[0]!, /knows no such key/);
  });

  it("is declared once for the analyzer process", async () => {
    const analyzer = await Analyzer.start();
    try {
      const required = { "task-role-required-actions": { required: REQUIRED } };
      await analyzer.configure({ ...required, "iam-quotas": { external: external("dynamodb:GetItem") } });
      assert.deepEqual(of("task-role-required-actions", await analyzer.preview(stack)), []);
      await analyzer.configure(required);
      assert.equal(of("task-role-required-actions", await analyzer.preview(stack)).length, 1);
    } finally {
      analyzer.kill();
    }
  });
});
