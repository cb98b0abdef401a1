import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { UsageError } from "../../../commands/cli/usage-error";
import { openProject } from "../../../commands/project/project";
import { readStackFile } from "../../../commands/project/stack-file";
import { REFUSED, VALUES } from "../../support/yaml-spellings";

describe("a stack's file", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stack-file-"));
  after(() => fs.rmSync(folder, { recursive: true }));
  fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: probe\nruntime: nodejs\n");

  function read(text: string) {
    fs.writeFileSync(path.join(folder, "Pulumi.dev.yaml"), text);
    return readStackFile(openProject(folder), "dev");
  }
  const valueOf = (spelling: string) => read(`config:\n  probe:key: [${spelling}]\n`).config["probe:key"];

  function mistakesIn(text: string): string[] {
    try {
      read(text);
      return [];
    } catch (error) {
      assert.ok(error instanceof UsageError, String(error));
      return error.mistakes;
    }
  }

  describe("means what it means to Pulumi, or is refused at its line:", () => {
    for (const [spelling, engine] of VALUES) {
      it(spelling, () => {
        const mistakes = mistakesIn(`config:\n  probe:key: [${spelling}]\n`);
        if (mistakes.length === 0) assert.deepEqual(valueOf(spelling), [engine]);
        else assert.match(mistakes[0]!, /^Pulumi\.dev\.yaml:2:\d+ {2}\S/);
      });
    }
  });

  it("is refused only where the two would differ", () => {
    const same = VALUES.filter(
      ([spelling]) => mistakesIn(`config:\n  probe:key: [${spelling}]\n`).length === 0,
    );
    const lost = VALUES.filter(([, engine]) => engine === REFUSED);
    assert.ok(lost.every((each) => !same.includes(each)));
    assert.ok(same.length > VALUES.length / 2, `${same.length} of ${VALUES.length}`);
  });

  it("is refused with the spelling that keeps what is written", () => {
    for (const spelling of ["2024-01-01", "0b11", "1_000", "0022", ".inf", "9007199254740993"])
      assert.ok(mistakesIn(`config:\n  a:b: ${spelling}\n`)[0]?.includes(`"${spelling}"`), spelling);
    assert.match(mistakesIn("config:\n  a:b: 0022\n")[0]!, /:2:8 {2}0022 is the number 18 to Pulumi/);
  });

  it("tells all of it at once", () => {
    assert.equal(mistakesIn("config:\n  a:b: 0022\n  a:c: { 012: 2024-01-01 }\n").length, 3);
  });

  it("is refused where a key stands at column 1 in place of under config", () => {
    const [mistake, ...others] = mistakesIn(
      "config:\n  aws:region: eu-west-1\necs-task-permissions:tasks: {}\n",
    );
    assert.match(mistake!, /^Pulumi\.dev\.yaml:3:1 .*indent it, so that it stands under `config:`/);
    assert.deepEqual(others, []);
  });

  it("may hold what Pulumi keeps of the stack's encryption", () => {
    assert.deepEqual(mistakesIn("encryptionsalt: v1:abc=:v1:def:ghi==\nconfig: {}\n"), []);
  });

  it("is refused with a version of YAML of its own, and with an alias in itself", () => {
    assert.match(mistakesIn("%YAML 1.1\n---\nconfig: {}\n")[0]!, /:1:1 .*%YAML/);
    assert.match(mistakesIn("config:\n  a:b: &x [*x]\n")[0]!, /\*x stands within &x itself/);
  });

  it("knows the place and the spelling of what is merged", () => {
    const file = read("config:\n  a:b: &m { c: 1.10 }\n  a:d: { <<: *m }\n");
    assert.deepEqual(file.locate(["config", "a:d", "c"]), { file: "Pulumi.dev.yaml", line: 2, column: 13 });
    assert.equal(file.written(["config", "a:d", "c"]), "1.10");
  });
});
