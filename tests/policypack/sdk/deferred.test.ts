import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { policies } from "../../../policypack/policies";
import type { Stage } from "../../../policypack/sdk/stage";
import { Analyzer } from "../../support/analyzer";
import { judge } from "../../support/judge";
import type { Diagnostic, PackConfig } from "../../support/messages";
import { seeded } from "../../support/random";
import { shuffled } from "../../support/shuffled";
import * as s from "../../support/stacks";

const INLINE = "aws:iam/rolePolicy:RolePolicy";
const inline = (policy: unknown) => s.resource(INLINE, "data", { role: "app", name: "data", policy });

/** A document that the preview does not know, and what the update finds it to be. */
const open = [s.role("app"), inline(UNKNOWN)];
const wrong = [s.role("app"), inline(JSON.stringify(s.document(s.statement("iam:*"))))];

/** `policy level verdict` of each finding. */
function told(found: Diagnostic[]): string[] {
  return found.map(({ policy, level, message }) => [policy, level, verdictOf(message)].join(" "));
}

function verdictOf(message: string): string | undefined {
  return /finding: \S+ \((\w+)\)$/.exec(message)?.[1];
}

const judgeAt = (stage: Stage, resources: s.TestResource[], config: PackConfig = {}) =>
  judge(resources, config, policies, stage);

const DEFERRED = ["iam-policy-document advisory deferred"];
const UNPROVEN = ["iam-policy-document mandatory unproven"];
const strict = { unknowns: "strict" };

describe("The analyzer process that the engine starts", () => {
  const analyzers = new Map<Stage, Analyzer>();
  before(async () => {
    for (const stage of ["preview", "update", "unsaid"] as const)
      analyzers.set(stage, await Analyzer.start(undefined, stage));
  });
  after(() => analyzers.forEach((analyzer) => analyzer.kill()));

  async function judgedBy(stage: Stage, resources: s.TestResource[], config: PackConfig = {}) {
    const analyzer = analyzers.get(stage)!;
    await analyzer.configure(config);
    return await analyzer.preview(resources);
  }

  it("for a preview defers to the update what only that can know", async () => {
    const found = await judgedBy("preview", open);
    assert.deepEqual(told(found), DEFERRED);
    assert.equal(found[0]!.urn, open[1]!.urn);
    assert.match(found[0]!.message, /leaves open: .*data/);
    assert.match(found[0]!.message, /Judged then, before this resource is created .*: IAM policy documents/);
    assert.match(found[0]!.message, /stops the update/);
  });

  it("for a preview defers nothing that AWS alone could tell, though all is known", async () => {
    const table = `arn:aws:dynamodb:${s.REGION}:${s.ACCOUNT}:table/jobs`;
    const policy = s.document({
      Effect: "Deny",
      NotPrincipal: { AWS: `arn:aws:iam::${s.ACCOUNT}:root` },
      Action: "dynamodb:GetItem",
      Resource: table,
    });
    const stack = [
      s.role("app"),
      inline(JSON.stringify(s.document(s.statement("dynamodb:GetItem", table)))),
      s.resource("aws:dynamodb/resourcePolicy:ResourcePolicy", "jobs", {
        resourceArn: table,
        policy: JSON.stringify(policy),
      }),
    ];
    const required = [{ role: "app", actions: ["dynamodb:GetItem"], resources: [table] }];
    const found = told(await judgedBy("preview", stack, { "task-role-required-actions": { required } }));
    assert.deepEqual(found, ["task-role-required-actions mandatory unproven"]);
  });

  it("does so before it is configured, too", async () => {
    const analyzer = await Analyzer.start(undefined, "preview");
    try {
      assert.deepEqual(told(await analyzer.preview(open)), DEFERRED);
    } finally {
      analyzer.kill();
    }
  });

  it("for an update defers nothing", async () => {
    assert.deepEqual(told(await judgedBy("update", open)), UNPROVEN);
  });

  it("for neither defers nothing", async () => {
    assert.deepEqual(told(await judgedBy("unsaid", open)), UNPROVEN);
  });

  it("in the update judges what the preview deferred: before the resource is created, and on the stack", async () => {
    const found = await judgedBy("update", wrong);
    const mandatory = found.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
    assert.deepEqual(mandatory, ["pass-role-scoped", "no-privilege-escalation"]);
  });

  for (const policy of ["iam-policy-document", "image-pinned", "least-privilege"]) {
    it(`defers nothing where config asks ${policy} for strictness`, async () => {
      assert.deepEqual(told(await judgedBy("preview", open, { [policy]: strict })), UNPROVEN);
    });
  }

  it("takes up a configuration that asks for nothing of the kind", async () => {
    assert.deepEqual(told(await judgedBy("preview", open, { "image-pinned": strict })), UNPROVEN);
    assert.deepEqual(
      told(await judgedBy("preview", open, { "image-pinned": { unknowns: "deferred" } })),
      DEFERRED,
    );
  });

  it("does not take another word for strictness, and says so", async () => {
    const found = await judgedBy("preview", open, { "image-pinned": { unknowns: "lenient" } });
    const mistake = found.find(({ policy }) => policy === "image-pinned");
    assert.equal(mistake?.level, "mandatory");
    assert.match(mistake.message, /"lenient" for unknowns .*\n {2}to fix: .*one of "deferred", "strict"/);
  });
});

describe("At a preview", () => {
  it("what is violated whatever the unknown turns out to be is violated", async () => {
    const partly = inline(
      s.document(s.statement("iam:PassRole"), s.statement("s3:GetObject", UNKNOWN as never)),
    );
    const found = await judgeAt("preview", [s.role("app"), partly]);
    assert.ok(told(found).includes("pass-role-scoped mandatory violated"), told(found).join());
    assert.ok(told(found).includes(DEFERRED[0]!), told(found).join());
  });

  it("what the update will not know either is unproven", async () => {
    const required = [{ role: "app", actions: ["s3:GetObject"], resources: ["*"] }];
    const config = { "task-role-required-actions": { required } };
    const elsewhere = [s.role("app"), s.attachment("app", s.arnOf("policy", "Elsewhere"))];
    const found = told(await judgeAt("preview", elsewhere, config));
    assert.ok(found.includes("no-privilege-escalation mandatory unproven"), found.join());
    assert.deepEqual(found, told(await judgeAt("unsaid", elsewhere, config)));
  });

  it("a resource has one deferred finding, however much of it is not known", async () => {
    const task = s.taskDefinition("web", {
      containerDefinitions: UNKNOWN,
      family: UNKNOWN,
      cpu: UNKNOWN,
      memory: UNKNOWN,
      executionRoleArn: UNKNOWN,
      taskRoleArn: UNKNOWN,
    });
    const found = await judgeAt("preview", [s.role("app"), task]);
    assert.deepEqual(told(found), ["task-definition-valid advisory deferred"]);
    assert.ok(told(await judgeAt("update", [s.role("app"), task])).length > 1);
  });

  it("each resource has its own", async () => {
    const found = await judgeAt("preview", [
      s.role("app", { assumeRolePolicy: UNKNOWN }),
      s.role("other", { assumeRolePolicy: UNKNOWN }),
      inline(UNKNOWN),
    ]);
    assert.deepEqual(new Set(found.map(({ urn }) => urn)).size, 3);
    assert.deepEqual(new Set(told(found)), new Set(DEFERRED));
  });

  it("the order of the resources changes nothing", async () => {
    const stack = [
      s.role("app"),
      inline(UNKNOWN),
      s.role("web", { assumeRolePolicy: UNKNOWN }),
      s.attachment("web", UNKNOWN as never),
      s.taskDefinition("web", { containerDefinitions: UNKNOWN, taskRoleArn: s.arnOf("role", "web") }),
    ];
    const messages = (found: Diagnostic[]) => found.map(({ message }) => message).sort();
    const inOrder = messages(await judgeAt("preview", stack));
    const random = seeded(11);
    for (let run = 0; run < 5; run++)
      assert.deepEqual(messages(await judgeAt("preview", shuffled(random, stack))), inOrder);
  });

  it("a rule on the stack does not say again what a rule on a resource has said is open", async () => {
    const required = [{ role: "app", actions: ["s3:GetObject"], resources: ["*"] }];
    const config = { "task-role-required-actions": { required } };
    assert.deepEqual(told(await judgeAt("preview", open, config)), DEFERRED);
    assert.equal(told(await judgeAt("update", open, config)).length, 2);
  });

  it("a rule on the stack says that it judges at the end of the update", async () => {
    const attached = [s.role("app"), s.attachment("app", UNKNOWN as never)];
    const [found, ...others] = await judgeAt("preview", attached);
    assert.deepEqual([told([found!]), others], [["no-privilege-escalation advisory deferred"], []]);
    assert.match(found!.message, /Judged then, at the end of the update: /);
  });
});

describe("Exemptions and deferred findings", () => {
  const idOf = (found: Diagnostic[]) => /finding: (\S+)/.exec(found[0]?.message ?? "")![1]!;
  const exempt = (id: string, expires = "2999-12-31") => ({
    exemptions: [{ id, reason: "being replaced", owner: "platform", expires }],
  });

  it("an exemption of the finding that is open holds at the preview as in the update", async () => {
    const config = { "iam-policy-document": exempt(idOf(await judgeAt("update", open))) };
    for (const stage of ["preview", "update"] as const) {
      const found = (await judgeAt(stage, open, config)).filter(({ policy }) => policy in config);
      assert.deepEqual(told(found), ["iam-policy-document advisory unproven"]);
      assert.match(found[0]!.message, /^Unproven, and exempted by platform/);
    }
  });

  it("an exemption that has expired fails at the preview already", async () => {
    const config = { "iam-policy-document": exempt(idOf(await judgeAt("update", open)), "2020-01-01") };
    const found = told(await judgeAt("preview", open, config));
    assert.ok(found.includes("iam-policy-document mandatory violated"), found.join());
  });

  it("a deferred finding that is exempted stays, and says who accepts it", async () => {
    const config = { "iam-policy-document": exempt(idOf(await judgeAt("preview", open))) };
    const found = (await judgeAt("preview", open, config)).filter(({ policy }) => policy in config);
    assert.deepEqual(told(found), DEFERRED);
    assert.match(found[0]!.message, /^Deferred, and exempted by platform/);
  });

  it("an exemption is not called unused while what it may be of is deferred", async () => {
    const escalation = (await judgeAt("update", wrong)).filter(
      ({ policy }) => policy === "no-privilege-escalation",
    );
    const config = { "no-privilege-escalation": exempt(idOf(escalation)) };
    const attached = [s.role("app"), s.attachment("app", UNKNOWN as never)];
    assert.deepEqual(told(await judgeAt("preview", attached, config)), [
      "no-privilege-escalation advisory deferred",
    ]);
    const known = await judgeAt("preview", [s.role("app")], config);
    assert.match(known[0]!.message, /matches no finding any more/);
  });
});
