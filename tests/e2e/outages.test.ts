import assert from "node:assert/strict";
import { clients } from "./harness/aws";
import { type Call, type Fate, FaultProxy } from "./harness/fault-proxy";
import { startFurnished } from "./harness/furnish";
import type { Running } from "./harness/processes";
import { readBack } from "./harness/read-back";
import { BARE_UP, UndisturbedUp } from "./harness/undisturbed-up";

describe("whatever an up gets for an answer, one more up converges", () => {
  const undisturbed = new UndisturbedUp();
  before(() => undisturbed.run());
  after(() => undisturbed.end());

  for (const fate of ["throttle", "unavailable"] as const) {
    it(`the first two answers to every call are ${fate === "throttle" ? "Throttling" : "503"}`, () =>
      undisturbed.inScene(async (scene) => {
        const write = ({ attempt }: Call): Fate => (attempt <= 2 ? fate : "pass");
        await FaultProxy.during(scene.emulator.endpoint, { write }, async (proxy) => {
          const up = await scene.through(proxy).pulumi(...BARE_UP);
          assert.equal(up.status, 0, up.output);
          undisturbed.survived(fate === "throttle" ? "a throttled call" : "a 503", proxy.injected[fate]);
        });
        await undisturbed.assertConverges(scene);
      }));
  }

  for (const calls of [4, 5, 6])
    it(`AWS is down for good after ${calls} calls, and up fails`, () =>
      undisturbed.inScene(async (scene) => {
        const write = ({ index }: Call): Fate => (index < calls ? "pass" : "unavailable");
        await FaultProxy.during(scene.emulator.endpoint, { write }, async (proxy) => {
          const up = await scene.through(proxy).pulumi(...BARE_UP);
          assert.notEqual(up.status, 0, up.output);
        });
        await undisturbed.assertConverges(scene);
        undisturbed.survived("an outage");
      }));

  it("AWS goes down between the creation of a log group and its retention", () =>
    undisturbed.inScene(async (scene) => {
      const write = ({ name }: Call): Fate => (name === "PutRetentionPolicy" ? "unavailable" : "pass");
      await FaultProxy.during(scene.emulator.endpoint, { write }, async (proxy) => {
        const up = await scene.through(proxy).pulumi(...BARE_UP);
        assert.notEqual(up.status, 0, up.output);
        assert.ok(proxy.writes.includes("CreateLogGroup"));
      });
      await undisturbed.assertConverges(scene);
      undisturbed.survived("half a creation");
    }));

  it("a second up runs at the same time, and is kept out", () =>
    undisturbed.inScene(async (scene) => {
      let second: Running | undefined;
      const write = async ({ index }: Call): Promise<Fate> => {
        if (index === 3) {
          second = scene.workspace.startPulumi(...BARE_UP);
          const { status, output } = await second.ended;
          assert.notEqual(status, 0);
          assert.match(output, /currently locked/);
        }
        return "pass";
      };
      await FaultProxy.during(scene.emulator.endpoint, { write }, async (proxy) => {
        const first = await scene.through(proxy).pulumi(...BARE_UP);
        assert.equal(first.status, 0, first.output);
        assert.ok(second, "there was no second up");
      });
      await undisturbed.assertConverges(scene);
      undisturbed.survived("a second up");
    }));

  it("the credentials are another account's", () =>
    undisturbed.inScene(async (scene) => {
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
      await undisturbed.assertConverges(scene);
      undisturbed.survived("the wrong account");
    }));
});
