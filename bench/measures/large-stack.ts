/** How the pack takes a stack of 10,000 resources, over the analyzer protocol. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { policies } from "../../policypack/policies";
import { Analyzer } from "../../tests/support/analyzer";
import type { TestResource } from "../../tests/support/stacks";
import { type DeclaredStack, json } from "../../tests/faults/declared";
import { explicitStack } from "../../tests/faults/correct-stacks";
import { toResources } from "../../tests/faults/resources";
import { atMost, type Measure, shown } from "../measure";
import { summary, type Timing } from "../timing";

const ROOT = path.join(__dirname, "..", "..");
const RUNS = 3;

/** Ten resources a task: its roles, their policies and attachments, log group, secret and definition. */
function stackOf(tasks: number): TestResource[] {
  const stack: DeclaredStack = [];
  for (let task = 0; task < tasks; task++) {
    const text = JSON.stringify(explicitStack().filter(({ name }) => name !== "deployer-attachment"));
    const own = text
      .replaceAll("MLPlatform", `MLPlatform${task}`)
      .replaceAll("ecsTaskExecutionRole", `ecsTaskExecutionRole${task}`)
      .replaceAll("RegisterTaskDefinitions", `RegisterTaskDefinitions${task}`)
      .replaceAll("ml-platform", `ml-platform-${task}`)
      .replaceAll("postgresInfo2", `postgresInfo2-${task}`);
    for (const one of JSON.parse(own) as DeclaredStack) stack.push({ ...one, name: `${one.name}-${task}` });
  }
  return toResources(stack);
}

/** A pack whose stack policies do nothing: what is left is that the SDK deserialises the stack once for each. */
function writeIdlePack(stackPolicies: number): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "idle-pack-"));
  fs.writeFileSync(path.join(folder, "package.json"), json({ name: "idle", version: "1.0.0" }));
  fs.writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs");
  fs.writeFileSync(
    path.join(folder, "index.js"),
    `new (require("@pulumi/policy").PolicyPack)("idle", {
       policies: Array.from({ length: ${stackPolicies} }, (_, n) => (
         { name: "idle-" + n, description: "idle", validateStack: () => undefined })),
     });`,
  );
  fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

interface Run {
  timing: Timing;
  peakMb: number;
}

/** Each run has a process of its own, as the engine starts one for each preview. */
async function analyze(resources: TestResource[], folder?: string): Promise<Run> {
  const times: number[] = [];
  let peakMb = 0;
  for (let run = 0; run < RUNS; run++) {
    const analyzer = await Analyzer.start(folder);
    try {
      await analyzer.analyzeStack(resources.slice(0, 10));
      const started = performance.now();
      await analyzer.analyzeStack(resources);
      times.push(performance.now() - started);
      peakMb = Math.max(peakMb, peakMemoryMb(analyzer.pid));
    } finally {
      analyzer.kill();
    }
  }
  return { timing: summary(times), peakMb };
}

/** The process's high-water mark of resident memory; Linux only. */
function peakMemoryMb(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
}

async function analyzeIdly(resources: TestResource[], stackPolicies: number): Promise<Run> {
  const folder = writeIdlePack(stackPolicies);
  try {
    return await analyze(resources, folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Beside a tenth of the stack, and beside a pack that does nothing. */
export async function measureLargeStack(): Promise<Measure[]> {
  const stackPolicies = policies.filter((policy) => policy.kind === "stack").length;
  const thousand = await analyze(stackOf(100));
  const resources = stackOf(1000);
  const tenThousand = await analyze(resources);
  const once = await analyzeIdly(resources, 1);
  const idle = await analyzeIdly(resources, stackPolicies);
  return [
    atMost(12, {
      work: "AnalyzeStack on 10,000 resources",
      ours: tenThousand.timing,
      against: thousand.timing,
      name: "1,000 resources",
    }),
    atMost(3, {
      work: `the pack's own share: less what an idle pack of ${stackPolicies} stack policies takes, ${shown(idle.timing)}`,
      ours: less(tenThousand.timing, idle.timing),
      against: once.timing,
      name: "an idle pack of one, which is the SDK's deserialising once",
    }),
    {
      work: "memory for 10,000 resources",
      ours: `${Math.round(tenThousand.peakMb)} MB`,
      figure: `${Math.round(tenThousand.peakMb)} MB`,
      against: `an idle pack of one stack policy: ${Math.round(once.peakMb)} MB`,
      goal: "< 600 MB",
      reached: tenThousand.peakMb < 600,
    },
  ];
}

function less(timing: Timing, floor: Timing): Timing {
  return {
    bestMs: Math.max(0, timing.bestMs - floor.bestMs),
    medianMs: Math.max(0, timing.medianMs - floor.medianMs),
  };
}
