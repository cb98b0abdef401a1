import { CreateUserCommand } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policies } from "../../policypack/policies";
import { FIRST_DAYS } from "../shapes/first-day";
import type { FirstDay } from "../shapes/first-day-shape";
import { ACCOUNT, REGION } from "../shapes/parts";
import { clients } from "./harness/aws";
import { Emulator } from "./harness/emulator";
import { type Found, readEvents } from "./harness/findings";
import type { Ended } from "./harness/processes";
import { REPOSITORY, Workspace } from "./harness/workspace";

/** Programs that are always tried; `E2E_FIRST_DAYS=all` tries every one but that of two accounts. */
const TITLES = [
  "an inline policy on a table of the stack, by jsonStringify",
  "a role that GitHub assumes by the stack's own OIDC provider, by getPolicyDocumentOutput",
  "a customer managed policy that comes before all else but its table, by Python's synchronous get_policy_document",
  "a deployer whose policy is made of the roles' outputs",
  "awsx with a database's endpoint in the environment",
  "an application that writes to a log group that its environment names",
  "a function that runs the task for each object that lands in a bucket",
  "a consumer of a table's stream",
  "a trust for GitHub whose condition keys are made of the provider's own URL",
  "a secret of the stack's config, in a SecureString and by that in the container",
  "awsx EC2Service with a container whose environment names the load balancer",
  "an EventBridge rule that runs the task, by the outputs of all that it names",
  "parameters by their ARNs, read by an execution role that may read just those",
];

/** The emulator gives a role that is made in another account an ARN of its own. */
const OF_TWO_ACCOUNTS =
  "a worker in an account that the stack itself creates, by the role that the organization has there";

const isTried = ({ title }: FirstDay) =>
  process.env.E2E_FIRST_DAYS === "all" ? title !== OF_TWO_ACCOUNTS : TITLES.includes(title);

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
    emulator = await Emulator.start(ACCOUNT, REGION);
  });
  after(async () => {
    if (project) rmSync(project, { recursive: true, force: true });
    await emulator?.stop();
  });

  /** A stack of its own in an account with nothing but the user that programs give policies. */
  async function workspaceOf({ title, config = {} }: FirstDay): Promise<Workspace> {
    await emulator.empty();
    await clients(emulator).iam.send(new CreateUserCommand({ UserName: "ann" }));
    const written = { E2E_REPOSITORY: REPOSITORY, E2E_TITLE: title };
    const workspace = new Workspace(project, { ...emulator.env, ...written });
    writeFileSync(join(workspace.folder, "pack-config.json"), JSON.stringify(config));
    await workspace.pulumi("stack", "init", "dev");
    await workspace.pulumi("config", "set", "aws:region", REGION, "--stack", "dev");
    return workspace;
  }

  /** A preview, and the update that follows it. */
  async function up(workspace: Workspace): Promise<Run> {
    const log = join(workspace.folder, "events.json");
    const folder = join(REPOSITORY, "policypack");
    const pack = [
      "--policy-pack",
      folder,
      "--policy-pack-config",
      join(workspace.folder, "pack-config.json"),
    ];
    const ended = await workspace.pulumi("up", "--yes", "--stack", "dev", ...pack, "--event-log", log);
    return { ...ended, findings: readEvents(log).findings };
  }

  async function exported(workspace: Workspace): Promise<string> {
    return (await workspace.pulumi("stack", "export", "--stack", "dev")).stdout;
  }

  const mandatory = ({ findings }: Run) => findings.filter(({ level }) => level === "mandatory");

  for (const day of FIRST_DAYS.filter(isTried)) {
    const policy = policies.find(({ name }) => name === day.policy);
    // Some rules on single resources ask the stack for the rest.
    const isOfResource = policy?.kind === "resource" && !("judgeStack" in policy.rule);
    it(`${day.title}: a fault is stopped, and mended it goes through`, async () => {
      const workspace = await workspaceOf(day);
      try {
        const stopped = await up(workspace.with({ E2E_FAULTY: "true" }));
        assert.notEqual(stopped.status, 0, stopped.output);
        const found = mandatory(stopped).find(({ policy }) => policy === day.policy);
        for (const mention of day.mentions) assert.ok(found?.message.includes(mention), stopped.output);
        const state = await exported(workspace);
        if (isOfResource) assert.ok(!state.includes(`"urn": "${found?.urn}"`), `${found?.urn} was created`);
        // A fault that no unknown hides is stopped at the preview. What the preview said stands in what the engine printed.
        if (!stopped.output.includes("Updating (dev)")) assert.doesNotMatch(state, /"urn": "[^"]*[:$]aws/);
        else {
          assert.ok(!day.isCertain, stopped.output);
          assert.match(stopped.output, /\(deferred\)/);
        }

        const mended = await up(workspace);
        assert.equal(mended.status, 0, mended.output);
        assert.deepEqual(mandatory(mended), []);
      } finally {
        workspace.remove();
      }
    });
  }
});
