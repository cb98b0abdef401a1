/** Variables that are made of what they were before, and functions that are handed over. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { needsOf } from "../../../../commands/application-code/needs/needs-of";
import { readApplication } from "../../../../commands/application-code/reading/read-application";

const SCOPE = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const ENVIRONMENT = { variables: { TABLE: "orders" }, isSecret: () => false, isOpen: false };

describe("What code assigns", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "assigned-"));
  after(() => fs.rmSync(root, { recursive: true }));

  /** The tables that a program names. */
  const tables = async (file: string, text: string) => {
    fs.writeFileSync(path.join(root, file), text);
    const { needs } = needsOf(await readApplication(root, [file]), SCOPE, ENVIRONMENT);
    return needs.flatMap(({ resources }) => resources.map((arn) => arn.split("/")[1]));
  };

  const PYTHON: [string, string[]][] = [
    ['name = "jobs"\nname = name.strip()\nc.get_item(TableName=name)', ["jobs"]],
    ['def f(name):\n    name = name + "-x"\n    c.get_item(TableName=name)\nf("y")', ["y-x"]],
    ['def f(name=None):\n    name = name or "usual"\n    c.get_item(TableName=name)', ["usual"]],
    [
      'def f(name: str | None = None):\n    name = name or "usual"\n    c.get_item(TableName=name)',
      ["usual"],
    ],
    ["for x in range(3):\n    name = 'a'\n    c.get_item(TableName=name)\n    name = 'b'", ["a"]],
    ["name = 'a'\nfor x in range(3):\n    c.get_item(TableName=name)\n    name = 'b'", ["a", "b"]],
    ["import functools\nget = functools.partial(c.get_item, TableName='jobs')\nget(Key={})", ["jobs"]],
    ["def f(name):\n    c.get_item(TableName=name)\nclass X: pass\npool.submit(f, 'jobs')", ["jobs"]],
    ["import asyncio\nasync def f():\n    await asyncio.to_thread(c.get_item, TableName='jobs')", ["jobs"]],
    [
      "import threading\ndef f(name):\n    c.get_item(TableName=name)\nthreading.Thread(target=f, args=('jobs',))",
      ["jobs"],
    ],
    [
      "def f():\n    loop.run_in_executor(None, g, 'jobs')\ndef g(name):\n    c.get_item(TableName=name)",
      ["jobs"],
    ],
  ];
  for (const [text, expected] of PYTHON) {
    it(`is found in Python: ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(
        await tables("app.py", `import boto3\nc = boto3.client("dynamodb")\n${text}\n`),
        expected,
      );
    });
  }

  const KEPT: [string, string][] = [
    ["app.state.table = 'jobs'", "def f(request):\n    c.get_item(TableName=request.app.state.table)"],
    ["app['table'] = 'jobs'", "def f(request):\n    c.get_item(TableName=request.app['table'])"],
    ["app.config['TABLE'] = 'jobs'", "def f():\n    c.get_item(TableName=current_app.config['TABLE'])"],
    ["app.state.c = c", "def f(request):\n    request.app.state.c.get_item(TableName='jobs')"],
    [
      "all = {each: boto3.client(each) for each in ('s3', 'dynamodb')}",
      "all['dynamodb'].get_item(TableName='jobs')",
    ],
  ];
  for (const [kept, used] of KEPT) {
    it(`is found where Python's application keeps it: ${kept}`, async () => {
      const text = `import boto3\nc = boto3.client("dynamodb")\n${kept}\n${used}\n`;
      assert.deepEqual(await tables("app.py", text), ["jobs"]);
    });
  }

  it("is not found under another name than it is kept under", async () => {
    const text =
      "import boto3\napp.state.c = boto3.client('s3')\nrequest.app.state.d.get_object(Bucket='b', Key='k')\n";
    assert.deepEqual(await tables("app.py", text), []);
  });

  it("is found where the class leaves a method to those that extend it", async () => {
    const text = (left: string) =>
      `import abc, boto3\nclass A(abc.ABC):\n${left}\n    def get(self):\n` +
      '        boto3.client("dynamodb").get_item(TableName=self.name())\n' +
      'class B(A):\n    def name(self):\n        return "jobs"\n';
    for (const left of [
      "    @abc.abstractmethod\n    def name(self): ...",
      "    def name(self):\n        raise NotImplementedError",
      '    def name(self):\n        """The table."""\n        raise NotImplementedError()',
    ])
      assert.deepEqual(await tables("app.py", text(left)), ["jobs"]);
  });

  it("is found in JavaScript", async () => {
    const start =
      'import { DynamoDB } from "@aws-sdk/client-dynamodb";\nconst c = new DynamoDB();\nlet name = process.env.TABLE;\n';
    assert.deepEqual(
      await tables("a.js", `${start}name = \`\${name}-b\`;\nc.getItem({ TableName: name });`),
      ["orders-b"],
    );
    const kept = `${start}app.locals.table = name;\napp.get("/", (req) => c.getItem({ TableName: req.app.locals.table }));`;
    assert.deepEqual(await tables("a.js", kept), ["orders"]);
    const again = `${start}async function f() {
  let RequestItems = { [name]: [] };
  while (RequestItems) ({ UnprocessedItems: RequestItems } = await c.batchWriteItem({ RequestItems }));
}`;
    assert.deepEqual(await tables("a.js", again), ["orders"]);
  });

  it("is found in Go", async () => {
    const text = `package main
import ("os"; "strings"; "github.com/aws/aws-sdk-go-v2/service/dynamodb")
func f(db *dynamodb.Client) {
  name := os.Getenv("TABLE")
  name = strings.TrimSpace(name) + "-x"
  name += "-y"
  for {
    in := dynamodb.GetItemInput{TableName: &name}
    in.ConsistentRead = nil
    db.GetItem(nil, &in)
  }
}`;
    assert.deepEqual(await tables("a.go", text), ["orders-x-y"]);
  });

  it("is found in Java", async () => {
    const text = `import static java.util.Objects.requireNonNull;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
class A implements AutoCloseable {
  void f(DynamoDbClient db) {
    String name = requireNonNull(System.getenv("TABLE"));
    name = name + "-x";
    String table = name;
    db.getItem(r -> r.tableName(table));
  }
}`;
    assert.deepEqual(await tables("A.java", text), ["orders-x"]);
  });
});
