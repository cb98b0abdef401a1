import { CreateUserCommand } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FIRST_DAYS } from "../shapes/first-day";
import type { FirstDay } from "../shapes/first-day-shape";
import { ACCOUNT, REGION } from "../shapes/parts";
import { clients } from "./harness/aws";
import { Emulator } from "./harness/emulator";
import { type Found, readEvents } from "./harness/findings";
import type { Ended } from "./harness/processes";
import { REPOSITORY, Workspace } from "./harness/workspace";

/** Programs to try, each with the resource that a rule on single resources stops; without one the whole stack is judged. */
const TRIED: [title: string, stops?: string][] = [
  ["an inline policy on a table of the stack, by jsonStringify", "RolePolicy::task-inline"],
  ["a deployer whose policy is made of the roles' outputs", "UserPolicy::deploy"],
  ["awsx with a database's endpoint in the environment", "TaskDefinition::web"],
  ["an application that writes to a log group that its environment names"],
  ["a function that runs the task for each object that lands in a bucket", "RolePolicy::trigger-inline"],
  ["a consumer of a table's stream", "RolePolicy::task-inline"],
  ["a trust for GitHub whose condition keys are made of the provider's own URL", "Role::ci"],
  ["a secret of the stack's config, in a SecureString and by that in the container", "TaskDefinition::bot"],
  ["awsx EC2Service with a container whose environment names the load balancer", "TaskDefinition::web"],
  ["an EventBridge rule that runs the task, by the outputs of all that it names"],
  ["parameters by their ARNs, read by an execution role that may read just those"],
];

interface Run extends Ended {
  findings: Found[];
}

describe("first-day programs on the real engine", () => {
  let emulator: Emulator;
  let project: string;

  before(async () => {
    project = mkdtempSync(join(tmpdir(), "first-day-"));
    cpSync(join(REPOSITORY, "tests", "e2e", "programs", "first-day"), project, { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(project, "node_modules"));
    writeFileSync(join(project, "pack-config.json"), "{}");
    emulator = await Emulator.start(ACCOUNT, REGION);
  });
  after(async () => {
    if (project) rmSync(project, { recursive: true, force: true });
    await emulator?.stop();
  });

  /** A stack of its own in an account with nothing but the user that programs give policies. */
  async function workspaceOf({ title }: FirstDay): Promise<Workspace> {
    await emulator.empty();
    await clients(emulator).iam.send(new CreateUserCommand({ UserName: "ann" }));
    const written = { E2E_REPOSITORY: REPOSITORY, E2E_TITLE: title };
    const workspace = new Workspace(project, { ...emulator.env, ...written });
    await workspace.pulumi("stack", "init", "dev");
    await workspace.pulumi("config", "set", "aws:region", REGION, "--stack", "dev");
    return workspace;
  }

  /** A preview, and the update that follows it. */
  async function up(workspace: Workspace): Promise<Run> {
    const log = join(workspace.folder, "events.json");
    const pack = [
      "--policy-pack",
      join(REPOSITORY, "policypack"),
      "--policy-pack-config",
      "pack-config.json",
    ];
    const ended = await workspace.pulumi("up", "--yes", "--stack", "dev", ...pack, "--event-log", log);
    return { ...ended, findings: readEvents(log).findings };
  }

  async function exported(workspace: Workspace): Promise<string> {
    return (await workspace.pulumi("stack", "export", "--stack", "dev")).stdout;
  }

  const mandatory = ({ findings }: Run) => findings.filter(({ level }) => level === "mandatory");

  for (const [title, stops] of TRIED) {
    const day = FIRST_DAYS.find((each) => each.title === title)!;
    it(`${title}: a fault passes the preview and is stopped ${stops ? "before its resource is created" : "at the end"}, and mended it goes through`, async () => {
      const workspace = await workspaceOf(day);
      try {
        const stopped = await up(workspace.with({ E2E_FAULTY: "true" }));
        assert.notEqual(stopped.status, 0, stopped.output);
        // The log is the update's: what the preview said stands in what the engine printed.
        assert.match(stopped.output, /\(deferred\)/);
        const found = mandatory(stopped).find(({ policy }) => policy === day.policy);
        for (const mention of day.mentions) assert.ok(found?.message.includes(mention), stopped.output);
        const state = await exported(workspace);
        // Parts of a component have its type in front of theirs.
        assert.match(state, /"urn": "[^"]*[:$]aws:\w/, "the preview let nothing be created");
        if (stops) assert.ok(!state.includes(`:${stops}"`), `${stops} was created`);
        else assert.match(state, /:TaskDefinition::/);

        const mended = await up(workspace);
        assert.equal(mended.status, 0, mended.output);
        assert.deepEqual(mandatory(mended), []);
      } finally {
        workspace.remove();
      }
    });
  }
});
