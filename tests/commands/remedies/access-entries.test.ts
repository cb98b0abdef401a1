import assert from "node:assert/strict";
import { type Fit, roleEntries } from "../../../commands/remedies/access-entries";

const HOME = { account: "111122223333", region: "eu-west-1" };
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;
const TABLE = arn("dynamodb", "table/jobs");

/** Each action with its resource, and the access of an entry that is there already. */
function entriesFor(asked: [action: string, resource: string][], present?: string, fit?: Fit) {
  const missing = asked.map(([action, resource]) => ({ action, resource }));
  return roleEntries(missing, HOME, () => present, fit).map(({ list, entry }) => [list.at(-1), entry]);
}

describe("missing access as YAML", () => {
  const reads = ["GetItem", "Query", "Scan"].map((name) => [`dynamodb:${name}`, TABLE] as [string, string]);
  const writes = ["PutItem", "UpdateItem"].map((name) => [`dynamodb:${name}`, TABLE] as [string, string]);

  it("is an entry with the access that is lacking", () => {
    assert.deepEqual(entriesFor(reads), [["tables", { name: "jobs", access: "read" }]]);
    assert.deepEqual(entriesFor(writes), [["tables", { name: "jobs", access: "write" }]]);
    assert.deepEqual(entriesFor([...reads, ...writes]), [["tables", { name: "jobs", access: "read-write" }]]);
  });

  it("widens the entry that is there", () => {
    assert.deepEqual(entriesFor(writes, "read"), [["tables", { name: "jobs", access: "read-write" }]]);
  });

  it("is a statement where an entry would grant more than is asked for", () => {
    assert.deepEqual(entriesFor(reads.slice(0, 1)), [
      ["statements", { sid: "DynamodbGetItem", actions: ["dynamodb:GetItem"], resources: [TABLE] }],
    ]);
  });

  it("names secrets, buckets, parameters and log groups as the config does", () => {
    const secret = arn("secretsmanager", "secret:prod/db-??????");
    const cases: [string, string, unknown][] = [
      ["secretsmanager:GetSecretValue", secret, ["secrets", { secret: "prod/db" }]],
      ["s3:PutObject", "arn:aws:s3:::data/*", ["buckets", { name: "data", access: "write" }]],
      ["ssm:GetParameter", arn("ssm", "parameter/app/db"), ["parameters", { parameter: "/app/db" }]],
    ];
    for (const [action, resource, entry] of cases)
      assert.deepEqual(entriesFor([[action, resource]]), [entry]);
    const logs = arn("logs", "log-group:/app/jobs:log-stream:*");
    assert.deepEqual(
      entriesFor([
        ["logs:CreateLogStream", logs],
        ["logs:PutLogEvents", logs],
      ]),
      [["logGroups", { name: "/app/jobs" }]],
    );
  });

  it("is a statement for other services, accounts and regions", () => {
    const model = arn("bedrock", "provisioned-model/jobs");
    const elsewhere = TABLE.replace("eu-west-1", "us-east-1");
    assert.equal(entriesFor([["bedrock:InvokeModel", model]])[0]![0], "statements");
    assert.equal(entriesFor([["dynamodb:PutItem", elsewhere]])[0]![0], "statements");
  });

  it("names queues, topics, streams, event buses and keys, too", () => {
    const cases: [string, string, unknown][] = [
      ["sqs:SendMessage", arn("sqs", "jobs.fifo"), ["queues", { name: "jobs.fifo", access: "write" }]],
      ["sns:Publish", arn("sns", "jobs"), ["topics", { name: "jobs" }]],
      ["events:PutEvents", arn("events", "event-bus/jobs"), ["eventBuses", { name: "jobs" }]],
      ["kms:Decrypt", arn("kms", "key/k-1"), ["kmsKeys", { key: "k-1", access: "decrypt" }]],
    ];
    for (const [action, resource, entry] of cases)
      assert.deepEqual(entriesFor([[action, resource]]), [entry]);
    const stream = arn("kinesis", "stream/jobs");
    const puts: [string, string][] = [
      ["kinesis:PutRecord", stream],
      ["kinesis:PutRecords", stream],
    ];
    assert.deepEqual(entriesFor(puts), [["streams", { name: "jobs", access: "write" }]]);
    assert.deepEqual(entriesFor(puts.slice(1), undefined, "enclosing"), entriesFor(puts));
  });

  it("encloses what is asked where that is wanted, and never an access that nobody asked for", () => {
    const asked = (actions: string[]) =>
      entriesFor(
        actions.map((action) => [`dynamodb:${action}`, TABLE]),
        undefined,
        "enclosing",
      );
    assert.deepEqual(asked(["GetItem"]), [["tables", { name: "jobs", access: "read" }]]);
    assert.deepEqual(asked(["DescribeTable"]), [["tables", { name: "jobs", access: "read" }]]);
    assert.deepEqual(asked(["PutItem", "DeleteItem"]), [
      ["tables", { name: "jobs", access: "write", delete: true }],
    ]);
    assert.deepEqual(
      asked(["DeleteItem"]).map(([list]) => list),
      ["statements"],
    );
    const group = arn("logs", "log-group:/app/jobs");
    assert.deepEqual(entriesFor([["logs:CreateLogGroup", group]], undefined, "enclosing"), [
      ["logGroups", { name: "/app/jobs", create: true }],
    ]);
  });

  it("gives two statements two names, though they begin with the same action", () => {
    const model = (name: string) => arn("bedrock", `provisioned-model/${name}`);
    const entries = entriesFor([
      ["bedrock:InvokeModel", model("a")],
      ["bedrock:InvokeModel", model("b")],
      ["bedrock:InvokeModelWithResponseStream", model("b")],
    ]);
    assert.deepEqual(
      entries.map(([, entry]) => (entry as { sid: string }).sid),
      ["BedrockInvokeModel", "BedrockInvokeModel2"],
    );
  });
});
