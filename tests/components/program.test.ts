import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { configWarnings, parseStackConfig } from "../../components/config";
import { edited, igNotification } from "./config/edit";
import { fixtureConfig, preview } from "./mock-engine";

/** `import()` would go round what compiles TypeScript here, and a static import would run the program at once. */
const load = createRequire(__filename);

describe("index.ts", () => {
  it("builds the stack whose config the engine has, and exports what it made", async () => {
    const config = Object.entries(fixtureConfig("dev")).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    pulumi.runtime.setAllConfig(Object.fromEntries(config) as Record<string, string>);
    let program: Record<string, Record<string, unknown>> = {};
    const registered = await preview(() => (program = load("../../index") as typeof program));
    pulumi.runtime.setAllConfig({});
    assert.ok(registered.some(({ inputs }) => inputs.name === "MLPlatformECSTaskRole"));
    assert.deepEqual(Object.keys(program).sort(), [
      "policyArns",
      "registerCommands",
      "roleArns",
      "taskDefinitionArns",
    ]);
    assert.ok(program.roleArns?.ecsTaskRole);
  });

  it("warns of a task without task role that its application gets no credentials", () => {
    const config = parseStackConfig("dev", edited([[...igNotification, "taskRole"], { mode: "none" }]));
    const [warning, ...others] = configWarnings(config);
    assert.equal(others.length, 0);
    assert.match(warning?.message ?? "", /^ig-notification has no task role.*can read no secret/);
    assert.deepEqual(warning?.path, ["ecs-task-permissions:tasks", "ig-notification", "taskRole"]);
    assert.deepEqual(configWarnings(parseStackConfig("dev", edited())), []);
  });
});
