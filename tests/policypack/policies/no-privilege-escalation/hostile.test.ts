import assert from "node:assert/strict";
import { buildModel } from "../../../../policypack/graph/model";
import { policies } from "../../../../policypack/policies";
import { SLOW_STACKS } from "../../../hostile/slow-principals";
import * as s from "../../../support/stacks";

/** How long it takes is measured in `bench/`. */
describe("a principal with ten policies that are made to be slow", () => {
  for (const [title, stack] of Object.entries(SLOW_STACKS)) {
    it(`is judged all the same: ${title}`, () => {
      const place = { account: s.ACCOUNT, region: s.REGION, partition: "aws" };
      const model = buildModel(stack(), place);
      const findings = policies.flatMap((policy) =>
        policy.kind === "stack" ? policy.rule.judge(model, {} as never) : [],
      );
      assert.ok(findings.some(({ subject }) => subject === "user/ann"));
    });
  }
});
