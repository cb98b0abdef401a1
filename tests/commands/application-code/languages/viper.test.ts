/** viper's settings in Go. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readApplication } from "../../../../commands/application-code/reading/read-application";

describe("viper", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "viper-"));
  after(() => fs.rmSync(root, { recursive: true }));

  /** What a table's name comes to. */
  const table = async (settings: string, name = 'viper.GetString("db.table")') => {
    fs.writeFileSync(
      path.join(root, "main.go"),
      `package main
import ("strings"; "github.com/aws/aws-sdk-go-v2/service/dynamodb"; "github.com/spf13/viper")
func f(db *dynamodb.Client) {
${settings}
name := ${name}
db.GetItem(nil, &dynamodb.GetItemInput{TableName: &name})
}`,
    );
    const { calls } = await readApplication(root, ["."]);
    assert.equal(calls.length, 1);
    return calls[0]!.parameters.TableName!.map((each) => (each.kind === "text" ? each.text : each.kind));
  };
  const hole = { hole: true };
  const CASES: [string, unknown, string?][] = [
    ['viper.SetDefault("db.table", "jobs")', ["jobs"]],
    ['viper.SetDefault("DB.Table", "jobs")', ["jobs"]],
    ['viper.SetDefault("db.table", "jobs")\nviper.ReadInConfig()', [hole]],
    ['viper.BindEnv("db.table", "TABLE")', [{ variable: "TABLE", fallback: [hole] }]],
    [
      'viper.BindEnv("db.table", "TABLE")\nviper.SetDefault("db.table", "a")',
      [{ variable: "TABLE", fallback: ["a"] }],
    ],
    [
      'viper.SetEnvPrefix("app")\nviper.BindEnv("table")',
      [{ variable: "APP_TABLE", fallback: [hole] }],
      'viper.GetString("table")',
    ],
    ["viper.AutomaticEnv()", [{ variable: "TABLE", fallback: [hole] }], 'viper.GetString("table")'],
    [
      'viper.AutomaticEnv()\nviper.SetEnvPrefix("app")\nviper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))',
      [{ variable: "APP_DB_TABLE", fallback: [hole] }],
    ],
    ['v := viper.New()\nv.SetDefault("db.table", "jobs")', ["jobs"], 'v.GetString("db.table")'],
    ['other.SetDefault("db.table", "jobs")', [hole]],
  ];
  for (const [settings, expected, name] of CASES) {
    it(settings.replace(/\n/g, "; "), async () => assert.deepEqual(await table(settings, name), [expected]));
  }
});
