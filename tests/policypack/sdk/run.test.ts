import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { policies } from "../../../policypack/policies";
import { finding } from "../../../policypack/findings/finding";
import type { SharedCause } from "../../../policypack/findings/shared-causes";
import { packOf } from "../../../policypack/sdk/configured-pack";
import { Run } from "../../../policypack/sdk/run";
import { Analyzer } from "../../support/analyzer";
import { judge, judgeResource, judgeStack } from "../../support/judge";
import type { Diagnostic, PackConfig } from "../../support/messages";
import * as s from "../../support/stacks";

/** Which policies speak at mandatory level. */
function loud(found: Diagnostic[]): string[] {
  return found.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
}

const idOf = (found: Diagnostic | undefined) => /finding: (\S+)/.exec(found?.message ?? "")![1]!;
const exempted = (id: string) => ({
  exemptions: [{ id, reason: "it is being replaced", owner: "platform", expires: "2999-12-31" }],
});

describe("A document that is not known", () => {
  const inline = s.resource("aws:iam/rolePolicy:RolePolicy", "data", {
    role: "app",
    name: "data",
    policy: UNKNOWN,
  });
  const stack = [s.role("app"), inline];
  const partly = s.resource(inline.type, "data", {
    role: "app",
    name: "data",
    policy: s.document(s.statement("iam:*", UNKNOWN as never)),
  });
  const [SPEAKS, ...OTHERS] = ["iam-policy-document", "pass-role-scoped", "no-privilege-escalation"] as const;

  it("is reported once", async () => {
    const found = await judge(stack);
    assert.deepEqual(loud(found), [SPEAKS]);
    assert.match(found[0]!.message, /data .* is unknown at preview/);
  });

  it("in part is reported once", async () => {
    assert.deepEqual(loud(await judge([s.role("app"), partly])), [SPEAKS]);
  });

  it("as a trust policy is reported once", async () => {
    assert.deepEqual(loud(await judge([s.role("app", { assumeRolePolicy: UNKNOWN })])), [SPEAKS]);
  });

  it("that IAM would refuse is reported once", async () => {
    const malformed = s.resource(inline.type, "data", { role: "app", name: "data", policy: "{" });
    assert.deepEqual(loud(await judge([s.role("app"), malformed])), [SPEAKS]);
  });

  describe("is left to nobody that does not report it at mandatory level:", () => {
    let exemption: PackConfig[string];
    before(async () => {
      exemption = exempted(idOf((await judgeResource(inline, {}))[0]));
    });

    const silenced: [string, () => PackConfig[string]][] = [
      ["disabled", () => "disabled"],
      ["advisory", () => "advisory"],
      ["advisory among other keys", () => ({ enforcementLevel: "advisory", newActions: ["a:b"] })],
      ["exempted", () => exemption],
    ];
    for (const [title, config] of silenced) {
      it(title, async () => assert.deepEqual(loud(await judge(stack, { [SPEAKS]: config() })), OTHERS));
    }

    it("a policy that is not in the pack", async () => {
      const rest = policies.filter(({ name }) => name !== SPEAKS);
      assert.deepEqual(loud(await judge(stack, {}, rest)), OTHERS);
    });

    it("a trust policy, disabled", async () => {
      const role = s.role("app", { assumeRolePolicy: UNKNOWN });
      assert.deepEqual(loud(await judge([role], { [SPEAKS]: "disabled" })), [
        "ecs-task-trust",
        "role-trust-scoped",
      ]);
    });

    it("a part of a document, disabled", async () => {
      assert.deepEqual(loud(await judge([s.role("app"), partly], { [SPEAKS]: "disabled" })), OTHERS);
    });

    it("the stack judged by itself", async () => {
      assert.deepEqual(loud(await judgeStack(stack)), ["no-privilege-escalation"]);
    });

    it("a policy made mandatory by remediate speaks", async () => {
      assert.deepEqual(loud(await judge(stack, { [SPEAKS]: "remediate" })), [SPEAKS]);
    });
  });

  it("is left to nobody where nothing is known of the pack's configuration", () => {
    const cause: SharedCause = { kind: "unknown-document", urn: inline.urn, path: "policy" };
    const found = finding(SPEAKS, {
      verdict: "unproven",
      unknowns: [{ kind: "document", document: "data" }],
      subject: "data",
      message: "Unknown.",
      remedy: "None.",
      sharedCause: cause,
    });
    const run = new Run(
      "unsaid",
      packOf(policies, () => undefined),
    );
    run.resourceJudged(SPEAKS, inline.urn, [found]);
    assert.ok(run.isReported(cause));
    assert.ok(!run.isReported({ ...cause, path: "another" }));
    run.begin(new Map());
    run.resourceJudged(SPEAKS, inline.urn, [found]);
    assert.ok(!run.isReported(cause));
  });
});

describe("What a rule leaves to another one", () => {
  const USER = "dev-pilot-reader";
  const attached = s.resource("aws:iam/userPolicy:UserPolicy", "register", {
    user: USER,
    name: "register",
    policy: JSON.stringify(
      s.document(
        s.statement(["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"]),
        s.statement("iam:PassRole", "*"),
      ),
    ),
  });
  const task = s.taskDefinition("web", { executionRoleArn: s.arnOf("role", "app") });
  const stack = [s.role("app"), task, attached];
  const deployers = { deployers: [`user/${USER}`] };
  const speakers = async (config: PackConfig) =>
    loud(await judge(stack, { "deployer-can-register": deployers, ...config })).filter((policy) =>
      ["pass-role-scoped", "deployer-can-register"].includes(policy),
    );

  it("is said by that one", async () => assert.deepEqual(await speakers({}), ["pass-role-scoped"]));

  for (const level of ["disabled", "advisory"] as const) {
    it(`is said by itself where that one is ${level}`, async () =>
      assert.deepEqual(await speakers({ "pass-role-scoped": level }), ["deployer-can-register"]));
  }

  it("is said by itself where that one's finding is exempted", async () => {
    const [wide] = await judgeResource(attached);
    assert.deepEqual(await speakers({ "pass-role-scoped": exempted(idOf(wide)) }), ["deployer-can-register"]);
  });
});

describe("The analyzer process", () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start();
  });
  after(() => analyzer.kill());

  const stack = [
    s.role("app"),
    s.resource("aws:iam/rolePolicy:RolePolicy", "data", { role: "app", policy: UNKNOWN }),
  ];
  const ALL = ["iam-policy-document", "pass-role-scoped", "no-privilege-escalation"];

  it("reports one cause once before it is configured", async () => {
    assert.deepEqual(loud(await analyzer.preview(stack)), ["iam-policy-document"]);
  });

  it("reports it once when it is configured", async () => {
    await analyzer.configure({ "iam-policy-document": "mandatory" });
    assert.deepEqual(loud(await analyzer.preview(stack)), ["iam-policy-document"]);
  });

  it("lets the others speak where config silences one", async () => {
    await analyzer.configure({ "iam-policy-document": "advisory" });
    assert.deepEqual(loud(await analyzer.preview(stack)), ALL.slice(1));
  });

  describe("reports a mistake in the config of a policy on resources once a run", () => {
    const wrong = { "pass-role-scoped": { allowedRoles: "app", allowed: ["app"] } };
    const mistakes = (found: Diagnostic[]) =>
      found.filter(({ message }) => message.includes("The pack's config has"));

    it("with the key, its value and what is allowed, at mandatory level", async () => {
      await analyzer.configure(wrong);
      const found = mistakes(await analyzer.preview(stack));
      assert.deepEqual(loud(found), ["pass-role-scoped", "pass-role-scoped"]);
      const messages = found.map(({ message }) => message).join("\n");
      assert.match(messages, /"app" for allowedRoles .*\n {2}to fix: Set allowedRoles .* to a list/);
      assert.match(messages, /"allowed": \["app"\] .*no such key.*\n {2}to fix: .*Allowed: .*allowedRoles/);
    });

    it("and again in the next one, of the same configuration or a new one", async () => {
      await analyzer.configure(wrong);
      for (let run = 0; run < 2; run++) assert.equal(mistakes(await analyzer.preview(stack)).length, 2);
      for (let run = 0; run < 2; run++) {
        await analyzer.configure(wrong);
        assert.equal(mistakes(await analyzer.analyze(stack[0]!)).length, 2);
        assert.equal(mistakes(await analyzer.analyze(stack[1]!)).length, 0);
      }
    });
  });

  it("goes by the latest configuration, and not by what was said under another", async () => {
    await analyzer.configure({});
    for (const resource of stack) await analyzer.analyze(resource);
    await analyzer.configure({});
    assert.deepEqual(loud(await analyzer.analyzeStack(stack)), ["no-privilege-escalation"]);
  });

  it("goes by this stack alone, not by the one before", async () => {
    await analyzer.configure({});
    await analyzer.preview(stack);
    assert.deepEqual(loud(await analyzer.analyzeStack(stack)), ["no-privilege-escalation"]);
  });

  it("goes by resources of this stack alone: all of them were judged, or none counts", async () => {
    await analyzer.configure({});
    await analyzer.analyze(stack[1]!);
    assert.deepEqual(loud(await analyzer.analyzeStack(stack)), ["no-privilege-escalation"]);
  });
});

describe("Containers that are not known", () => {
  const task = s.taskDefinition("web", { containerDefinitions: UNKNOWN, executionRoleArn: roleArn("app") });
  const stack = [s.role("app"), task];
  const [SPEAKS, ...OTHERS] = [
    "task-definition-valid",
    "no-plaintext-secrets",
    "ecs-task-can-start",
  ] as const;

  function roleArn(name: string): string {
    return s.arnOf("role", name);
  }

  it("are reported once", async () => {
    const found = await judge(stack);
    assert.deepEqual(loud(found), [SPEAKS]);
    assert.deepEqual(
      found.map(({ policy }) => policy),
      [SPEAKS],
    );
    assert.match(found[0]!.message, /containerDefinitions is unknown[^]*Build containerDefinitions from/);
  });

  it("are left to nobody that does not report them at mandatory level", async () => {
    for (const config of [
      "disabled",
      "advisory",
      exempted(idOf((await judgeResource(task, {}))[0])),
    ] as const)
      assert.deepEqual(loud(await judge(stack, { [SPEAKS]: config })).sort(), [...OTHERS].sort());
  });
});

describe("A secret's reference that names none", () => {
  const secrets = [{ name: "DB", valueFrom: "arn:aws:s3:::shop/password" }];
  const containers = [{ name: "app", image: "public.ecr.aws/docker/library/nginx:1.27", secrets }];
  const task = s.taskDefinition("shop", {
    executionRoleArn: s.arnOf("role", "exec"),
    containerDefinitions: JSON.stringify(containers),
  });
  const stack = [s.role("exec"), task];

  it("is reported once", async () => {
    assert.deepEqual(loud(await judge(stack)), ["task-definition-valid"]);
  });

  it("is left to nobody that does not report it at mandatory level", async () => {
    const found = await judge(stack, { "task-definition-valid": "advisory" });
    assert.deepEqual(loud(found), ["ecs-task-can-start"]);
  });
});
