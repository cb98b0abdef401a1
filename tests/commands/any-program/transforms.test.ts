import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openProgram } from "../../../commands/any-program/program-project";
import { runAnyProgram } from "../../../commands/any-program/run-program";
import { repository } from "../support/project";

const PARAMETER = "aws:ssm/parameter:Parameter";

describe("Transforms of a Node.js program, run offline", function () {
  this.timeout(180_000);
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "program-"));
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: orders\nruntime: nodejs\n");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  async function resourcesOf(program: string) {
    const head = `const pulumi = require("@pulumi/pulumi");
      const parameter = (name, props, opts) => new pulumi.CustomResource("${PARAMETER}", name, props, opts);`;
    fs.writeFileSync(path.join(folder, "index.js"), `${head}\n${program}`);
    const { resources } = await runAnyProgram(openProgram(folder, undefined), {
      account: "111122223333",
      region: "us-west-2",
    });
    return resources.filter(({ type }) => type === PARAMETER);
  }

  it("of the stack, by either of its functions, old and new", async () => {
    for (const register of [
      "registerStackTransformation",
      "registerResourceTransform",
      "registerStackTransform",
    ]) {
      const [made] = await resourcesOf(`
        const register = pulumi.runtime.${register};
        if (register) register((args) => ({ props: { ...args.props, value: "changed by " + args.name }, opts: args.opts }));
        parameter("p", { name: "p", value: "as written" });`);
      assert.equal(made!.inputs.value, "changed by p", register);
    }
  });

  it("of a resource, then of the components around it, then of the stack", async () => {
    const [made] = await resourcesOf(`
      const add = (letter) => (args) =>
        args.custom ? { props: { ...args.props, value: args.props.value + letter }, opts: args.opts } : undefined;
      class Group extends pulumi.ComponentResource {
        constructor(name, opts) { super("my:index:Group", name, {}, opts); }
      }
      pulumi.runtime.registerResourceTransform(add("4"));
      const outer = new Group("outer", { transforms: [add("3")] });
      const inner = new Group("inner", { parent: outer, transforms: [add("2")] });
      parameter("p", { name: "p", value: "" }, { parent: inner, transforms: [add("1")] });`);
    assert.equal(made!.inputs.value, "1234");
  });

  it("that change options", async () => {
    const [made] = await resourcesOf(`
      pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props, opts: { ...opts, protect: true, ignoreChanges: ["value"] } }));
      parameter("p", { name: "p", value: "v" });`);
    assert.deepEqual([made!.protect, made!.ignoreChanges], [true, ["value"]]);
  });

  it("with outputs of other resources, which stay known", async () => {
    const made = await resourcesOf(`
      const other = parameter("other", { name: "other", value: "x" });
      pulumi.runtime.registerResourceTransform(({ name, props, opts }) =>
        name === "p" ? { props: { ...props, value: pulumi.interpolate\`\${other.id}!\` }, opts } : undefined);
      parameter("p", { name: "p", value: "v" }, { dependsOn: [other] });`);
    assert.equal(made.find(({ name }) => name === "p")!.inputs.value, "other!");
  });

  it("of functions", async () => {
    const [made] = await resourcesOf(`
      pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, statements: [{ actions: ["s3:GetObject"], resources: ["*"] }] }, opts }));
      const { json } = pulumi.runtime.invokeOutput
        ? { json: pulumi.runtime.invokeOutput("aws:iam/getPolicyDocument:getPolicyDocument", {}).json }
        : {};
      parameter("p", { name: "p", value: json });`);
    assert.match(String(made!.inputs.value), /s3:GetObject/);
  });

  it("that throw stop the program, with what they say", async () => {
    const program = `
      pulumi.runtime.registerResourceTransform(() => { throw new Error("no such team"); });
      parameter("p", { name: "p", value: "v" });`;
    await assert.rejects(resourcesOf(program), /program in .* failed:.*no such team/s);
  });
});
