import assert from "node:assert/strict";
import { exportFiles } from "../../commands/export/export-files";
import { UsageError } from "../../commands/cli/usage-error";
import { judged, withChange } from "./support/programs";

const TASK_POLICY = "MLPlatformECSTaskPolicy";

describe("what cannot be exported", () => {
  it("is refused by naming every document that is no JSON", async () => {
    const stack = await judged(
      "dev",
      withChange((type, inputs) => {
        if (type === "aws:iam/policy:Policy" && inputs.name === TASK_POLICY)
          return { ...inputs, policy: "{," };
        if (type === "aws:iam/role:Role") return { ...inputs, assumeRolePolicy: "" };
        return undefined;
      }),
    );
    assert.throws(
      () => exportFiles(stack),
      (error: UsageError) => {
        assert.ok(error instanceof UsageError);
        assert.equal(error.mistakes.length, 4);
        assert.ok(error.mistakes.every((line) => / of aws:iam\/\w+:\w+ ".+": it is not JSON: /.test(line)));
        return true;
      },
    );
  });

  it("is nothing of a correct stack", async () => {
    assert.ok(exportFiles(await judged("dev")).length > 5);
  });
});
