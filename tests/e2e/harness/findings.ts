/** Findings as the engine reports them, and as `check` does, in one form for comparison. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Ended } from "./processes";
import type { Workspace } from "./workspace";

/** One finding, with what makes it this one. */
export interface Found {
  policy: string;
  level: string;
  /** The stable finding id, which is the same wherever the finding is reported. */
  id: string;
  message: string;
  /** What it is reported on. */
  urn?: string;
}

interface EngineEvent {
  policyEvent?: { policyName: string; message: string; enforcementLevel: string; resourceUrn: string };
  resourcePreEvent?: {
    metadata: { op: string; type: string; urn: string; new?: { inputs: Record<string, unknown> } };
  };
  diagnosticEvent?: { message: string; severity: string };
}

/** What one run of the engine said. */
export interface EngineRun extends Ended {
  findings: Found[];
  /** The resources that it meant to create, change or delete, or left alone. */
  steps: { op: string; type: string; urn: string; inputs: Record<string, unknown> }[];
  /** Errors that are no findings, but for the one that says that there are findings. */
  errors: string[];
}

/** Runs a command of the engine, by `npm run`, and reads its event log. */
export async function engineRun(
  workspace: Workspace,
  command: string,
  ...args: string[]
): Promise<EngineRun> {
  const log = join(workspace.folder, `events-${++runs}.json`);
  const ended = await workspace.npmRun(command, ...args, "--event-log", log);
  if (!existsSync(log)) throw new Error(`the engine did not run:\n${ended.output}`);
  return { ...ended, ...readEvents(log) };
}

let runs = 0;

export function readEvents(log: string): Pick<EngineRun, "findings" | "steps" | "errors"> {
  const events = readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  rmSync(log);
  const findings = events.flatMap(({ policyEvent }) => {
    if (!policyEvent) return [];
    const { policyName: policy, message, enforcementLevel: level, resourceUrn: urn } = policyEvent;
    return [{ policy, level, id: idIn(message), message, urn }];
  });
  const steps = events.flatMap(({ resourcePreEvent }) => {
    if (!resourcePreEvent) return [];
    const { op, type, urn, new: after } = resourcePreEvent.metadata;
    return [{ op, type, urn, inputs: after?.inputs ?? {} }];
  });
  const errors = events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error" && !/(preview|update) failed/.test(diagnosticEvent.message)
      ? [diagnosticEvent.message]
      : [],
  );
  return { findings, steps, errors };
}

/** What `check --format json` says of one stack. */
export function checkFindings(ended: Ended): Found[] {
  const [judgement] = JSON.parse(ended.stdout) as [
    { findings: (Omit<Found, "message"> & { what: string })[] },
  ];
  return judgement.findings.map(({ policy, level, id, what, urn }) => ({
    policy,
    level,
    id,
    message: what,
    urn,
  }));
}

/** One line a finding, for comparison. */
export function identities(findings: Found[]): string[] {
  return [...new Set(findings.map(({ policy, level, id }) => `${level} ${policy} ${id}`))].sort();
}

function idIn(message: string): string {
  return /finding: ([\w-]+) \(/.exec(message)?.[1] ?? `no finding id in: ${message}`;
}
