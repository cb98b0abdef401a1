import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { judgeResources } from "../../../commands/judging/judge-resources";
import { readPackConfigFile } from "../../../commands/project/pack-config";
import { readPreview } from "../../../commands/stack-files/preview";
import { readState } from "../../../commands/stack-files/state";
import type { StackSnapshot } from "../../../commands/stack-files/stack-snapshot";
import { findingMessage } from "../../../policypack/findings/finding";
import { PACK_CONFIG } from "../../faults/correct-stacks";
import { FAULTS } from "../../faults/catalogue";
import { STACKS } from "../../faults/fault";
import { toResources } from "../../faults/resources";
import { SHAPES } from "../../shapes/catalogue";
import { type Run, runProgram } from "../../shapes/engine";
import { MISTAKES } from "../../shapes/mistakes";
import { programOf } from "../../shapes/shape";
import { judge } from "../../support/judge";
import { policies } from "../../../policypack/policies";
import type { Stage } from "../../../policypack/sdk/stage";
import type { PackConfig } from "../../support/messages";
import type { TestResource } from "../../support/stacks";
import { previewDigest, serialised, stackExport } from "./exported";

/** When it was judged: `aws:CurrentTime` of the requests. */
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

describe("A stack in a file is judged as the SDK's handlers judge it for the engine", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "files-"));
  after(() => fs.rmSync(folder, { recursive: true }));

  const written = (name: string, content: object) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const found = (snapshot: StackSnapshot, config: PackConfig, stage: Stage) => {
    const pack = readPackConfigFile(written("config.json", config));
    const { judgement } = judgeResources(snapshot.stack, snapshot.resources, pack, pack.settings, stage);
    return judgement.findings
      .map((each) => `${each.policy} ${each.level} ${findingMessage(each)}`.replace(MOMENT, ""))
      .sort();
  };
  const expected = async (
    resources: (TestResource & { lookedUp?: boolean })[],
    config: PackConfig,
    stage: Stage,
  ) =>
    (await judge(resources, config, policies, stage))
      .map(({ policy, level, message }) => `${policy} ${level} ${message}`.replace(MOMENT, ""))
      .sort();
  const fromState = (resources: TestResource[]) =>
    readState(written("state.json", stackExport(serialised(resources))));
  const fromPreview = (resources: TestResource[], config = {}) =>
    readPreview(written("preview.json", previewDigest(serialised(resources), config)));

  for (const { title, stack, edit } of FAULTS.filter((_, index) => index % 12 === 0)) {
    it(`the fault: ${title}`, async () => {
      const declared = STACKS[stack]();
      edit(declared);
      const resources = toResources(declared);
      const byState = await expected(resources, PACK_CONFIG, "unsaid");
      assert.ok(byState.length > 0);
      assert.deepEqual(found(fromState(resources), PACK_CONFIG, "unsaid"), byState);
      const byPreview = await expected(resources, PACK_CONFIG, "preview");
      assert.deepEqual(found(fromPreview(resources), PACK_CONFIG, "preview"), byPreview);
    });
  }

  for (const shape of [...SHAPES, ...MISTAKES].filter((_, index) => index % 4 === 0)) {
    it(`the program: ${shape.title}`, async () => {
      const { config = {} } = shape;
      const run = (when: Run) => runProgram(programOf(shape), when).filter(({ lookedUp }) => !lookedUp);
      const later = await expected(run("later"), config, "unsaid");
      assert.deepEqual(found(fromState(run("later")), config, "unsaid"), later);
    });
  }
});
