import { CreateBucketCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import assert from "node:assert/strict";
import { clients } from "./harness/aws";
import { type Call, type Fate, FaultProxy } from "./harness/fault-proxy";
import type { Running } from "./harness/processes";
import { BARE_UP, type Scene, UndisturbedUp } from "./harness/undisturbed-up";

/** Writing calls that a first up of dev makes, and where in it a fault falls. */
const POINTS = {
  "at the first call": 0,
  "in the middle": 8,
  "when it registers": "RegisterTaskDefinition",
} as const;

type Point = (typeof POINTS)[keyof typeof POINTS];

describe("whatever ends in the middle of an up, one more up converges", () => {
  const undisturbed = new UndisturbedUp();
  before(() => undisturbed.run());
  after(() => undisturbed.end());

  for (const [where, point] of Object.entries(POINTS)) {
    for (const fate of ["drop-request", "hold-answer"] as const) {
      const what = fate === "drop-request" ? "before AWS has the call" : "before AWS's answer arrives";
      it(`the engine is killed ${where}, ${what}`, () =>
        undisturbed.inScene(async (scene) => {
          await interrupt(scene, point, fate, (up) => up.process.kill("SIGKILL"));
          await scene.workspace.pulumi("cancel", "--stack", "dev", "--yes");
          await undisturbed.assertConverges(scene);
          undisturbed.survived("the engine killed");
        }));
    }
  }

  it("the user stops it with Ctrl-C", () =>
    undisturbed.inScene(async (scene) => {
      await interrupt(scene, 6, "pass", (up) => up.process.kill("SIGINT"));
      await undisturbed.assertConverges(scene);
      undisturbed.survived("Ctrl-C");
    }));

  for (const [where, point] of Object.entries(POINTS)) {
    it(`the account's endpoint dies ${where} and comes back`, () =>
      undisturbed.inScene(async (scene) => {
        const { emulator } = scene;
        await interrupt(scene, point, "drop-request", () => emulator.kill());
        await emulator.restart();
        await undisturbed.assertConverges(scene);
        undisturbed.survived("the endpoint killed");
      }));
  }

  it("an answer is lost, and the repeated call collides with its own result", () =>
    undisturbed.inScene(async (scene) => {
      await interrupt(scene, 2, "drop-answer", () => undefined);
      const stuck = await scene.workspace.npmRun("up", "--stack", "dev", "--yes");
      if (stuck.status !== 0) {
        assert.match(stuck.output, /npm run adopt -- --stack dev/);
        const adopt = await scene.workspace.npmRun("adopt", "--stack", "dev", "--yes");
        assert.equal(adopt.status, 0, adopt.output);
      }
      await undisturbed.assertConverges(scene);
      undisturbed.survived("an answer lost (with adopt)");
    }));

  it("the state lies on S3, and the engine is killed", () =>
    undisturbed.inScene(async (scene) => {
      const { s3 } = clients(scene.emulator);
      const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" } as const;
      await s3.send(new CreateBucketCommand({ Bucket: "pulumi-state", CreateBucketConfiguration }));
      const { host } = new URL(scene.emulator.endpoint);
      const settings = `endpoint=${host}&disableSSL=true&s3ForcePathStyle=true&region=ap-northeast-2`;
      scene.workspace.env.PULUMI_BACKEND_URL = `s3://pulumi-state?${settings}`;
      const init = await scene.workspace.pulumi("stack", "init", "dev");
      assert.equal(init.status, 0, init.output);
      await interrupt(scene, 8, "hold-answer", (up) => up.process.kill("SIGKILL"));
      await scene.workspace.pulumi("cancel", "--stack", "dev", "--yes");
      await undisturbed.assertConverges(scene);
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "pulumi-state" }));
      assert.ok(
        Contents.some(({ Key }) => Key?.endsWith("/dev.json")),
        "no state in the bucket",
      );
      undisturbed.survived("the engine killed, state on S3");
    }));
});

/** Runs an up in which one call meets its fate while something else happens; the up does not succeed. */
async function interrupt(
  { emulator, through }: Scene,
  point: Point | number,
  fate: Fate,
  happens: (up: Running) => unknown,
): Promise<void> {
  let isDue = true;
  let up: Running | undefined;
  const happensToUp = () => up && happens(up);
  const write = async (call: Call): Promise<Fate> => {
    if (!isDue || !isAt(call, point)) return "pass";
    isDue = false;
    if (fate !== "hold-answer") await happensToUp();
    return fate;
  };
  await FaultProxy.during(emulator.endpoint, { write, held: happensToUp }, async (proxy) => {
    // one attempt: what the SDK repeats by itself is no fault
    up = through(proxy)
      .with({ AWS_MAX_ATTEMPTS: "1" })
      .startPulumi(...BARE_UP, "--parallel", "1");
    const { status, output } = await up.ended;
    assert.ok(!isDue, `the up never came to that point:\n${output}`);
    assert.notEqual(status, 0, output);
  });
}

function isAt({ name, index }: Call, point: Point | number): boolean {
  return typeof point === "number" ? index === point : name === point;
}
