/** Applications that threads read: what they come to is what one thread makes of them. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { MessageChannel } from "node:worker_threads";
import { writeApplication } from "../../../../bench/written-application";
import { listApplication, readTexts } from "../../../../commands/application-code/reading/application-files";
import { applicationIn } from "../../../../commands/application-code/reading/application-in";
import { applicationOf } from "../../../../commands/application-code/reading/application-of";
import { lead } from "../../../../commands/application-code/reading/threads/in-thread";
import { pack, unpack } from "../../../../commands/application-code/reading/threads/packed-objects";
import type { Said } from "../../../../commands/application-code/reading/threads/thread-data";

const PROGRAMS = path.join(__dirname, "..", "programs");

describe("An application that threads read", function () {
  this.timeout(60_000);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "threads-"));
  after(() => fs.rmSync(root, { recursive: true }));
  const textsOf = (folder: string) => readTexts(folder, listApplication(folder, ["."]));

  it("comes to what one thread makes of it, in every language", async () => {
    const texts = textsOf(PROGRAMS);
    assert.deepEqual(await applicationIn(texts, 0), (await applicationOf(texts)).application);
  });

  it("comes to the same in batches", async () => {
    writeApplication(path.join(root, "large"), 80);
    const texts = textsOf(path.join(root, "large"));
    const { application } = await applicationOf(texts);
    assert.ok(application.calls.length > 10);
    assert.deepEqual(await applicationIn(texts, 0), application);
  });

  it("comes to the same where the thread that helps has taken files and ended", async () => {
    const texts = textsOf(path.join(PROGRAMS, "python"));
    const { port1, port2 } = new MessageChannel();
    const counter = new SharedArrayBuffer(4);
    new Int32Array(counter)[0] = 1;
    port2.close();
    let said: Said | undefined;
    const plain = [...texts.texts].map(([file, { text }]): [string, string] => [file, text]);
    await lead(
      { does: "lead", texts: plain, passedOver: [], manifests: [], counter, port: port1, deepest: 250 },
      (each) => (said = each),
    );
    assert.deepEqual(said, await applicationOf(texts));
  });

  it("is followed as deep as it goes, however small it is", async () => {
    const depth = 900;
    const steps = Array.from(
      { length: depth },
      (_, step) => `def step${step}(name):\n    step${step + 1}(name)\n`,
    );
    const folder = path.join(root, "deep");
    fs.mkdirSync(folder);
    fs.writeFileSync(
      path.join(folder, "app.py"),
      [
        "import boto3",
        `def step${depth}(name):\n    boto3.client("dynamodb").get_item(TableName=name, Key={})\n`,
        ...steps.reverse(),
        'step0("jobs")',
      ].join("\n"),
    );
    const texts = textsOf(folder);
    assert.equal((await applicationOf(texts)).isTooDeep, true);
    const { calls, isExhausted } = await applicationIn(texts);
    assert.deepEqual(calls[0]?.parameters.TableName, [{ kind: "text", text: ["jobs"] }]);
    assert.equal(isExhausted, false);
  });
});

describe("Packed objects", () => {
  class Named {
    constructor(
      readonly name: string,
      readonly other?: object,
    ) {}
  }
  class Unknown {}
  const SHARED = { kind: "shared" };
  const common = { classes: [Named], objects: [SHARED] };

  it("are unpacked as what they were: classes, collections, circles and all", () => {
    const circle: Record<string, unknown> = {
      at: Infinity,
      below: -3,
      large: 2 ** 40,
      none: undefined,
      no: null,
    };
    circle.self = circle;
    const root = [
      circle,
      new Named("a", circle),
      new Map<unknown, unknown>([["k", [1, "two", true]]]),
      new Set(["x"]),
      SHARED,
    ];
    const packed = structuredClone(pack(root, common));
    const unpacked = unpack(packed, common) as typeof root;
    assert.deepEqual(unpacked, root);
    assert.ok(unpacked[1] instanceof Named);
    assert.equal(unpacked[4], SHARED);
    assert.equal((unpacked[0] as typeof circle).self, unpacked[0]);
  });

  it("are of no class that the other thread does not know", () => {
    assert.throws(() => pack([new Unknown()], common), /of a class that the other thread does not know/);
  });
});
