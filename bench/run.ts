/**
 * `npm run bench`: measures what bench/README.md explains, and prints it as a table; a run of all measures writes that
 * table into the README and the figures into `bench/results.json`.
 * Names of measures on the command line choose some of them: `npm run bench -- check decisions`.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { bringUp } from "../tests/e2e/bring-up";
import type { Measure } from "./measure";
import { measureApplicationCode } from "./measures/application-code";
import { measureCheck } from "./measures/check";
import { measureInstalledSize, measureTests } from "./measures/footprint";
import { measureHostileInput } from "./measures/hostile-input";
import { measureLargeStack } from "./measures/large-stack";
import { measureManyStacks } from "./measures/many-stacks";
import { measurePackStart } from "./measures/pack-start";
import { measurePreview } from "./measures/preview";
import { inOwnProcess } from "./own-process";

const README = path.join(__dirname, "README.md");
const RESULTS = path.join(__dirname, "results.json");

const MEASURES: Record<string, () => Promise<Measure[]>> = {
  check: measureCheck,
  "many-stacks": measureManyStacks,
  "application-code": measureApplicationCode,
  "pack-start": measurePackStart,
  preview: async () => {
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    process.env.E2E_TOOLS = JSON.stringify(bringUp((line) => console.error(line)));
    return measurePreview();
  },
  decisions: async () => inOwnProcess("decisions"),
  limits: async () => inOwnProcess("limits"),
  "large-stack": measureLargeStack,
  "hostile-input": measureHostileInput,
  tests: async () => [await measureTests()],
  size: async () => [measureInstalledSize()],
};

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.filter((name) => !(name in MEASURES));
  if (unknown.length > 0) {
    console.error(
      `There is no measure ${unknown.join(", ")}. Measures: ${Object.keys(MEASURES).join(", ")}.`,
    );
    process.exitCode = 2;
    return;
  }
  const chosen = wanted.length > 0 ? wanted : Object.keys(MEASURES);
  const measured = await measureAll(chosen);
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.version}`;
  const date = new Date().toISOString().slice(0, "YYYY-MM-DD".length);
  const table = `${date}, ${machine}\n\n${tableOf(measured)}`;
  console.log(table);
  if (wanted.length > 0 || process.exitCode) return;
  fs.writeFileSync(RESULTS, `${JSON.stringify({ machine, date, measured }, null, 2)}\n`);
  writeTable(table);
}

/** A measure that fails is told, and does not keep the others from being made. */
async function measureAll(names: string[]): Promise<Measure[]> {
  const measured: Measure[] = [];
  for (const name of names) {
    console.error(`measuring ${name} …`);
    try {
      measured.push(...(await MEASURES[name]!()));
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
  }
  return measured;
}

function writeTable(table: string): void {
  const page = fs.readFileSync(README, "utf8");
  const between = /(?<=<!-- table -->\n)[^]*(?=<!-- \/table -->)/;
  fs.writeFileSync(
    README,
    page.replace(between, () => `${table}\n`),
  );
}

function tableOf(measured: Measure[]): string {
  const rows = measured.map(
    ({ work, ours, against = "", figure, goal, reached }) =>
      `| ${work} | ${ours} | ${against} | ${figure} | ${goal} | ${reached ? "yes" : "**no**"} |`,
  );
  return ["| work | here | beside it | figure | goal | reached |", "|---|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}

void main(process.argv.slice(2));
