import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { placeToKeep } from "../../../commands/application-code/reading/kept-application";
import { openApplication } from "../../../commands/application-code/reading/read-application";
import type { Application } from "../../../commands/application-code/reading/application";

const text = (key: string) =>
  `import boto3, os\nboto3.client("s3").put_object(Bucket=os.environ["B"], Key=f"${key}/{1}", Metadata={"x": ["y"]})\n`;
const LATER = 10_000;

describe("An application that was read before", () => {
  let folder: string;
  let place: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kept-"));
    place = path.join(folder, "kept");
    write("a");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const file = () => path.join(folder, "worker.py");
  const write = (key: string) => fs.writeFileSync(file(), text(key));
  const open = (later = 0) => openApplication(folder, ["."], place, Date.now() + later);
  const keysIn = ({ calls }: Application) => JSON.stringify(calls.map(({ parameters }) => parameters.Key));

  it("is the same as when it was read", async () => {
    const application = await open().read();
    assert.equal(application.calls.length, 1);
    assert.deepEqual(await open().read(), application);
    assert.equal(open().state, open(LATER).state);
  });

  it("is read again where a text has changed, and kept anew", async () => {
    const { state } = open();
    await open().read();
    write("b");
    assert.notEqual(open().state, state);
    assert.match(keysIn(await open().read()), /b\//);
    assert.match(keysIn(await open().read()), /b\//);
  });

  it("is read again where there is another file, though none has changed", async () => {
    await open(LATER).read();
    fs.writeFileSync(path.join(folder, "more.py"), text("more"));
    assert.equal((await open(LATER).read()).calls.length, 2);
  });

  it("is not opened where the file system says that no file has changed", async () => {
    const application = await open(LATER).read();
    const opened = fs.readFileSync;
    try {
      fs.readFileSync = ((name: string, ...rest: []) => {
        assert.ok(!String(name).endsWith("worker.py"), "opened");
        return opened(name, ...rest);
      }) as typeof fs.readFileSync;
      assert.deepEqual(await open(LATER).read(), application);
    } finally {
      fs.readFileSync = opened;
    }
  });

  it("is read again where a file of the same length and time has another text", async () => {
    const time = new Date(Date.now() - 3_600_000);
    fs.utimesSync(file(), time, time);
    await open(LATER).read();
    write("b");
    fs.utimesSync(file(), time, time);
    assert.match(keysIn(await open(LATER).read()), /b\//);
  });

  it("is opened where a file has changed just before, as it may change again without a trace", async () => {
    await open().read();
    const time = fs.statSync(file()).mtime;
    write("b");
    fs.utimesSync(file(), time, time);
    assert.match(keysIn(await open().read()), /b\//);
  });

  it("is read again where what was kept is cut off, and where it can be kept nowhere", async () => {
    fs.writeFileSync(place, '{"state": "');
    assert.equal((await open().read()).calls.length, 1);
    place = path.join(folder, "missing", "kept");
    assert.equal((await open().read()).calls.length, 1);
  });

  it("is kept by bundled commands alone", () => {
    assert.equal(placeToKeep(folder, ["."]), undefined);
  });
});
