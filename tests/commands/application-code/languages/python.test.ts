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

  describe("finds what is read and written at S3's paths", () => {
    const inMain = (text: string) => callsOf({ "main.py": text });
    for (const [text, calls] of [
      ["import pandas as pd\npd.read_csv('s3://lake/raw.csv')", ["main.py getobject"]],
      ["import pandas as pd\npd.read_csv('raw.csv')", []],
      ["import pandas as pd\npd.read_csv(path)", []],
      ["import csvs\ncsvs.read_csv('s3://lake/raw.csv')", []],
      ["def save(df):\n    df.to_parquet('s3://lake/clean.parquet')", ["main.py putobject"]],
      ["def save(df):\n    df.to_parquet('clean.parquet')", []],
      ["import polars as pl\npl.scan_parquet('s3://lake/*.parquet')", ["main.py getobject"]],
      ["import smart_open\nsmart_open.open('s3://lake/a.txt', 'w')", ["main.py putobject"]],
      ["from smart_open import open\nopen('s3://lake/a.txt')", ["main.py getobject"]],
      ["open('s3://lake/a.txt')", []],
      ["import s3fs\nfs = s3fs.S3FileSystem()\nfs.ls('lake/raw')", ["main.py listbucket"]],
      ["import s3fs\nfs = s3fs.S3FileSystem(anon=True)\nfs.ls('lake/raw')", []],
      ["import s3fs\nfs = s3fs.S3FileSystem(anon=False)\nfs.ls('lake/raw')", ["main.py listbucket"]],
      ["import s3fs\nfs = s3fs.S3FileSystem(key='a', secret='b')\nfs.ls('lake/raw')", []],
      [
        "import pandas as pd\npd.read_csv('s3://lake/raw.csv', storage_options={'key': 'a', 'secret': 'b'})",
        [],
      ],
    ] as const)
      it(JSON.stringify(text), async () => assert.deepEqual(await inMain(text), calls));
  });

  it("takes a client for the task's own that is given keys only sometimes", async () => {
    const client = "import boto3\noptions = {}\n";
    const keys = "options['aws_access_key_id'] = 'a'\n";
    const rest = "boto3.client('sqs', **options).list_queues()\n";
    assert.deepEqual(await callsOf({ "main.py": `${client}if local:\n    ${keys}${rest}` }), [
      "main.py listqueues",
    ]);
    assert.deepEqual(await callsOf({ "main.py": `${client}${keys}${rest}` }), []);
  });
});
