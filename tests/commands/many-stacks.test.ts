import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Judgement } from "../../commands/judgement/judgement";
import { runCommand, TemporaryProject } from "./support/project";

const NAMES = Array.from({ length: 13 }, (_, index) => `s${String(index).padStart(2, "0")}`);

describe("many stacks", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
    for (const name of NAMES) {
      project.write(`Pulumi.${name}.yaml`, project.read("Pulumi.dev.yaml"));
      project.write(`policypack/config/${name}.json`, project.read("policypack/config/dev.json"));
    }
  });
  afterEach(() => project.remove());

  const check = async (...args: string[]) => {
    const { stdout, stderr, status } = await runCommand(["check", "--format", "json", ...args], { project });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Judgement[];
  };

  it("are judged in threads as each is alone, and told in their order", async () => {
    const all = await check();
    assert.deepEqual(
      all.map(({ stack }) => stack),
      ["dev", "prod", ...NAMES],
    );
    for (const name of ["prod", "s12"])
      assert.deepEqual(
        all.filter(({ stack }) => stack === name),
        await check("--stack", name),
      );
  });

  it("are told the same when they are checked again, and what has changed since", async () => {
    const first = await check();
    assert.deepEqual(await check(), first);
    project.edit("Pulumi.s05.yaml", "MLPlatformECSTaskPolicy", "TheirPolicy");
    const changed = (await check()).filter((judgement, index) => !isDeepStrictEqual(judgement, first[index]));
    assert.deepEqual(
      changed.map(({ stack }) => stack),
      ["s05"],
    );
  });

  it("are judged only if all of them can be", async () => {
    project.edit("Pulumi.s11.yaml", "cpu: 1024", "cpu: 1000");
    const { status, stdout, stderr } = await runCommand(["check"], { project });
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /^error: Pulumi\.s11\.yaml:\d+:\d+ /);
  });
});
