import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineCommand, engineFlags } from "../../../commands/pulumi/flags";

describe("preview, up and adopt: their flags", () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), "flags-"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: example\nruntime: nodejs\n");
    for (const stack of ["dev", "prod"]) writeFileSync(join(root, `Pulumi.${stack}.yaml`), "config: {}\n");
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  function flags(...args: string[]) {
    const command = engineCommand("up", "Update.", [["npm run up", "updates"]]).action(() => undefined);
    command.parse(["--cwd", root, ...args], { from: "user" });
    return engineFlags(command);
  }

  it("hand everything but the stack on to Pulumi, in order", () => {
    const { stack, stackName, rest } = flags(
      "--diff",
      "--stack",
      "dev",
      "-y",
      "--target",
      "urn:x",
      "-m",
      "a b",
    );
    assert.deepEqual(
      { stack, stackName, rest },
      {
        stack: "dev",
        stackName: "dev",
        rest: ["--diff", "-y", "--target", "urn:x", "-m", "a b"],
      },
    );
  });

  it("take a stack with its organisation", () => {
    const { stack, stackName } = flags("-s", "my-org/example/prod");
    assert.deepEqual({ stack, stackName }, { stack: "my-org/example/prod", stackName: "prod" });
  });

  for (const refused of ["--skip-preview", "--skip-preview=true", "-f", "-yf", "-fy"]) {
    it(`refuse ${refused}`, () => {
      assert.throws(
        () => flags("--stack", "dev", refused),
        /is refused\. The policies that judge the whole stack/,
      );
    });
  }

  for (const allowed of ["--skip-preview=false", "-mfix", "-y", "--refresh"]) {
    it(`let ${allowed} through`, () => assert.deepEqual(flags("--stack", "dev", allowed).rest, [allowed]));
  }

  it("ask for a stack, and know which there are", () => {
    assert.throws(() => flags("--yes"), /Which stack\? .*Stacks here: dev, prod\./);
    assert.throws(() => flags("--stack", "pord"), /There is no stack pord.*Did you mean prod\?/);
  });
});
