import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshBundle } from "../../../../policypack/build";
import { DATA_FOLDER, catalogueFiles } from "../../../../policypack/scripts/catalogue";
import { checksum } from "../../../../policypack/scripts/catalogue-file";
import { SHAPES_FILE } from "../../../../policypack/evaluation/catalogue/task-definition-shapes";
import { SHIPPED_DOCUMENTS } from "../../../../policypack/scripts/shipped-documents";

const committed = (name: string) => readFileSync(join(DATA_FOLDER, name), "utf8");

describe("catalogue files", () => {
  const names = readdirSync(DATA_FOLDER).sort();

  for (const name of names) {
    it(`${name} was not edited by hand`, () => {
      const text = committed(name);
      const lineEnd = text.indexOf("\n");
      const header = JSON.parse(text.slice(0, lineEnd)) as { sha256: string; date: string; version: string };
      assert.equal(checksum(text.slice(lineEnd + 1)), header.sha256, "run npm run catalogue");
      assert.match(header.date, /^\d{4}-\d\d-\d\d$/);
      assert.notEqual(header.version, "");
    });
  }

  it("are what the installed data gives", () => {
    const written = catalogueFiles();
    // The API's model comes from no npm package: npm run ecs-model writes it from a file.
    assert.deepEqual(names, [...Object.keys(written), SHAPES_FILE].sort());
    for (const [name, text] of Object.entries(written)) {
      assert.ok(committed(name) === text, `${name} is stale: run npm run catalogue`);
    }
  });

  it("stay small", () => {
    const bytes = names.reduce((sum, name) => sum + Buffer.byteLength(committed(name)), 0);
    assert.ok(bytes < 1_500_000, `${bytes} bytes`);
  });

  it("list no document twice", () => {
    assert.equal(new Set(SHIPPED_DOCUMENTS).size, SHIPPED_DOCUMENTS.length);
  });

  it("lie beside a bundle that reads them", () => {
    const folder = mkdtempSync(join(tmpdir(), "catalogue-"));
    try {
      const catalogue = join(DATA_FOLDER, "..");
      const outfile = freshBundle({
        entry: join(catalogue, "actions.ts"),
        outfile: join(folder, "bundle.js"),
        root: join(catalogue, "..", ".."),
      });
      const script = `process.stdout.write(String(require(${JSON.stringify(outfile)}).isKnownAction("s3:GetObject")))`;
      assert.equal(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }), "true");
      rmSync(join(folder, "data", "actions.jsonl"));
      freshBundle({ entry: join(catalogue, "actions.ts"), outfile, root: join(catalogue, "..", "..") });
      assert.ok(readdirSync(join(folder, "data")).includes("actions.jsonl"), "a lost copy comes back");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
