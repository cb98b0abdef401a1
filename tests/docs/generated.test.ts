import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { CONFIG_REFERENCE, configReference } from "../../docs/generate/config-reference";
import { ESCALATION_PAGE, escalationPage, rulesThatReport } from "../../docs/generate/escalation";
import { ESCALATION_PATHS } from "../../docs/generate/escalation-paths";
import { anchor, table, valueText } from "../../docs/generate/schema-text";
import { policies } from "../../policypack/policies";
import { RULES } from "../../policypack/scripts/rules";
import { rulesText } from "../../policypack/scripts/rules-text";

const ROOT = path.join(__dirname, "..", "..");

describe("generated pages", () => {
  it("docs/config.md is what npm run docs:config writes", () => {
    assert.equal(fs.readFileSync(CONFIG_REFERENCE, "utf8"), configReference());
  });

  it("docs/escalation.md is what npm run docs:escalation writes", () => {
    assert.equal(fs.readFileSync(ESCALATION_PAGE, "utf8"), escalationPage());
  });

  it("docs/escalation.md says of each path that no rule reports why not, and of no other", () => {
    for (const path of ESCALATION_PATHS)
      assert.equal(path.whyNot === undefined, rulesThatReport(path).length > 0, path.path);
  });

  it("policypack/RULES.md is what npm run rules writes", () => {
    assert.equal(fs.readFileSync(RULES, "utf8"), rulesText(policies));
  });

  it("RULES.md has a section for every policy's file", () => {
    const files = fs.readdirSync(path.join(ROOT, "policypack", "policies"));
    const names = files.map((file) => path.basename(file, ".ts")).filter((name) => name !== "index");
    for (const name of names) assert.ok(rulesText(policies).includes(`\n## ${name}\n`), name);
  });

  it("docs/config.md links only to sections that it has", () => {
    const text = configReference();
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) => `#${anchor(heading)}`);
    assert.equal(new Set(headings).size, headings.length);
    const links = [...text.matchAll(/\]\((#[^)]*)\)/g)].map(([, link = ""]) => link);
    assert.deepEqual(
      links.filter((link) => !headings.includes(link)),
      [],
    );
  });
});

describe("schema text", () => {
  it("says what a value may be", () => {
    assert.equal(valueText({ enum: ["a", "b"] }), "`a` or `b`");
    assert.equal(valueText({ type: "array", items: { type: "string" } }), "list of string");
    assert.equal(
      valueText({ type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
      "integer, at least 1",
    );
    assert.equal(
      valueText({ properties: {} }, () => "#there"),
      "[object](#there)",
    );
  });

  it("keeps what would end a table's cell in it", () => {
    assert.equal(table(["A"], [["x|y\nz"]]), "| A      |\n| ------ |\n| x\\|y z |\n");
  });
});

describe("links between the project's own pages", () => {
  const pages = ["", "docs", "policypack", "bench"].flatMap((folder) =>
    fs
      .readdirSync(path.join(ROOT, folder))
      .filter((file) => file.endsWith(".md"))
      .map((file) => path.join(folder, file)),
  );
  for (const page of pages) {
    it(`${page} names only files and headings that there are`, () => {
      const text = fs.readFileSync(path.join(ROOT, page), "utf8");
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
      for (const link of links.filter((each) => !/^[a-z]+:/.test(each))) {
        const [file = "", fragment] = link.split("#");
        const target = file === "" ? path.join(ROOT, page) : path.join(ROOT, path.dirname(page), file);
        assert.ok(fs.existsSync(target), `${link} in ${page}`);
        if (fragment === undefined || !target.endsWith(".md")) continue;
        const headings = [...fs.readFileSync(target, "utf8").matchAll(/^#+ (.*)$/gm)];
        assert.ok(
          headings.some(([, heading = ""]) => anchor(heading) === fragment),
          `${link} in ${page}`,
        );
      }
    });
  }
});
