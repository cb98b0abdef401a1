import { CreateBucketCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import assert from "node:assert/strict";
import { clients } from "./harness/aws";
import type { Emulator } from "./harness/emulator";
import { type Call, type Fate, FaultProxy } from "./harness/fault-proxy";
import { startFurnished } from "./harness/furnish";
import type { Running } from "./harness/processes";
import { ProjectCopy } from "./harness/project-copy";
import { type Holdings, readBack } from "./harness/read-back";
import { Workspace } from "./harness/workspace";

/** Pulumi's own up, fast and without the pack: what happens to it is the test, not what it finds. */
const BARE_UP = ["up", "--stack", "dev", "--yes", "--skip-preview"];

/** Writing calls that a first up of dev makes, and where in it a fault falls. */
const POINTS = {
  "at the first call": 0,
  "in the middle": 8,
  "when it registers": "RegisterTaskDefinition",
} as const;

type Point = (typeof POINTS)[keyof typeof POINTS];

describe("whatever goes wrong in the middle of an up, one more up converges", () => {
  let project: ProjectCopy;
  let wanted: Holdings;
  const survived: Record<string, number> = {};

  before(async () => {
    project = new ProjectCopy();
    wanted = await inScene(project, async ({ workspace, emulator }) => {
      const up = await workspace.npmRun("up", "--stack", "dev", "--yes");
      assert.equal(up.status, 0, up.output);
      return await readBack(clients(emulator));
    });
  });
  after(() => {
    project?.remove();
    for (const [kind, count] of Object.entries(survived)) console.log(`      survived ${count} × ${kind}`);
  });

  function note(kind: string, count = 1): void {
    survived[kind] = (survived[kind] ?? 0) + count;
  }

  /** One more up, then another that has nothing left to do; nothing is lost and nothing is there twice. */
  async function assertConverges({ workspace, emulator }: Scene): Promise<void> {
    const up = await workspace.npmRun("up", "--stack", "dev", "--yes");
    assert.equal(up.status, 0, up.output);
    assert.deepEqual(await readBack(clients(emulator)), wanted);
    const again = await workspace.npmRun("up", "--stack", "dev", "--yes", "--expect-no-changes");
    assert.equal(again.status, 0, again.output);
    assert.deepEqual(await readBack(clients(emulator)), wanted);
  }

  for (const [where, point] of Object.entries(POINTS)) {
    for (const fate of ["drop-request", "hold-answer"] as const) {
      const what = fate === "drop-request" ? "before AWS has the call" : "before AWS's answer arrives";
      it(`the engine is killed ${where}, ${what}`, () =>
        inScene(project, async (scene) => {
          await interrupt(scene, ["--parallel", "1"], point, fate, (up) => up.process.kill("SIGKILL"));
          await scene.workspace.pulumi("cancel", "--stack", "dev", "--yes");
          await assertConverges(scene);
          note("the engine killed");
        }));
    }
  }

  it("the user stops it with Ctrl-C", () =>
    inScene(project, async (scene) => {
      await interrupt(scene, ["--parallel", "1"], 6, "pass", (up) => up.process.kill("SIGINT"));
      await assertConverges(scene);
      note("Ctrl-C");
    }));

  for (const [where, point] of Object.entries(POINTS)) {
    it(`the account's endpoint dies ${where} and comes back`, () =>
      inScene(project, async (scene) => {
        const { emulator } = scene;
        await interrupt(scene, ["--parallel", "1"], point, "drop-request", () => emulator.kill());
        await emulator.restart();
        await assertConverges(scene);
        note("the endpoint killed");
      }));
  }

  it("an answer is lost, and the repeated call collides with its own result", () =>
    inScene(project, async (scene) => {
      await interrupt(scene, ["--parallel", "1"], 2, "drop-answer", () => undefined);
      const stuck = await scene.workspace.npmRun("up", "--stack", "dev", "--yes");
      if (stuck.status !== 0) {
        assert.match(stuck.output, /npm run adopt -- --stack dev/);
        const adopt = await scene.workspace.npmRun("adopt", "--stack", "dev", "--yes");
        assert.equal(adopt.status, 0, adopt.output);
      }
      await assertConverges(scene);
      note("an answer lost (with adopt)");
    }));

  for (const fate of ["throttle", "unavailable"] as const) {
    it(`every other call is answered with ${fate === "throttle" ? "Throttling" : "503"}`, () =>
      inScene(project, async (scene) => {
        const proxy = await FaultProxy.start(scene.emulator.endpoint, ({ index }) =>
          index % 2 === 0 ? fate : "pass",
        );
        try {
          const workspace = scene.through(proxy);
          workspace.env.AWS_MAX_ATTEMPTS = "10";
          const up = await workspace.pulumi(...BARE_UP);
          assert.equal(up.status, 0, up.output);
          note(fate === "throttle" ? "a throttled call" : "a 503", proxy.injected[fate]);
        } finally {
          proxy.stop();
        }
        await assertConverges(scene);
      }));
  }

  it("AWS is down for good after some calls, and up fails", () =>
    inScene(project, async (scene) => {
      const proxy = await FaultProxy.start(scene.emulator.endpoint, ({ index }) =>
        index < 5 ? "pass" : "unavailable",
      );
      try {
        const up = await scene.through(proxy).pulumi(...BARE_UP);
        assert.notEqual(up.status, 0, up.output);
      } finally {
        proxy.stop();
      }
      await assertConverges(scene);
      note("an outage");
    }));

  it("a second up runs at the same time, and is kept out", () =>
    inScene(project, async (scene) => {
      let second: Running | undefined;
      const proxy = await FaultProxy.start(scene.emulator.endpoint, async ({ index }): Promise<Fate> => {
        if (index === 3) {
          second = scene.workspace.startPulumi(...BARE_UP);
          const { status, output } = await second.ended;
          assert.notEqual(status, 0);
          assert.match(output, /currently locked/);
        }
        return "pass";
      });
      try {
        const first = await scene.through(proxy).pulumi(...BARE_UP);
        assert.equal(first.status, 0, first.output);
        assert.ok(second, "there was no second up");
      } finally {
        proxy.stop();
      }
      await assertConverges(scene);
      note("a second up");
    }));

  it("the credentials are another account's", () =>
    inScene(project, async (scene) => {
      const up = await scene.workspace.npmRun("up", "--stack", "dev", "--yes");
      assert.equal(up.status, 0, up.output);
      const other = await startFurnished("prod");
      try {
        const before = await readBack(clients(other));
        scene.workspace.env.AWS_ENDPOINT_URL = other.endpoint;
        const wrong = await scene.workspace.npmRun("up", "--stack", "dev", "--yes", "--refresh");
        assert.notEqual(wrong.status, 0);
        assert.match(wrong.output, /AWS account ID not allowed: 575084400422/);
        assert.deepEqual(await readBack(clients(other)), before);
      } finally {
        scene.workspace.env.AWS_ENDPOINT_URL = scene.emulator.endpoint;
        await other.stop();
      }
      await assertConverges(scene);
      note("the wrong account");
    }));

  it("the state lies on S3, and the engine is killed", () =>
    inScene(project, async (scene) => {
      const { s3 } = clients(scene.emulator);
      const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" } as const;
      await s3.send(new CreateBucketCommand({ Bucket: "pulumi-state", CreateBucketConfiguration }));
      const { host } = new URL(scene.emulator.endpoint);
      const settings = `endpoint=${host}&disableSSL=true&s3ForcePathStyle=true&region=ap-northeast-2`;
      scene.workspace.env.PULUMI_BACKEND_URL = `s3://pulumi-state?${settings}`;
      const init = await scene.workspace.pulumi("stack", "init", "dev");
      assert.equal(init.status, 0, init.output);
      await interrupt(scene, ["--parallel", "1"], 8, "hold-answer", (up) => up.process.kill("SIGKILL"));
      await scene.workspace.pulumi("cancel", "--stack", "dev", "--yes");
      await assertConverges(scene);
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "pulumi-state" }));
      assert.ok(
        Contents.some(({ Key }) => Key?.endsWith("/dev.json")),
        "no state in the bucket",
      );
      note("the engine killed, state on S3");
    }));
});

/** An empty account and an empty state. */
interface Scene {
  emulator: Emulator;
  workspace: Workspace;
  /** The same workspace with the proxy as AWS. */
  through(proxy: FaultProxy): Workspace;
}

async function inScene<T>(project: ProjectCopy, act: (scene: Scene) => Promise<T>): Promise<T> {
  const emulator = await startFurnished("dev");
  const workspace = new Workspace(project.root, { ...emulator.env });
  const through = (proxy: FaultProxy) => workspace.with({ AWS_ENDPOINT_URL: proxy.endpoint });
  try {
    await workspace.pulumi("stack", "init", "dev");
    return await act({ emulator, workspace, through });
  } finally {
    workspace.remove();
    await emulator.stop();
  }
}

/** Runs an up in which one call meets its fate while something else happens; the up does not succeed. */
async function interrupt(
  { emulator, through }: Scene,
  flags: string[],
  point: Point | number,
  fate: Fate,
  happens: (up: Running) => unknown,
): Promise<void> {
  let isDue = true;
  const proxy = await FaultProxy.start(emulator.endpoint, async (call) => {
    if (!isDue || !isAt(call, point)) return "pass";
    isDue = false;
    if (fate === "hold-answer") {
      // first the call has its effect, then whatever happens, happens
      setTimeout(() => void happens(up), 500);
      return fate;
    }
    await happens(up);
    return fate;
  });
  const workspace = through(proxy);
  // one attempt: what the SDK repeats by itself is no fault
  const up = workspace.with({ AWS_MAX_ATTEMPTS: "1" }).startPulumi(...BARE_UP, ...flags);
  try {
    const { status, output } = await up.ended;
    assert.ok(!isDue, `the up never came to that point:\n${output}`);
    assert.notEqual(status, 0, output);
  } finally {
    proxy.stop();
  }
}

function isAt({ name, index }: Call, point: Point | number): boolean {
  return typeof point === "number" ? index === point : name === point;
}
