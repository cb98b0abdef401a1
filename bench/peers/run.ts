/**
 * Puts the fault catalogue before this pack and before the tools that teams use today:
 * `npm run bench:peers` installs them, runs them, and prints the table that docs/peers.md shows.
 *
 * A tool is given credit for a fault as soon as it reports anything that it does not report on the correct stack,
 * whatever the reason it gives.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { FAULTS } from "../../tests/faults/catalogue";
import { resourcePolicyFaults } from "../../tests/faults/catalogue/resource-policies";
import { starterFaults } from "../../tests/faults/catalogue/starters";
import { surroundingFaults } from "../../tests/faults/catalogue/surroundings";
import { PACK_CONFIG } from "../../tests/faults/correct-stacks";
import { type Fault, STACKS } from "../../tests/faults/fault";
import { toResources } from "../../tests/faults/resources";
import type { TestResource } from "../../tests/support/stacks";
import { toTemplate } from "./cloudformation";
import { installPeers, PEERS } from "./install";
import { judgeByPack } from "./packs";
import { cdkNag, cfnLint, checkov, type Findings } from "./templates";

/** The columns of the table, and the faults that each counts. */
const COLUMNS: Record<string, readonly Fault[]> = {
  "all faults": FAULTS,
  "of who starts a task": starterFaults,
  "of policies of resources": [...resourcePolicyFaults, ...surroundingFaults],
};

interface Subject {
  file: string;
  /** Undefined of a correct stack. */
  fault?: Fault;
  stack: keyof typeof STACKS;
  resources: TestResource[];
  /** Undefined where CloudFormation has no such resource type. */
  template?: object;
}

function correctFile(stack: keyof typeof STACKS): string {
  return `correct-${stack}.json`;
}

function subjects(): Subject[] {
  const correct = Object.entries(STACKS).map(([name, make]) => {
    const stack = name as keyof typeof STACKS;
    return subject(correctFile(stack), stack, make());
  });
  const faulty = FAULTS.map((fault, index) => {
    const declared = STACKS[fault.stack]();
    fault.edit(declared);
    return { ...subject(`fault-${index}.json`, fault.stack, declared), fault };
  });
  return [...correct, ...faulty];
}

function subject(
  file: string,
  stack: keyof typeof STACKS,
  declared: ReturnType<(typeof STACKS)["wired"]>,
): Subject {
  const { template, missing } = toTemplate(declared);
  return { file, stack, resources: toResources(declared), ...(missing.length === 0 && { template }) };
}

/** How a tool did: faults on which it says something new, by column, and what it says of the two correct stacks. */
interface Score {
  tool: string;
  columns: Record<string, { caught: number; of: number }>;
  alarms: Record<string, number>;
}

function score(tool: string, findings: Findings, all: Subject[]): Score {
  const onCorrect = (stack: keyof typeof STACKS) => findings.get(correctFile(stack)) ?? new Set<string>();
  const isCaught = ({ file, stack }: Subject) => {
    const known = onCorrect(stack);
    return [...(findings.get(file) ?? [])].some((found) => !known.has(found));
  };
  const columns = Object.entries(COLUMNS).map(([column, faults]) => {
    const put = all.filter(({ fault }) => fault && faults.includes(fault));
    return [column, { caught: put.filter(isCaught).length, of: put.length }] as const;
  });
  const names = Object.keys(STACKS) as (keyof typeof STACKS)[];
  return {
    tool,
    columns: Object.fromEntries(columns),
    alarms: Object.fromEntries(names.map((name) => [name, onCorrect(name).size])),
  };
}

async function main(): Promise<void> {
  const installation = installPeers();
  const all = subjects();
  const templated = all.filter(({ template }) => template);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "templates-"));
  try {
    for (const { file, template } of templated)
      fs.writeFileSync(path.join(folder, file), JSON.stringify(template, null, 2));
    const stacks = new Map(all.map(({ file, resources }) => [file, resources]));
    const files = templated.map(({ file }) => file);
    const scores = [
      score("this pack", await judgeByPack(stacks, PACK_CONFIG), all),
      score(`checkov ${PEERS.checkov}`, checkov(installation, folder), templated),
      score(`cfn-lint ${PEERS["cfn-lint"]}`, cfnLint(installation, folder, files), templated),
      score(`cdk-nag ${PEERS["cdk-nag"]} (AWS Solutions)`, cdkNag(installation, folder), templated),
      score(
        `AWSGuard ${PEERS["@pulumi/awsguard"]}`,
        await judgeByPack(stacks, undefined, installation.awsGuard),
        all,
      ),
    ];
    const table = tableOf(scores);
    fs.writeFileSync(path.join(__dirname, "results.json"), `${JSON.stringify(scores, null, 2)}\n`);
    console.log(table);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function tableOf(scores: Score[]): string {
  const rows = scores.map(({ tool, columns, alarms }) => [
    tool,
    ...Object.values(columns).map(({ caught, of }) => `${caught} of ${of}`),
    Object.values(alarms).join(" and "),
  ]);
  const titles = ["tool", ...Object.keys(COLUMNS), "alarms on the two correct stacks"];
  return [titles, titles.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

void main();
