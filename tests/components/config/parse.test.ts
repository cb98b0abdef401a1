import assert from "node:assert/strict";
import { ConfigError, parseStackConfig } from "../../../components/config";
import { type Config, accountId, deployers, edited, igNotification, mlPlatform, trainer } from "./edit";
import { mistakes } from "./mistakes";
import { variants } from "./variants";

function issuesOf(config: Config) {
  try {
    parseStackConfig("dev", config);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.issues;
  }
  return [];
}

const short = (path: string) => path.replace(/^ecs-task-permissions:/, "");

describe("A stack's config", () => {
  describe("is accepted:", () => {
    for (const [title, edits] of variants) {
      it(title, () => assert.deepEqual(issuesOf(edited(...edits)), []));
    }
  });

  describe("is refused with one error that names the mistake:", () => {
    for (const { title, edits, path, message } of mistakes) {
      it(title, () => {
        const issues = issuesOf(edited(...edits));
        assert.deepEqual(
          issues.map((issue) => short(issue.path)),
          [path],
        );
        assert.match(issues[0]?.message ?? "", message);
        assert.equal(issues[0]?.file, "Pulumi.dev.yaml");
      });
    }
  });

  it("gets an error for each of five mistakes, with the value that is wrong", () => {
    const issues = issuesOf(
      edited(
        [[accountId], 618574523116],
        [[...mlPlatform, "memory"], 1024],
        [[...trainer, "logGroup", "retentionDays"], 15],
        [[...igNotification, "taskRole", "polcyName"], "x"],
        [[deployers, 0, "tasks"], ["unknown"]],
      ),
    );
    assert.deepEqual(issues.map((issue) => [short(issue.path), issue.value]).sort(), [
      ["accountId", 618574523116],
      ["deployers[0].tasks[0]", "unknown"],
      ["tasks.ig-notification.taskRole.polcyName", "x"],
      ["tasks.ml-platform.containers[0].logGroup.retentionDays", 15],
      ["tasks.ml-platform.memory", 1024],
    ]);
  });

  it("is refused in words that a terminal shows: file, key, value, what is allowed", () => {
    assert.throws(
      () => parseStackConfig("dev", edited([[...mlPlatform, "cpu"], 300])),
      (error: Error) => {
        assert.match(error.message, /^Pulumi\.dev\.yaml has 1 mistake; nothing was created\.\n/);
        assert.match(
          error.message,
          /\n {2}ecs-task-permissions:tasks\.ml-platform\.cpu = 300\n {4}must be one of 256/,
        );
        return true;
      },
    );
  });

  it("does not depend on the order of its tasks", () => {
    const config = edited();
    const tasks = config["ecs-task-permissions:tasks"] as Config;
    const reversed = {
      ...config,
      "ecs-task-permissions:tasks": Object.fromEntries(Object.entries(tasks).reverse()),
    };
    assert.deepEqual(parseStackConfig("dev", reversed), parseStackConfig("dev", config));
  });

  it("leaves what it is given unchanged", () => {
    const config = edited();
    parseStackConfig("dev", config);
    assert.deepEqual(config, edited());
  });

  for (const junk of [null, 5, "text", [], [[]], { a: null }, true]) {
    it(`refuses ${JSON.stringify(junk)} for tasks, deployers and ci without failing itself`, () => {
      for (const key of ["tasks", "deployers", "ci"]) {
        if (key === "deployers" && JSON.stringify(junk) === "[]") continue;
        assert.notEqual(issuesOf(edited([[`ecs-task-permissions:${key}`], junk])).length, 0, key);
      }
    });
  }
});
