/** What the small programs in Python leave out. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readApplication } from "../../../../commands/application-code/reading/read-application";

describe("Python", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "python-"));
  after(() => fs.rmSync(root, { recursive: true }));

  const callsOf = async (files: Record<string, string>) => {
    const project = fs.mkdtempSync(path.join(root, "p"));
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
      fs.writeFileSync(path.join(project, name), text);
    }
    const { calls } = await readApplication(project, ["."]);
    return calls.map(({ file, operation }) => `${file} ${operation}`);
  };

  it("knows the SDK where it is installed beside the application", async () => {
    const main =
      'import boto3\nfrom botocore.config import Config\n\nboto3.client("sqs", config=Config()).list_queues()\n';
    const installed = {
      "boto3/__init__.py":
        "def client(*args, **kwargs):\n    return _get_default_session().client(*args, **kwargs)\n",
      "botocore/config.py": "class Config:\n    pass\n",
    };
    assert.deepEqual(await callsOf({ "main.py": main, ...installed }), await callsOf({ "main.py": main }));
    assert.deepEqual(await callsOf({ "main.py": main }), ["main.py listqueues"]);
  });
});
