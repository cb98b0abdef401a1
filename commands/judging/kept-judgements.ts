/**
 * Judgements of an earlier run. Where there are many stacks, most are as they were: to see that nothing they are made from
 * has changed takes a hundredth of judging them.
 */
import fs from "node:fs";
import path from "node:path";
import type { StackConfig } from "../../components/config";
import { dataFiles } from "../../policypack/evaluation/catalogue/data-file";
import type { Applications } from "../application-code/containers/applications";
import { sourcesOf } from "../application-code/containers/sources-of";
import { BUNDLE_NAME, digest, folderToKeep, keep, keptName, readKept } from "../bundle/kept-files";
import { exportFolder, readFolder } from "../export/export-folder";
import type { Judgement } from "../judgement/judgement";
import { packConfigFile } from "../project/pack-config";
import type { Project } from "../project/project";

interface Kept {
  /** Of all that the judgement was made from, but for applications. */
  state: string;
  /** What containers name as their applications, and its state. */
  sources: string[][];
  code: string;
  judgement: Judgement;
}

/** The judgements that runs of the same bundle keep beside it; where the sources run by themselves, nothing is kept. */
export class KeptJudgements {
  private readonly begun = new Map<string, string>();
  private readonly common: string;

  constructor(
    private readonly project: Project,
    private readonly applications: Applications,
    private readonly folder = folderToKeep(),
    today = new Date().toISOString().slice(0, "YYYY-MM-DD".length),
  ) {
    const data = dataFiles().map((file) => {
      const { size, mtimeMs } = fs.statSync(file);
      return `${file} ${size} ${mtimeMs}`;
    });
    this.common = digest([BUNDLE_NAME, process.version, project.root, project.name, today, ...data]);
  }

  /** The stack's judgement, if everything that it was made from is as it was then. */
  of(stack: string): Judgement | undefined {
    this.begin(stack);
    const kept = this.read(stack);
    if (kept === undefined || kept.state !== this.begun.get(stack)) return undefined;
    return kept.code === this.codeState(kept.sources) ? kept.judgement : undefined;
  }

  /** To be called before anything of a stack is read that is to be kept. */
  begin(stack: string): void {
    this.begun.set(stack, this.stateOf(stack));
  }

  /** Keeps a judgement for the next run, unless a file that it was made from has changed meanwhile. */
  keep(config: StackConfig, judgement: Judgement): void {
    const state = this.begun.get(config.stack);
    if (this.folder === undefined || state === undefined || state !== this.stateOf(config.stack)) return;
    const sources = config.tasks
      .flatMap(({ containers }) => containers.map(sourcesOf))
      .filter(({ length }) => length > 0);
    const kept: Kept = { state, sources, code: this.codeState(sources), judgement };
    keep(this.fileOf(this.folder, config.stack), kept);
  }

  /** Of what a stack's judgement is made from, but for its applications, which only its config names. */
  private stateOf(stack: string): string {
    const { root } = this.project;
    const text = (file: string) => textOf(path.join(root, file)) ?? null;
    const exported = readFolder(path.join(root, exportFolder(stack)));
    const hasExports = fs.existsSync(path.join(root, "infrastructure"));
    return digest([
      this.common,
      text(`Pulumi.${stack}.yaml`),
      text(packConfigFile(stack)),
      hasExports,
      [...(exported ?? [])],
    ]);
  }

  private codeState(sources: string[][]): string {
    return digest(sources.map((each) => this.applicationState(each)));
  }

  private applicationState(sources: string[]): string {
    try {
      return this.applications.stateOf(sources);
    } catch {
      return "gone"; // judging says which, and is not kept
    }
  }

  private read(stack: string): Kept | undefined {
    return this.folder === undefined ? undefined : readKept<Kept>(this.fileOf(this.folder, stack));
  }

  private fileOf(folder: string, stack: string): string {
    return path.join(folder, keptName("judged", [this.project.root, stack]));
  }
}

function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
