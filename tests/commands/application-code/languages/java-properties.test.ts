/** Settings files of Java's frameworks. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { propertiesIn } from "../../../../commands/application-code/languages/java/properties";
import { needsOf } from "../../../../commands/application-code/needs/needs-of";
import { readApplication } from "../../../../commands/application-code/reading/read-application";

const SCOPE = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

describe("Settings files", () => {
  const of = (name: string, text: string) => Object.fromEntries(propertiesIn(new Map([[name, text]])));

  it("are read as properties", () => {
    const text = "# a.b=no\n! a.b=no\na.b = one\nc-d:two\ne.f three\ng=\\\n   four\nh\\=i=five\nempty=\n\\";
    assert.deepEqual(of("application.properties", text), {
      "a.b": ["one"],
      cd: ["two"],
      "e.f": ["three"],
      g: ["four"],
      "h=i": ["five"],
      empty: [""],
    });
  });

  it("are read as YAML, with every document, and not where they are malformed", () => {
    const text =
      "app:\n  table-name: one\n  list: [a, b]\n  port: 8080\n---\napp.tableName: two\n---\nbad: [\n";
    assert.deepEqual(of("application.yml", text), {
      "app.tablename": ["one", "two"],
      "app.list[0]": ["a"],
      "app.list[1]": ["b"],
    });
    assert.deepEqual(of("application.yml", ""), {});
  });

  it("are read as Quarkus runs a container", () => {
    assert.deepEqual(of("application.properties", "a=dev\n%prod.a=prod\n%test.b=no"), { a: ["prod"] });
  });
});

describe("Settings of a Java application", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "settings-"));
  after(() => fs.rmSync(root, { recursive: true }));
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  write(
    "src/main/java/app/A.java",
    `package app;
import org.springframework.beans.factory.annotation.Value;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
class A {
  @Value("\${app.table-name:usual}") String name;
  final DynamoDbClient db = DynamoDbClient.create();
  void f() { db.getItem(r -> r.tableName(name)); }
}`,
  );
  const tables = async (variables: Record<string, string>, text: string) => {
    write("src/main/resources/application.yml", text);
    const { needs } = needsOf(await readApplication(root, ["."]), SCOPE, {
      variables,
      isSecret: () => false,
      isOpen: false,
    });
    return needs.map(({ resources }) => resources.map((arn) => arn.split("/")[1]).join());
  };

  const IN_FILE = "app:\n  table-name: in-file\n";
  const CASES: [string, Record<string, string>, string, string][] = [
    ["the file's", {}, IN_FILE, "in-file"],
    ["the environment's before the file's", { APP_TABLENAME: "set" }, IN_FILE, "set"],
    ["the environment's by any spelling", { APP_TABLE_NAME: "set" }, IN_FILE, "set"],
    ["the code's where the file has none", {}, "other: x\n", "usual"],
    ["a variable that the file names", { TABLE: "set" }, "app:\n  tableName: ${TABLE:local}\n", "set"],
    ["the file's default of a variable", {}, "app:\n  tableName: ${TABLE:local}\n", "local"],
    ["another property of the file", {}, "stage: live\napp:\n  tableName: jobs-${stage}\n", "jobs-live"],
    ["any of several profiles'", {}, `${IN_FILE}---\napp:\n  table-name: other\n`, "in-file,other"],
    ["no one where the file goes in circles", {}, "app:\n  tableName: ${app.table-name}\n", ""],
  ];
  for (const [title, variables, text, expected] of CASES) {
    it(`are ${title}`, async () => assert.deepEqual(await tables(variables, text), [expected]));
  }
});
