/** Programs whose values depend on themselves: recursion, loops, functions and classes that use each other. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readApplication } from "../../../../commands/application-code/reading/read-application";

const SERIALIZER = `
import boto3

class Tags:
    def __init__(self):
        self.all = []

    def tag(self, value):
        for each in self.all:
            value = each.to_json(self, value)
        if isinstance(value, dict):
            return {key: self.tag(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.tag(inner) for inner in value]
        return self.pack(self.strip(value))

    def pack(self, value):
        value = self.strip(value) or self.tag(value)
        return self.tag(value) or self.pack(value)

    def strip(self, value):
        value = value.strip() or self.pack(value)
        return self.tag(value) or self.strip(self.pack(value))

class Plain(Tags):
    def to_json(self, tags, value):
        return tags.tag(self.strip(self.pack(value)))

def store(client, tags, rows):
    for row in rows:
        client.put_item(TableName="rows", Item=tags.tag(row))
`;

describe("Values that depend on themselves", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "circles-"));
  after(() => fs.rmSync(root, { recursive: true }));

  const read = async (text: string) => {
    fs.writeFileSync(path.join(root, "app.py"), text);
    const { calls, isExhausted } = await readApplication(root, ["."]);
    return { calls: calls.map(({ operation, parameters }) => ({ operation, ...parameters })), isExhausted };
  };
  const operations = async (text: string) => (await read(text)).calls.map(({ operation }) => operation);

  it("do not use up what a program may cost", async () => {
    const { isExhausted, calls } = await read(
      `${SERIALIZER}\nstore(boto3.client("dynamodb"), Plain(), [{"a": Plain().pack("b")}])\n`,
    );
    assert.equal(isExhausted, false);
    assert.deepEqual(
      calls.map(({ operation }) => operation),
      ["putitem"],
    );
  });

  it("reach a function that hands its client on to itself", async () => {
    const text = `
import boto3

def walk(client, prefix):
    for each in client.list_objects_v2(Bucket="media", Prefix=prefix)["CommonPrefixes"]:
        walk(client, each["Prefix"])

walk(boto3.client("s3"), "")
`;
    assert.deepEqual(await operations(text), ["listobjectsv2"]);
  });

  it("reach two functions that hand it to each other, whichever comes first", async () => {
    const even = `
def even(client, number):
    client.get_item(TableName="numbers", Key={})
    return odd(client, number - 1)
`;
    const odd = `
def odd(client, number):
    client.delete_item(TableName="numbers", Key={})
    return even(client, number - 1)
`;
    const start = `\nodd(boto3.client("dynamodb"), 3)\n`;
    for (const functions of [even + odd, odd + even])
      assert.deepEqual((await operations(`import boto3\n${functions}${start}`)).sort(), [
        "deleteitem",
        "getitem",
      ]);
  });

  it("reach a client that a function makes anew where it is given none", async () => {
    const text = `
import boto3

def connect(client=None):
    if client is None:
        client = connect(boto3.client("sqs"))
    return client

connect().send_message(QueueUrl="https://sqs.eu-west-1.amazonaws.com/111122223333/work", MessageBody="x")
`;
    assert.deepEqual(await operations(text), ["sendmessage"]);
  });

  it("leave a text open that grows in a loop", async () => {
    const text = `
import boto3

name = "logs"
for part in ["a", "b"]:
    name = name + "-" + part
boto3.client("s3").delete_bucket(Bucket=name)
`;
    const { calls } = await read(text);
    assert.equal(calls.length, 1);
    assert.ok(!JSON.stringify(calls).includes("logs-a-b-a"), JSON.stringify(calls));
  });

  it("reach a function behind a hundred others, and end behind thousands", async () => {
    const chain = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const next =
          index + 1 < count ? `step${index + 1}(client)` : 'client.get_item(TableName="t", Key={})';
        return `def step${index}(client):\n    return ${next}\n`;
      }).join("\n");
    const program = (count: number) => `import boto3\n${chain(count)}\nstep0(boto3.client("dynamodb"))\n`;
    assert.deepEqual(await operations(program(100)), ["getitem"]);
    await operations(program(3000));
  });
});
