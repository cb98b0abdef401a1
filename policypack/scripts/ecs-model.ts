/**
 * Writes the shape of RegisterTaskDefinition's request from AWS's published API model, once for the pack, with which it
 * ships, and once for the program's config, for the two share no code:
 * `npm run ecs-model -- FILE VERSION`, where FILE is `data/ecs/2014-11-13/service-2.json` (or `.json.gz`) of the PyPI
 * package botocore (Apache-2.0), as `pip download botocore --no-deps` brings it, and VERSION that package's.
 */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { CatalogueHeader } from "../evaluation/catalogue/data-file";
import { REQUEST, SHAPES_FILE, type ShapeEntry } from "../evaluation/catalogue/task-definition-shapes";
import { DATA_FOLDER } from "./catalogue";
import { catalogueText } from "./catalogue-file";
import { type ApiModel, shapeEntries } from "./shape-entries";

/** Where the program's config has its copy. */
export const CONFIG_SHAPES = join(__dirname, "../../components/config/catalogue/task-definition-shapes.json");

/** The shapes by name as one JSON file, with what they were taken from; the same bytes for the same shapes. */
export function configShapesText(source: Omit<CatalogueHeader, "sha256">, entries: ShapeEntry[]): string {
  const sorted = [...entries].sort((one, other) => (one.shape < other.shape ? -1 : 1));
  const shapes = Object.fromEntries(sorted.map(({ shape, ...rest }) => [shape, rest]));
  const lines = Object.entries(shapes).map(
    ([name, shape]) => `  ${JSON.stringify(name)}: ${JSON.stringify(shape)}`,
  );
  return `{"source": ${JSON.stringify(source)}, "shapes": {\n${lines.join(",\n")}\n}}\n`;
}

/** Reads a model file, packed or not. */
function readModel(file: string): ApiModel {
  const bytes = readFileSync(file);
  return JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")) as ApiModel;
}

if (require.main === module) {
  const [file, version] = process.argv.slice(2);
  if (file === undefined || version === undefined || !/^service-2\.json(\.gz)?$/.test(basename(file))) {
    console.error("usage: npm run ecs-model -- PATH/data/ecs/2014-11-13/service-2.json.gz BOTOCORE_VERSION");
    process.exit(2);
  }
  // The package gives its files the date of the release.
  const date = statSync(file).mtime.toISOString().slice(0, "YYYY-MM-DD".length);
  const source = { source: "botocore", version, date };
  const entries = shapeEntries(readModel(file), REQUEST);
  const text = catalogueText(source, entries);
  writeFileSync(join(DATA_FOLDER, SHAPES_FILE), text);
  writeFileSync(CONFIG_SHAPES, configShapesText(source, entries));
  console.log(`${SHAPES_FILE}: ${Math.round(text.length / 1024)} KB`);
}
