/** The stacks and the parts of config that the documentation shows. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { colorsFor } from "../../commands/cli/colors";
import { exportFiles } from "../../commands/export/export-files";
import { textReport } from "../../commands/formats/text";
import { judgeStacks } from "../../commands/judging/judge-stacks";
import { openProject } from "../../commands/project/project";
import { stackConfigJsonSchema } from "../../components/config";
import { CONFIG_EXAMPLES } from "../../docs/generate/config-examples";
import { referenceSections } from "../../docs/generate/config-reference";

const EXAMPLES = path.join(__dirname, "..", "..", "docs", "examples");

const validator = () => new Ajv2020({ allErrors: true, strict: false });

describe("docs/examples", () => {
  const validate = validator().compile(stackConfigJsonSchema());
  const { stacks } = openProject(EXAMPLES);

  for (const stack of stacks) {
    it(`${stack} is built, judged clean, exported and accepted by editors`, async () => {
      const [judged] = await judgeStacks(EXAMPLES, [stack]);
      assert.ok(judged);
      const { judgement } = judged;
      assert.deepEqual(judgement.findings, [], textReport(judgement, colorsFor({})));
      assert.ok(exportFiles(judged).some(({ path: file }) => file.endsWith("ecs-task-definition.json")));
      const text = fs.readFileSync(path.join(EXAMPLES, `Pulumi.${stack}.yaml`), "utf8");
      assert.ok(validate(parse(text)), JSON.stringify(validate.errors, null, 2));
    });
  }

  it("are all in the table of their README, and nothing else is", () => {
    const readme = fs.readFileSync(path.join(EXAMPLES, "README.md"), "utf8");
    const listed = [...readme.matchAll(/^\| \[([\w-]+)\]\(Pulumi\.\1\.yaml\)/gm)].map(([, name]) => name);
    assert.deepEqual(listed.sort(), stacks);
  });
});

describe("the examples of docs/config.md", () => {
  const sections = referenceSections();
  const written = sections.filter(({ title }) => CONFIG_EXAMPLES[title] !== undefined);

  it("stand at the head of every part of a stack's config but for what a longer example shows", () => {
    const without = sections.filter(({ title }) => CONFIG_EXAMPLES[title] === undefined);
    assert.deepEqual(
      without.map(({ title }) => title).filter((title) => !title.includes(".linuxParameters.")),
      [],
    );
    assert.equal(written.length, Object.keys(CONFIG_EXAMPLES).length, "an example of no part");
  });

  for (const { title, schema } of written.filter((each) => each.title !== "Settings")) {
    it(`${title} is correct`, () => {
      const example: unknown = parse(CONFIG_EXAMPLES[title] ?? "");
      const [inner] = Object.values(example as Record<string, unknown>);
      const entries = title.endsWith("[]")
        ? (inner as unknown[])
        : /\.<name>$/.test(title) && title !== "tasks.<name>"
          ? Object.values(inner as object)
          : [inner];
      const validate = validator().compile({ ...schema, additionalProperties: false });
      for (const entry of entries) assert.ok(validate(entry), JSON.stringify(validate.errors, null, 2));
    });
  }
});
