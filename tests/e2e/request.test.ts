import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Verification } from "../../commands/verify/print";
import { clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { startFurnished } from "./harness/furnish";
import { run } from "./harness/processes";
import { ProjectCopy } from "./harness/project-copy";
import { type Holdings, readBack } from "./harness/read-back";
import { tools } from "./harness/tools";
import { Workspace } from "./harness/workspace";

/** What somebody may be given who runs Pulumi in place of all these commands. */
const IN_THEIR_PLACE = /\n## Whoever deploys all of it\n[^]*?(?=\n## )/;

for (const stack of ["dev", "prod"]) {
  describe(`the request to the IAM admin of ${stack}, followed word for word with the real AWS CLI`, () => {
    const exporting = new ProjectCopy();
    const folder = join(exporting.root, "infrastructure", stack);
    // Each command is a test, so they must be known before the tests run.
    execFileSync(process.execPath, [join("commands", "run.js"), "export", "--stack", stack], {
      cwd: exporting.root,
    });
    const commands = commandsIn(readFileSync(join(folder, "REQUEST.md"), "utf8"));
    let emulator: Emulator;
    let byHand: Holdings;

    before(async () => {
      emulator = await startFurnished(stack);
    });
    after(async () => {
      exporting.remove();
      await emulator?.stop();
    });

    it("has commands for policies, roles, attachments and registration", () => {
      const said = commands.join("\n");
      for (const command of [
        "iam create-policy",
        "iam create-policy-version",
        "iam create-role",
        "iam attach-role-policy",
        "iam attach-user-policy",
        "ecs register-task-definition",
      ])
        assert.ok(said.includes(`aws ${command} `), command);
    });

    for (const [index, command] of commands.entries()) {
      it(`${index + 1}. ${command
        .replace(/\\\n */g, "")
        .replace(/\s+/g, " ")
        .slice(0, 90)}`, async () => {
        const env = {
          ...emulator.env,
          PATH: [dirname(tools().aws), process.env.PATH].join(delimiter),
          HOME: process.env.HOME,
          // the CLI has its own name for it
          AWS_DEFAULT_REGION: emulator.region,
          AWS_PAGER: "",
        };
        const ended = await run("bash", ["-euc", command], { cwd: folder, env });
        assert.equal(ended.status, 0, ended.output);
      });
    }

    it("leaves the account as verify wants it", async () => {
      byHand = await readBack(clients(emulator));
      const workspace = new Workspace(exporting.root, emulator.env);
      const { stdout } = await workspace.npmRun("verify", "--stack", stack, "--format", "json");
      workspace.remove();
      const { lines } = JSON.parse(stdout) as Verification;
      const open = lines.filter(({ state, check }) => state !== "proven" && check !== "image");
      assert.deepEqual(open, []);
    });

    it("leaves the account as up leaves it", async () => {
      const other = await startFurnished(stack);
      const project = new ProjectCopy();
      const workspace = new Workspace(project.root, other.env);
      try {
        await workspace.pulumi("stack", "init", stack);
        const up = await workspace.npmRun("up", "--stack", stack, "--yes");
        assert.equal(up.status, 0, up.output);
        const byEngine = await readBack(clients(other));
        assert.deepEqual(documentsOf(byHand), documentsOf(byEngine));
        assert.deepEqual({ ...byHand, policies: {} }, { ...byEngine, policies: {} });
      } finally {
        workspace.remove();
        project.remove();
        await other.stop();
      }
    });
  });
}

/** The blocks of shell commands that make what the stack has, in order. */
function commandsIn(markdown: string): string[] {
  assert.match(markdown, IN_THEIR_PLACE);
  return [...markdown.replace(IN_THEIR_PLACE, "").matchAll(/```bash\n([^]*?)\n```/g)].map(
    ([, block]) => block!,
  );
}

/** How many versions a policy has had is the only thing that the two ways may differ in. */
function documentsOf({ policies }: Holdings) {
  return Object.fromEntries(Object.entries(policies).map(([name, { document }]) => [name, document]));
}
