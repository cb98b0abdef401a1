import { tools } from "./tools";
import assert from "node:assert/strict";
import { clients } from "./aws";
import type { Emulator } from "./emulator";
import type { FaultProxy } from "./fault-proxy";
import { startFurnished } from "./furnish";
import { ProjectCopy } from "./project-copy";
import { type Holdings, readBack } from "./read-back";
import { Workspace } from "./workspace";

/** Pulumi's own up, fast and without the pack: what happens to it is the test, not what it finds. */
export const BARE_UP = ["up", "--stack", "dev", "--yes", "--skip-preview"];

/** An empty account and an empty state. */
export interface Scene {
  emulator: Emulator;
  workspace: Workspace;
  /** The same workspace with the proxy as AWS. */
  through(proxy: FaultProxy): Workspace;
}

/** What an up of dev leaves in its account if nothing goes wrong: the measure for those where something does. */
export class UndisturbedUp {
  private project: ProjectCopy | undefined;
  private holdings: Holdings | undefined;
  private readonly faults: Record<string, number> = {};

  async run(): Promise<void> {
    this.project = new ProjectCopy();
    this.holdings = await this.inScene(async ({ workspace, emulator }) => {
      const up = await workspace.npmRun("up", "--stack", "dev", "--yes");
      assert.equal(up.status, 0, up.output);
      return await readBack(clients(emulator));
    });
  }

  async inScene<T>(act: (scene: Scene) => Promise<T>): Promise<T> {
    assert.ok(this.project, "nothing was run yet");
    const emulator = await startFurnished("dev");
    const workspace = new Workspace(this.project.root, { ...emulator.env }, undefined, tools().oldestPulumi);
    const through = (proxy: FaultProxy) => workspace.with({ AWS_ENDPOINT_URL: proxy.endpoint });
    try {
      await workspace.pulumi("stack", "init", "dev");
      return await act({ emulator, workspace, through });
    } finally {
      workspace.remove();
      await emulator.stop();
    }
  }

  /** One more up, then another that has nothing left to do; nothing is lost and nothing is there twice. */
  async assertConverges({ workspace, emulator }: Scene): Promise<void> {
    const up = await workspace.npmRun("up", "--stack", "dev", "--yes");
    assert.equal(up.status, 0, up.output);
    assert.deepEqual(await readBack(clients(emulator)), this.holdings);
    const again = await workspace.pulumi(...BARE_UP, "--expect-no-changes");
    assert.equal(again.status, 0, again.output);
    assert.deepEqual(await readBack(clients(emulator)), this.holdings);
  }

  survived(kind: string, count = 1): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + count;
  }

  /** Prints how many faults of each kind were survived. */
  end(): void {
    this.project?.remove();
    for (const [kind, count] of Object.entries(this.faults)) console.log(`      survived ${count} × ${kind}`);
  }
}
