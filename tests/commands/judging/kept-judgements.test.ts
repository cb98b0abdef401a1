import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { judgeStacks } from "../../../commands/judging/judge-stacks";
import { Applications } from "../../../commands/application-code/containers/applications";
import { KeptJudgements } from "../../../commands/judging/kept-judgements";
import { openProject } from "../../../commands/project/project";
import { TemporaryProject } from "../support/project";

describe("kept judgements", () => {
  let judged: Awaited<ReturnType<typeof judgeStacks>>[number];
  before(async () => {
    const sample = TemporaryProject.withCode();
    judged = (await judgeStacks(sample.root, ["dev"]))[0]!;
    sample.remove();
  });

  let project: TemporaryProject;
  let folder: string;
  beforeEach(() => {
    project = TemporaryProject.withCode();
    project.write("infrastructure/dev/permissions.json", "{}");
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kept-"));
    const kept = open();
    kept.begin("dev");
    kept.keep(judged.config, judged.judgement);
  });
  afterEach(() => {
    project.remove();
    fs.rmSync(folder, { recursive: true });
  });

  const open = (today?: string) => {
    const opened = openProject(project.root);
    return new KeptJudgements(opened, new Applications(opened.root), folder, today);
  };

  it("are those that were judged, as long as nothing has changed", () => {
    assert.deepEqual(open().of("dev"), judged.judgement);
    assert.equal(open().of("prod"), undefined);
  });

  const CHANGES: Record<string, () => void> = {
    "the stack's file": () => project.edit("Pulumi.dev.yaml", "cpu: 1024", "cpu: 2048"),
    "the stack's pack config": () => project.write("policypack/config/dev.json", "{}"),
    "a pack config that is gone": () => fs.rmSync(project.path("policypack/config/dev.json")),
    "the project's name": () => project.edit("Pulumi.yaml", /name: .*/, "name: other"),
    "a file of the export": () => project.write("infrastructure/dev/permissions.json", "{ }"),
    "a file more in the export": () => project.write("infrastructure/dev/more.json", "{}"),
    "no exports at all": () => fs.rmSync(project.path("infrastructure"), { recursive: true }),
    "an application's code": () => project.write("examples/ml-platform/more.py", "import boto3"),
    "an application that is gone": () => fs.rmSync(project.path("examples"), { recursive: true }),
    "a kept file that was cut off": () => {
      for (const file of fs.readdirSync(folder)) fs.truncateSync(path.join(folder, file), 100);
    },
  };
  for (const [change, make] of Object.entries(CHANGES))
    it(`are worth nothing after a change: ${change}`, () => {
      make();
      assert.equal(open().of("dev"), undefined);
    });

  it("are worth nothing on another day, on which an exemption may have expired", () => {
    assert.equal(open("2999-01-01").of("dev"), undefined);
  });

  it("are not kept where a file changed while it was judged", () => {
    project.edit("Pulumi.dev.yaml", "cpu: 1024", "cpu: 2048");
    const kept = open();
    kept.begin("dev");
    project.edit("Pulumi.dev.yaml", "cpu: 2048", "cpu: 512");
    kept.keep(judged.config, judged.judgement);
    project.edit("Pulumi.dev.yaml", "cpu: 512", "cpu: 2048");
    assert.equal(open().of("dev"), undefined);
  });
});
