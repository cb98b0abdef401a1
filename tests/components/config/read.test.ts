import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parseStackConfig, readStackConfig } from "../../../components/config";
import { preview } from "../mock-engine";
import { type Config, accountId, deployers, edited, mlPlatform } from "./edit";

/** The config as the engine hands it to a program: every value a text, maps and lists as JSON. */
function engineConfig(config: Config): Record<string, string> {
  const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, asText(value)]));
}

async function readUnderEngine(config: Record<string, string>) {
  let read: ReturnType<typeof readStackConfig> | undefined;
  pulumi.runtime.setAllConfig(config);
  try {
    await preview(() => (read = readStackConfig()), "dev");
  } finally {
    pulumi.runtime.setAllConfig({});
  }
  return read;
}

describe("Under the engine, a stack's config", () => {
  it("is what check reads from the file", async () => {
    assert.deepEqual(await readUnderEngine(engineConfig(edited())), parseStackConfig("dev", edited()));
  });

  it("ends the program with all mistakes and no stack trace", async () => {
    const config = edited([[deployers, 0, "tasks"], []], [[...mlPlatform, "cpu"], 300], [[accountId], "12"]);
    await assert.rejects(readUnderEngine(engineConfig(config)), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(error.message, /^Pulumi\.dev\.yaml has 3 mistakes/);
      return true;
    });
  });

  it("is refused for a list where the program reads none, as in the file", async () => {
    const given = { ...edited(), "aws:allowedAccountIds": ["618574523116"] };
    const message = /aws:allowedAccountIds\n\s+is not a key here; ecs-task-permissions:accountId says it/;
    assert.throws(() => parseStackConfig("dev", given), message);
    await assert.rejects(readUnderEngine(engineConfig(given)), message);
  });

  it("is refused where a map is no JSON", async () => {
    const config = { ...engineConfig(edited()), "ecs-task-permissions:tasks": "ml-platform" };
    await assert.rejects(readUnderEngine(config), /must be a map of tasks by key/);
  });
});
