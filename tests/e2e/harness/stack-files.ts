/** What the engine writes of a stack, and what its analyzer and `check` say of that. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkFindings, type Found, readEvents } from "./findings";
import { run } from "./processes";
import { REPOSITORY, type Workspace } from "./workspace";

/** The pack, and the file with its config. */
function packFlags(packConfig: string): string[] {
  return ["--policy-pack", join(REPOSITORY, "policypack"), "--policy-pack-config", packConfig];
}

/** `pulumi preview --json --show-sames` without the pack, as a file. */
export async function previewFile(workspace: Workspace, stack: string): Promise<string> {
  const { stdout, output, status } = await workspace.pulumi(
    "preview",
    "--json",
    "--show-sames",
    "--stack",
    stack,
  );
  if (status !== 0) throw new Error(`the preview failed:\n${output}`);
  return written(workspace, "preview.json", stdout);
}

/** `pulumi stack export` as a file. */
export async function stateFile(workspace: Workspace, stack: string): Promise<string> {
  const { stdout } = await workspace.pulumi("stack", "export", "--stack", stack);
  return written(workspace, "state.json", stdout);
}

/** How many resources the state has. */
export async function standingResources(workspace: Workspace, stack: string): Promise<number> {
  const { deployment } = JSON.parse(readFileSync(await stateFile(workspace, stack), "utf8")) as {
    deployment: { resources?: unknown[] };
  };
  return deployment.resources?.length ?? 0;
}

/** What the pack finds at the engine's own preview. */
export async function foundAtPreview(
  workspace: Workspace,
  stack: string,
  packConfig: string,
): Promise<Found[]> {
  const log = join(workspace.folder, "preview-events.json");
  const flags = [...packFlags(packConfig), "--event-log", log];
  const { output } = await workspace.pulumi("preview", "--stack", stack, ...flags);
  const { findings, errors } = readEvents(log);
  if (errors.length > 0) throw new Error(`${errors.join("\n")}\n${output}`);
  return findings;
}

/** What the engine's analyzer finds in a state: `pulumi policy analyze --file`. */
export async function foundByAnalyze(
  workspace: Workspace,
  state: string,
  packConfig: string,
): Promise<Found[]> {
  const flags = ["--json", "--file", state, ...packFlags(packConfig)];
  const { stdout } = await workspace.pulumi("policy", "analyze", ...flags);
  return readEvents(written(workspace, "analyze-events.json", stdout)).findings;
}

/** What `check` finds in a file. */
export async function foundByCheck(
  workspace: Workspace,
  flag: "--state" | "--preview",
  file: string,
  packConfig: string,
): Promise<Found[]> {
  const runner = join(REPOSITORY, "commands", "run.js");
  const args = [runner, "check", flag, file, "--policy-config", packConfig, "--format", "json"];
  const ended = await run(process.execPath, args, { cwd: workspace.project, env: workspace.environment() });
  if (ended.status === 2) throw new Error(ended.output);
  return checkFindings(ended);
}

function written(workspace: Workspace, name: string, content: string): string {
  const file = join(workspace.folder, name);
  writeFileSync(file, content);
  return file;
}
