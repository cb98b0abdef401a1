import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../commands/cli/usage-error";
import { openProject } from "../../commands/project/project";
import { readStackFile } from "../../commands/project/stack-file";
import { REFUSED, VALUES } from "../support/yaml-spellings";
import { tools } from "./harness/tools";
import { Workspace } from "./harness/workspace";

/** Both engines that the tests know: what YAML means must not depend on Pulumi's version. */
for (const engine of ["pulumi", "oldestPulumi"] as const) {
  describe(`a stack's file as the engine itself reads it (${engine})`, () => {
    const folder = mkdtempSync(join(tmpdir(), "yaml-"));
    const file = join(folder, "Pulumi.dev.yaml");
    let workspace: Workspace;
    let salt: string;

    before(async () => {
      writeFileSync(join(folder, "Pulumi.yaml"), "name: probe\nruntime: nodejs\n");
      workspace = new Workspace(folder, {}, undefined, tools()[engine]);
      const made = await workspace.pulumi("stack", "init", "dev");
      assert.equal(made.status, 0, made.output);
      salt = readFileSync(file, "utf8");
    });
    after(() => {
      workspace?.remove();
      rmSync(folder, { recursive: true });
    });

    /** What `pulumi config --json` has of the value. */
    async function read(spelling: string): Promise<unknown> {
      writeFileSync(file, `${salt}config:\n  probe:key: [${spelling}]\n`);
      const { status, stdout } = await workspace.pulumi("config", "--json", "--stack", "dev");
      if (status !== 0) return REFUSED;
      const config = JSON.parse(stdout) as Record<string, { value: string }>;
      return (JSON.parse(config["probe:key"]!.value) as unknown[])[0];
    }

    for (const [spelling, expected] of VALUES) {
      it(spelling, async () => assert.deepEqual(await read(spelling), expected));
    }

    it("is what is written, where a refusal asks for quotes", async () => {
      const advised = VALUES.flatMap(([spelling]) => adviceOn(spelling) ?? []);
      assert.ok(advised.length > 10);
      for (const quoted of advised) assert.equal(await read(quoted), JSON.parse(quoted), quoted);
    });

    /** The spelling that the refusal of one offers. */
    function adviceOn(spelling: string): string | undefined {
      writeFileSync(file, `config:\n  probe:key: [${spelling}]\n`);
      try {
        readStackFile(openProject(folder), "dev");
      } catch (error) {
        assert.ok(error instanceof UsageError);
        return /write it in quotes, ("[^"]*")/.exec(error.message)?.[1];
      }
      return undefined;
    }
  });
}
