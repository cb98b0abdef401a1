/**
 * `npm run bench`: measures what bench/README.md explains, prints it as a table and writes `bench/results.json`.
 * Names of measures on the command line choose some of them: `npm run bench -- check decisions`.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { bringUp } from "../tests/e2e/bring-up";
import type { Measure } from "./measure";
import { measureCheck } from "./measures/check";
import { measureInstalledSize, measureTests } from "./measures/footprint";
import { measureLargeStack } from "./measures/large-stack";
import { measurePackStart } from "./measures/pack-start";
import { measurePreview } from "./measures/preview";
import { inOwnProcess } from "./own-process";

const MEASURES: Record<string, () => Promise<Measure[]>> = {
  check: measureCheck,
  "pack-start": measurePackStart,
  preview: async () => {
    process.env.E2E_TOOLS = JSON.stringify(bringUp((line) => console.error(line)));
    return measurePreview();
  },
  decisions: async () => inOwnProcess("decisions"),
  limits: async () => inOwnProcess("limits"),
  "large-stack": measureLargeStack,
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
  const measured: Measure[] = [];
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.error(`measuring ${name} …`);
    measured.push(...(await measure()));
  }
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.version}`;
  console.log(`${machine}\n\n${tableOf(measured)}`);
  if (wanted.length === 0) {
    const results = { machine, date: new Date().toISOString().slice(0, 10), measured };
    fs.writeFileSync(path.join(__dirname, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  }
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
