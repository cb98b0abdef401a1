import assert from "node:assert/strict";
import { UsageError } from "../../../commands/cli/usage-error";
import { openProject } from "../../../commands/project/project";
import { configureStacks } from "../../../commands/project/stack-config";
import { TemporaryProject } from "../support/project";
import { DEVELOPERS_MISTAKES } from "./developers-mistakes";

describe("a developer's mistake in a stack's file is told with line, key and a remedy that puts it right:", () => {
  const project = new TemporaryProject();
  const original = project.read("Pulumi.dev.yaml");
  after(() => project.remove());

  function mistakesIn(text: string): string[] {
    project.write("Pulumi.dev.yaml", text);
    try {
      configureStacks(openProject(project.root), ["dev"]);
      return [];
    } catch (error) {
      assert.ok(error instanceof UsageError, String(error));
      return error.mistakes;
    }
  }

  it("they are fifty and more", () => assert.ok(DEVELOPERS_MISTAKES.length >= 50));

  for (const { title, text, wrong, line, key, remedy, right = text } of DEVELOPERS_MISTAKES)
    it(title, () => {
      assert.ok(original.includes(text), "the fixture has that text");
      const mistakes = mistakesIn(original.replace(text, () => wrong));
      assert.equal(mistakes.length, 1, mistakes.join("\n"));
      const [told = ""] = mistakes;
      assert.ok(told.startsWith(`Pulumi.dev.yaml:${line}:`), told);
      if (key !== undefined) assert.ok(told.split("\n")[0]!.includes(key), told);
      assert.ok(told.includes(remedy), told);
      assert.deepEqual(mistakesIn(original.replace(text, () => right)), []);
    });
});
