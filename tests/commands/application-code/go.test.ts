/** What the small programs in Go leave out: each a few lines, with the requests and their resources as they are read. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readApplication } from "../../../commands/application-code/reading/read-application";

const IMPORTS = `import (
  "cmp"
  "context"
  "fmt"
  "os"
  "github.com/aws/aws-sdk-go-v2/aws"
  "github.com/aws/aws-sdk-go-v2/config"
  "github.com/aws/aws-sdk-go-v2/credentials"
  "github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
  "github.com/aws/aws-sdk-go-v2/service/dynamodb"
  "github.com/aws/aws-sdk-go-v2/service/s3"
)
`;

describe("Go", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "go-"));
  after(() => fs.rmSync(root, { recursive: true }));

  const read = async (files: Record<string, string>) => {
    const project = fs.mkdtempSync(path.join(root, "p"));
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
      fs.writeFileSync(path.join(project, name), text);
    }
    return readApplication(project, ["."]);
  };
  const body = (text: string, rest = "") =>
    read({
      "main.go": `package main\n${IMPORTS}${rest}\nfunc main() {\n${text}\n}\n`,
    });
  /** The name of the table of the one call. */
  const table = async (text: string, rest = "") => {
    const { calls } = await body(
      `${text}\ncfg, _ := config.LoadDefaultConfig(context.TODO())
      dynamodb.NewFromConfig(cfg).DescribeTable(context.TODO(), &dynamodb.DescribeTableInput{TableName: aws.String(name)})`,
      rest,
    );
    assert.equal(calls.length, 1);
    return calls[0]!.parameters.TableName!.map((value) => (value.kind === "text" ? value.text : value.kind));
  };
  const variable = (name: string, fallback?: string) => ({
    variable: name,
    ...(fallback !== undefined && { fallback: [fallback] }),
  });

  describe("reads the name of a resource", () => {
    const names: [string, string, unknown[], string?][] = [
      [
        "with a usual value",
        'name := os.Getenv("T")\nif name == "" {\n name = "jobs" }',
        [[variable("T", "jobs")]],
      ],
      [
        "that a variable overrides",
        'name := "jobs"\nif v := os.Getenv("T"); v != "" {\n name = v }',
        [[variable("T", "jobs")]],
      ],
      [
        "by whether a variable is set",
        'name, ok := os.LookupEnv("T")\nif !ok {\n name = "jobs" }',
        [[variable("T", "jobs")]],
      ],
      ["that cmp.Or chooses", 'name := cmp.Or(os.Getenv("T"), "jobs")', [[variable("T", "jobs")]]],
      [
        "that is put together",
        'name := fmt.Sprintf("%s-jobs", os.Getenv("STAGE"))',
        [[variable("STAGE"), "-jobs"]],
      ],
      [
        "out of a constant",
        "name := prefix + suffix",
        [["app-jobs"]],
        'const ( prefix = "app"; suffix = "-jobs" )',
      ],
      [
        "from a helper",
        'name := get("T", "jobs")',
        [[variable("T", "jobs")]],
        'func get(k, usual string) string {\n if v := os.Getenv(k); v != "" {\n return v }\n return usual }',
      ],
      [
        "from a helper with another value in between, as either",
        "name := get()",
        [["jobs"], ["jobs-", variable("STAGE")]],
        'func get() string {\n s := os.Getenv("STAGE")\n if s == "" {\n return "jobs" }\n return "jobs-" + s }',
      ],
      [
        "from a struct that envconfig fills",
        'var c Config\nenvconfig.Process("app", &c)\nname := c.TableName',
        [[variable("APP_TABLE_NAME", "jobs")]],
        'type Config struct { TableName string `split_words:"true" default:"jobs"` }',
      ],
      [
        "from a struct that envconfig fills, by its field's name",
        'var c Config\nenvconfig.MustProcess("", &c)\nname := c.Table',
        [[variable("TABLE")]],
        "type Config struct { Table string }",
      ],
      [
        "from a struct with a tag, behind the prefix of its options",
        'var c Config\nenv.ParseWithOptions(&c, env.Options{Prefix: "APP_"})\nname := c.Table',
        [[variable("APP_TABLE")]],
        'type Config struct { Table string `env:"TABLE"` }',
      ],
    ];
    for (const [title, text, expected, rest] of names) {
      it(title, async () => assert.deepEqual(await table(text, rest), expected));
    }
  });

  describe("guesses no name", () => {
    const names: [string, string, string?][] = [
      ["that a flag may set", 'var name = "jobs"\nflag.StringVar(&name, "table", "jobs", "")'],
      [
        "that a file gives",
        'c := Config{Table: "jobs"}\nyaml.Unmarshal(text, &c)\nname := c.Table',
        "type Config struct { Table string }",
      ],
      [
        "whose prefix is not known",
        "var c Config\nenvconfig.Process(prefix(), &c)\nname := c.Table",
        "type Config struct { Table string }",
      ],
      ["that comes from outside", "name := os.Args[1]"],
    ];
    for (const [title, text, rest] of names) {
      it(title, async () => assert.deepEqual(await table(text, rest), ["unknown"]));
    }
  });

  const client = "cfg, _ := config.LoadDefaultConfig(context.TODO())\nclient := s3.NewFromConfig(cfg)\n";

  it("reads transfers of the newer manager", async () => {
    const { calls } = await body(
      `${client}tm := transfermanager.New(client)
      tm.UploadObject(context.TODO(), &transfermanager.UploadObjectInput{Bucket: aws.String("b"), Key: aws.String("k")})
      tm.DownloadDirectory(context.TODO(), &transfermanager.DownloadDirectoryInput{Bucket: aws.String("b")})`,
    );
    assert.deepEqual(
      calls.map(({ operation }) => operation),
      ["putobject", "getobject", "listobjectsv2"],
    );
  });

  it("leaves out requests with other credentials, and of other endpoints", async () => {
    const { calls, foreign } = await body(
      `a, _ := config.LoadDefaultConfig(context.TODO(), config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider("k", "s", "")))
      s3.NewFromConfig(a).ListBuckets(context.TODO(), nil)
      b, _ := config.LoadDefaultConfig(context.TODO(), config.WithSharedConfigProfile("other"))
      s3.NewFromConfig(b).ListBuckets(context.TODO(), nil)
      s3.New(s3.Options{BaseEndpoint: aws.String("http://minio:9000")}).ListBuckets(context.TODO(), nil)`,
    );
    assert.deepEqual(calls, []);
    assert.deepEqual(
      foreign.map(({ reason }) => reason),
      ["other-credentials", "other-credentials", "other-endpoint"],
    );
  });

  it("counts requests of a client that asks another endpoint only at times", async () => {
    const { calls } = await body(
      `cfg, _ := config.LoadDefaultConfig(context.TODO())
      client := s3.NewFromConfig(cfg, func(o *s3.Options) {
        if os.Getenv("LOCAL") != "" { o.BaseEndpoint = aws.String("http://localhost:4566") }
      })
      client.ListBuckets(context.TODO(), nil)`,
    );
    assert.equal(calls.length, 1);
  });

  it("follows an interface that one type implements, and none that several do", async () => {
    const program = (others: string) => `package main\n${IMPORTS}
      type Store interface { Bucket() string }
      type real struct{}
      func (r real) Bucket() string { return "media" }
      ${others}
      func use(client *s3.Client, store Store) { client.GetObject(nil, &s3.GetObjectInput{Bucket: aws.String(store.Bucket())}) }`;
    const one = await read({ "main.go": program("") });
    assert.deepEqual(one.calls[0]?.parameters.Bucket, [{ kind: "text", text: ["media"] }]);
    const two = await read({
      "main.go": program('type fake struct{}\nfunc (f fake) Bucket() string { return "x" }'),
    });
    assert.deepEqual(two.calls[0]?.parameters.Bucket, [{ kind: "unknown" }]);
  });

  it("takes functions of the same name on something else for no requests", async () => {
    const { calls } = await body(
      `${client}var other cache.Client\nother.PutObject(context.TODO(), nil)\nnew(thing).GetItem(nil)\nclient.Options()`,
      "type thing struct{}\nfunc (t *thing) GetItem(any) {}",
    );
    assert.deepEqual(calls, []);
  });

  it("leaves out tests, what is vendored or generated, and what no build takes", async () => {
    const text = `package a\n${IMPORTS}func f(c *s3.Client) { c.ListBuckets(nil, nil) }\n`;
    const { files } = await read({
      "a_test.go": text,
      "vendor/x/a.go": text,
      "testdata/a.go": text,
      "_old/a.go": text,
      "mocks/a.go": text,
      "gen.go": `// Code generated by mockgen. DO NOT EDIT.\n\n${text}`,
      "tool.go": `//go:build ignore\n\n${text}`,
      "main.go": text,
      "wire_gen.go": `// Code generated by Wire. DO NOT EDIT.\n\n//go:build !wireinject\n\n${text}`,
    });
    assert.equal(files, 2);
  });

  it("resolves packages by the module's name, not by the end of a path", async () => {
    const store = `package store\n${IMPORTS}func Bucket() string { return "media" }\n`;
    const main = (imported: string) =>
      `package main\nimport (\n"github.com/aws/aws-sdk-go-v2/service/s3"\n"${imported}"\n)
      func f(c *s3.Client) { b := store.Bucket(); c.GetObject(nil, &s3.GetObjectInput{Bucket: &b}) }`;
    const bucket = async (imported: string) => {
      const files = {
        "go.mod": "module example.com/app\n",
        "internal/store/s.go": store,
        "main.go": main(imported),
      };
      return (await read(files)).calls[0]?.parameters.Bucket;
    };
    assert.deepEqual(await bucket("example.com/app/internal/store"), [{ kind: "text", text: ["media"] }]);
    assert.deepEqual(await bucket("example.com/else/internal/store"), [{ kind: "unknown" }]);
  });
});
