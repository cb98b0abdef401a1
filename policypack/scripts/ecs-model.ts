/**
 * Writes the shape of RegisterTaskDefinition's request, which ships with the pack, from AWS's published API model:
 * `npm run ecs-model -- FILE VERSION`, where FILE is `data/ecs/2014-11-13/service-2.json` (or `.json.gz`) of the PyPI
 * package botocore (Apache-2.0), as `pip download botocore --no-deps` brings it, and VERSION that package's.
 */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { REQUEST, SHAPES_FILE } from "../evaluation/catalogue/task-definition-shapes";
import { DATA_FOLDER } from "./catalogue";
import { catalogueText } from "./catalogue-file";
import { type ApiModel, shapeEntries } from "./shape-entries";

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
  const text = catalogueText({ source: "botocore", version, date }, shapeEntries(readModel(file), REQUEST));
  writeFileSync(join(DATA_FOLDER, SHAPES_FILE), text);
  console.log(`${SHAPES_FILE}: ${Math.round(text.length / 1024)} KB`);
}
