import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Application } from "../../../commands/application-code/reading/application";
import {
  keptOrRead,
  placeToKeep,
  stateOf,
} from "../../../commands/application-code/reading/kept-application";
import { readApplication } from "../../../commands/application-code/reading/read-application";

describe("An application that was read before", () => {
  let folder: string;
  let file: string;
  let application: Application;
  let reads: number;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kept-"));
    fs.writeFileSync(
      path.join(folder, "worker.py"),
      'import boto3, os\nboto3.client("s3").put_object(Bucket=os.environ["B"], Key=f"a/{1}", Metadata={"x": ["y"]})\n',
    );
    application = await readApplication(folder, ["."]);
  });
  after(() => fs.rmSync(folder, { recursive: true }));
  beforeEach(() => {
    file = path.join(folder, "code.json");
    fs.rmSync(file, { force: true });
    reads = 0;
  });

  const read = () => {
    reads++;
    return Promise.resolve(application);
  };
  const again = (...parts: string[]) => keptOrRead(file, stateOf(parts), read);

  it("is the same as when it was read", async () => {
    assert.equal(application.calls.length, 1);
    await again("a");
    assert.deepEqual(await again("a"), application);
    assert.equal(reads, 1);
  });

  it("is read again where anything has changed, and kept anew", async () => {
    await again("worker.py", "text");
    await again("worker.py", "other text");
    await again("worker.py", "other text");
    assert.equal(reads, 2);
  });

  it("is read again where what was kept is cut off, and where it can be kept nowhere", async () => {
    fs.writeFileSync(file, '{"state": "');
    assert.deepEqual(await again("a"), application);
    file = path.join(folder, "missing", "code.json");
    assert.deepEqual(await again("a"), application);
    assert.equal(reads, 2);
  });

  it("is kept by bundled commands alone", () => {
    assert.equal(placeToKeep(folder, ["."]), undefined);
  });
});
