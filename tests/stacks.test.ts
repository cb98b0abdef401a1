/**
 * The team's own stacks, whichever lie at the root: each can be read, its export is what is committed, and the pack
 * proves it. All other tests are about fixtures, so that a stack may change without any of them.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { colorsFor } from "../commands/cli/colors";
import { textReport } from "../commands/formats/text";
import { passes } from "../commands/judgement/standing";
import type { JudgedStack } from "../commands/judgement/judged-stack";
import { judgeStacks } from "../commands/judging/judge-stacks";
import { openProject } from "../commands/project/project";
import { schemaText } from "../commands/schema";

const ROOT = path.join(__dirname, "..");

describe("the stacks at the root", () => {
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(JSON.parse(schemaText()));

  for (const stack of openProject(ROOT).stacks) {
    describe(stack, () => {
      let judged: JudgedStack;
      before(async () => {
        [judged] = (await judgeStacks(ROOT, [stack])) as [JudgedStack];
      });

      it("is a config that editors accept too", () => {
        const text = fs.readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8");
        assert.ok(validate(parse(text, { merge: true })), JSON.stringify(validate.errors, null, 2));
      });

      it("has an export that is up to date", () => {
        const { exportChange } = judged.judgement;
        assert.equal(
          exportChange,
          undefined,
          `npm run export -- --stack ${stack}, and commit what it writes`,
        );
      });

      it("is proven by the pack", () => {
        assert.ok(passes(judged.judgement), textReport(judged.judgement, colorsFor({})));
      });
    });
  }
});
