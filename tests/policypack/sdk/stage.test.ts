import assert from "node:assert/strict";
import { type Stage, stageOfEngine } from "../../../policypack/sdk/stage";

describe("What a run is for", () => {
  const cases: [string, Record<string, string>, Stage][] = [
    ["a preview", { PULUMI_NODEJS_DRY_RUN: "true" }, "preview"],
    ["an update", { PULUMI_NODEJS_DRY_RUN: "false" }, "update"],
    ["a preview of an older engine", { PULUMI_DRY_RUN: "true" }, "preview"],
    ["an update of an older engine", { PULUMI_DRY_RUN: "false" }, "update"],
    ["an update where the two differ", { PULUMI_NODEJS_DRY_RUN: "false", PULUMI_DRY_RUN: "true" }, "update"],
    ["not said", {}, "unsaid"],
    ["not said by an empty text", { PULUMI_NODEJS_DRY_RUN: "" }, "unsaid"],
    ["not said by another text", { PULUMI_NODEJS_DRY_RUN: "1" }, "unsaid"],
  ];
  for (const [title, environment, stage] of cases)
    it(`is ${title}`, () => assert.equal(stageOfEngine(environment), stage));
});
