/** What the small programs in JavaScript leave out. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { needsOf } from "../../../../commands/application-code/needs/needs-of";
import { readApplication } from "../../../../commands/application-code/reading/read-application";

const SCOPE = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const ENVIRONMENT = { variables: { JOBS_TABLE: "jobs" }, isSecret: () => false, isOpen: false };
const IMPORTS = `
const { S3Client, PutObjectCommand, ListBucketsCommand } = require("@aws-sdk/client-s3");
const { DynamoDB } = require("@aws-sdk/client-dynamodb");
const { createPresignedPost } = require("@aws-sdk/s3-presigned-post");
const db = new DynamoDB({});
`;

describe("JavaScript", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "javascript-"));
  after(() => fs.rmSync(root, { recursive: true }));

  /** `action resource` of every call, and the calls that are somebody else's. */
  const read = async (files: Record<string, string>) => {
    const project = fs.mkdtempSync(path.join(root, "p"));
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(project, name), text);
    const application = await readApplication(project, ["."]);
    const { needs, unresolved } = needsOf(application, SCOPE, ENVIRONMENT);
    const calls = needs.map(({ action, resources }) =>
      [action, ...resources.map((arn) => arn.split(":").slice(5).join(":"))].join(" "),
    );
    return { calls, unresolved: unresolved.map(({ call }) => call) };
  };
  const callsIn = async (text: string) => (await read({ "main.js": `${IMPORTS}${text}` })).calls;

  const cases: [title: string, text: string, calls: string[]][] = [
    [
      "an entry that is put into an object later",
      "const params = {}; params.TableName = process.env.JOBS_TABLE; db.scan(params);",
      ["dynamodb:Scan table/jobs"],
    ],
    [
      "both entries where one takes the place of another",
      "const params = { TableName: 'a' }; if (late) params['TableName'] = 'b'; db.scan(params);",
      ["dynamodb:Scan table/a table/b"],
    ],
    [
      "what is put into a list of an object",
      "class Unit { items = []; add(TableName) { this.items.push({ Delete: { TableName } }); }\n" +
        "commit() { return db.transactWriteItems({ TransactItems: this.items }); } }\nnew Unit().add('a');",
      ["dynamodb:DeleteItem table/a"],
    ],
    [
      "what a list's functions call with what is in it",
      "['a', 'b'].forEach((TableName) => db.scan({ TableName }));",
      ["dynamodb:Scan table/a table/b"],
    ],
    [
      "the values and the entries of an object",
      "const tables = { x: 'a', y: 'b' };\nfor (const t of Object.values(tables)) db.scan({ TableName: t });\n" +
        "Object.entries(tables).map(([, t]) => db.describeTable({ TableName: t }));",
      ["dynamodb:Scan table/a table/b", "dynamodb:DescribeTable table/a table/b"],
    ],
    [
      "what is made of each thing in a list of which nothing is known",
      "module.exports = (given) => db.transactWriteItems({ TransactItems: [...given.map((x) => ({ Put: { TableName: 'a', Item: x } }))] });",
      ["dynamodb:PutItem table/a"],
    ],
    [
      "what an object's own functions take from it",
      "module.exports = { table: 'a', read() { return db.scan({ TableName: this.table }); } };",
      ["dynamodb:Scan table/a"],
    ],
    [
      "a constructor function that another one extends",
      "function Base(table) { this.table = table; }\nBase.prototype.read = function () { return db.scan({ TableName: this.table }); };\n" +
        "function Own() { Base.call(this, 'a'); this.x = 1; }\nOwn.prototype = Object.create(Base.prototype);\nnew Own().read();",
      ["dynamodb:Scan table/a"],
    ],
    [
      "functions that a constructor gives its object",
      "function Store() { this.client = new DynamoDB({}); this.read = function () { return this.client.scan({ TableName: 'a' }); }; }",
      ["dynamodb:Scan table/a"],
    ],
    [
      "a function of a capital name that makes no object",
      "function Read(TableName) { return db.scan({ TableName }); }\nRead('a');",
      ["dynamodb:Scan table/a"],
    ],
    [
      "whatever a form calls its file",
      "createPresignedPost(new S3Client({}), { Bucket: 'media', Key: 'in/${filename}' });",
      ["s3:PutObject media/in/*"],
    ],
    [
      "what a decorator keeps, but no text under a common name",
      "app.decorate('store', new DynamoDB({})); app.decorate('table', 'a');\n" +
        "module.exports = (request) => request.server.store.scan({ TableName: request.body.table });",
      ["dynamodb:Scan"],
    ],
  ];
  for (const [title, text, calls] of cases)
    it(`follows ${title}`, async () => assert.deepEqual((await callsIn(text)).sort(), calls.sort()));

  it("takes a client for the task's own that is given keys only sometimes", async () => {
    const keys = "options.credentials = { accessKeyId: 'a', secretAccessKey: 'b' };";
    const rest = "new S3Client(options).send(new ListBucketsCommand({}));";
    const sometimes = await read({
      "main.js": `${IMPORTS}const options = {}; if (local) { ${keys} } ${rest}`,
    });
    assert.deepEqual(sometimes, { calls: ["s3:ListAllMyBuckets"], unresolved: [] });
    const always = await read({ "main.js": `${IMPORTS}const options = {}; ${keys} ${rest}` });
    assert.deepEqual(always, { calls: [], unresolved: ["s3:listbuckets"] });
  });

  describe("reads NestJS's configuration", () => {
    const service = (key: string) => `import { ConfigService } from "@nestjs/config";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
export class Jobs {
  private readonly db = new DynamoDB({});
  constructor(private readonly config: ConfigService) {}
  all() { return this.db.scan({ TableName: this.config.getOrThrow<string>(${key}) }); }
}`;
    const namespace = `import { ConfigModule, registerAs } from "@nestjs/config";
export const aws = registerAs("aws", () => ({ table: process.env.JOBS_TABLE }));
const settings = () => ({ queue: { table: "loaded" } });
ConfigModule.forRoot({ load: [settings, aws] });`;
    for (const [key, table] of [
      ['"JOBS_TABLE"', " table/jobs"],
      ['"OTHER", "usual"', " table/usual"],
      ['"aws.table"', " table/jobs"],
      ['"queue.table"', " table/loaded"],
      ['"queue.other"', ""],
    ] as const)
      it(key, async () => {
        const { calls } = await read({ "jobs.ts": service(key), "settings.ts": namespace });
        assert.deepEqual(calls, [`dynamodb:Scan${table}`]);
      });
  });
});
