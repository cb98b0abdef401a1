/** What the pack relies on in the SDK and the protocol, each as the SDK has it: see `policypack/sdk/internals.ts`. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import {
  type ReportViolation,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
  unknownCheckingProxy,
} from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import * as server from "@pulumi/policy/server";
import { type AnalyzeResponse, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { SENTINELS } from "../../../policypack/graph/resources/plain";
import { analyzerService } from "../../../policypack/sdk/analyzer-service";
import { INTERNALS } from "../../../policypack/sdk/internals";
import { answerOnce, type Properties } from "../../../policypack/sdk/properties-once";
import { Analyzer } from "../../support/analyzer";
import { analyzeRequest, analyzeStackRequest, type Diagnostic, diagnosticsOf } from "../../support/messages";
import * as s from "../../support/stacks";

const PACK = path.join(__dirname, "..", "..", "..", "policypack");

const contracts: Record<string, () => void | Promise<void>> = {
  "the request that configures the pack": async () => {
    const analyzer = await Analyzer.start();
    try {
      const trust = s.role("app", { assumeRolePolicy: s.unknown() });
      const speakers = async () => (await analyzer.analyze(trust)).map(({ policy }) => policy);
      await analyzer.configure({ "iam-policy-document": "mandatory" });
      assert.deepEqual(await speakers(), ["iam-policy-document"]);
      await analyzer.configure({ "iam-policy-document": "disabled" });
      assert.deepEqual(await speakers(), ["ecs-task-trust", "role-trust-scoped"]);
    } finally {
      analyzer.kill();
    }
  },

  "the properties of a message": async () => {
    const { analyze: one, analyzeStack: all } = analyzerService() ?? {};
    assert.deepEqual(
      [typeof one?.requestDeserialize, typeof all?.requestDeserialize],
      ["function", "function"],
    );
    const role = s.role("app", { assumeRolePolicy: s.unknown(), tags: { team: ["a", { b: 1 }] } });
    const request = analyzeRequest(role);
    const properties = request.getProperties() as unknown as Properties;
    const before = JSON.stringify(properties.toJavaScript());
    const seen: object[] = [];
    const policy = (name: string): ResourceValidationPolicy => ({
      name,
      description: name,
      validateResource: ({ props }) => void seen.push((props as { tags: object }).tags),
    });
    let reads = 0;
    const read = properties.toJavaScript.bind(properties);
    properties.toJavaScript = () => (reads++, read());
    answerOnce(properties);
    const shared = properties.toJavaScript();
    await answer("makeAnalyzeRpcFun", ["one", "other"].map(policy), request);
    assert.equal(reads, 1);
    assert.deepEqual(seen, [role.inputs.tags, role.inputs.tags]);
    assert.notEqual(seen[0], seen[1]);
    assert.equal(properties.toJavaScript(), shared);
    assert.equal(JSON.stringify(shared), before);
  },

  "the numbers of enforcement levels": () => {
    const { ADVISORY, MANDATORY, DISABLED, REMEDIATE } = EnforcementLevel;
    assert.deepEqual([ADVISORY, MANDATORY, DISABLED, REMEDIATE], [0, 1, 2, 3]);
  },

  "the order of policies": async () => {
    const ran: string[] = [];
    const policy = (name: string, wait: number) =>
      onResource(name, async () => {
        await new Promise((resolve) => setTimeout(resolve, wait));
        ran.push(name);
      });
    await analyze([policy("slow", 20), policy("quick", 0), policy("another", 5)]);
    assert.deepEqual(ran, ["slow", "quick", "another"]);
  },

  "one array for all policies": async () => {
    const arrays: unknown[] = [];
    const policy = (name: string): StackValidationPolicy => ({
      name,
      description: name,
      validateStack: ({ resources }) => void arrays.push(resources[0]!.opts.ignoreChanges),
    });
    const onOne = (name: string): ResourceValidationPolicy => ({
      name,
      description: name,
      validateResource: ({ opts }) => void arrays.push(opts.ignoreChanges),
    });
    const both = ["one", "other"];
    for (let request = 0; request < 2; request++) await analyzeStack(both.map(policy));
    for (let request = 0; request < 2; request++) await analyze(both.map(onOne));
    assert.equal(arrays.length, 8);
    for (let at = 0; at < 8; at += 2) assert.ok(arrays[at] !== undefined && arrays[at] === arrays[at + 1]);
    assert.equal(new Set(arrays).size, 4);
  },

  "the values in place of unknown ones": () => {
    const theirs = Object.entries(proxy).filter(([name]) => /^unknown[A-Z]\w*Value$/.test(name));
    assert.deepEqual(theirs.map(([, value]) => value as unknown).sort(), [...SENTINELS].sort());
  },

  "the object behind the proxy": () => {
    const behind = { name: SENTINELS[0] };
    const props = unknownCheckingProxy(behind) as { __getSpecialProxyTarget?: unknown; name: unknown };
    assert.equal(props.__getSpecialProxyTarget, behind);
    assert.throws(() => props.name, /can't be known during preview/);
  },

  "a violation with a level of its own": async () => {
    const violation = { message: "Only a remark.", urn: "urn:another", enforcementLevel: "advisory" };
    const says = (report: ReportViolation) => (report as (violation: unknown) => void)(violation);
    const policy = onResource("remarks", (report) => says(report));
    assert.deepEqual(await analyze([policy]), [
      { policy: "remarks", level: "advisory", message: "Only a remark.", urn: "urn:another" },
    ]);
  },

  "npm's installer": () => {
    const sdk = createRequire(require.resolve("@pulumi/pulumi"));
    assert.ok(sdk.resolve("@npmcli/arborist"));
    const closure = path.join(path.dirname(sdk.resolve("@pulumi/pulumi")), "runtime", "closure");
    const uses = fs
      .readdirSync(closure)
      .filter((file) => file.endsWith(".js"))
      .filter((file) => fs.readFileSync(path.join(closure, file), "utf8").includes('"@npmcli/arborist"'));
    assert.deepEqual(uses, ["codePaths.js"]);
  },

  "what says that it is a preview": () => {
    for (const [said, isPreview] of [
      ["true", true],
      ["false", false],
      [undefined, false],
    ] as const) {
      const env = { ...process.env, PULUMI_DRY_RUN: undefined, PULUMI_NODEJS_DRY_RUN: said };
      const script = 'console.log(require("@pulumi/pulumi").runtime.isDryRun())';
      const printed = execFileSync(process.execPath, ["-e", script], { cwd: PACK, env, encoding: "utf8" });
      assert.equal(printed.trim(), String(isPreview), `isDryRun() under ${said}`);
    }
  },

  "the request that tells of the stack": async () => {
    const analyzer = await Analyzer.start();
    try {
      const open = s.role("app", { assumeRolePolicy: s.unknown() });
      const levels = async () => (await analyzer.analyze(open)).map(({ level }) => level);
      for (const [stage, expected] of [
        ["preview", ["advisory"]],
        ["update", ["mandatory"]],
      ] as const) {
        await analyzer.tellOfStack(stage);
        await analyzer.configure({});
        assert.deepEqual(await levels(), expected, stage);
      }
    } finally {
      analyzer.kill();
    }
  },

  "the handlers of requests": () => {
    const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = server as unknown as Record<string, unknown>;
    assert.deepEqual([typeof makeAnalyzeRpcFun, typeof makeAnalyzeStackRpcFun], ["function", "function"]);
  },
};

describe("The pack relies on", () => {
  for (const [name, holds] of Object.entries(contracts)) it(name, holds);

  it("nothing of the SDK's inside without a contract, and names the file that does", () => {
    assert.deepEqual(Object.keys(contracts).sort(), Object.keys(INTERNALS).sort());
    for (const { in: file } of Object.values(INTERNALS))
      assert.ok(fs.existsSync(path.join(PACK, file)), file);
  });
});

type Handler = (
  call: { request: object },
  callback: (error: Error | null, response: AnalyzeResponse) => void,
) => void;

function onResource(
  name: string,
  judge: (report: ReportViolation) => void | Promise<void>,
): ResourceValidationPolicy {
  return {
    name,
    description: name,
    enforcementLevel: "mandatory",
    validateResource: (_, report) => judge(report),
  };
}

function analyze(policies: ResourceValidationPolicy[]): Promise<Diagnostic[]> {
  return answer("makeAnalyzeRpcFun", policies, analyzeRequest(s.role("app")));
}

function analyzeStack(policies: StackValidationPolicy[]): Promise<Diagnostic[]> {
  return answer("makeAnalyzeStackRpcFun", policies, analyzeStackRequest([s.role("app")]));
}

async function answer(handler: string, policies: object[], request: object): Promise<Diagnostic[]> {
  const make = (server as unknown as Record<string, (...args: unknown[]) => Handler>)[handler]!;
  const response = await new Promise<AnalyzeResponse>((resolve, reject) =>
    make(
      "pack",
      "1.0.0",
      "advisory",
      policies,
    )({ request }, (error, found) => (error ? reject(error) : resolve(found))),
  );
  return diagnosticsOf(response);
}
