import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { FIXTURE_PROJECT } from "../../support/fixtures";
import { REPOSITORY } from "./workspace";

type Json = Record<string, unknown>;

const PREFIX = "ecs-task-permissions:";

/** What neither the program nor the commands need; `node_modules` is shared. */
const LEFT_OUT = [".git", "node_modules", "tests", "docs", "bench", "infrastructure"];

/** The team's stacks: the copy has the fixtures in their place. */
const STACK_FILE = /^Pulumi\..+\.yaml$/;

/** The project with the fixture stacks in a folder of its own, to be changed as its users would change it: its config, its pack's config, its code. */
export class ProjectCopy {
  readonly root = mkdtempSync(join(tmpdir(), "project-"));

  constructor() {
    for (const name of readdirSync(REPOSITORY).filter(
      (each) => !LEFT_OUT.includes(each) && !STACK_FILE.test(each),
    ))
      cpSync(join(REPOSITORY, name), join(this.root, name), { recursive: true });
    rmSync(join(this.root, "policypack", "config"), { recursive: true, force: true });
    cpSync(FIXTURE_PROJECT, this.root, { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(this.root, "node_modules"));
  }

  /** Changes the project's own keys of a stack's config: `tasks`, `deployers` … */
  editConfig(stack: string, edit: (config: Json) => void): void {
    const file = join(this.root, `Pulumi.${stack}.yaml`);
    const content = parse(readFileSync(file, "utf8")) as { config: Json };
    const own = Object.fromEntries(
      Object.entries(content.config).map(([key, value]) => [key.replace(PREFIX, ""), value]),
    );
    edit(own);
    content.config = Object.fromEntries(
      Object.entries(own).map(([key, value]) => [key.includes(":") ? key : PREFIX + key, value]),
    );
    writeFileSync(file, stringify(content));
  }

  /** Puts another name in place of one, wherever the config of a stack's pack has it. */
  renameInPackConfig(stack: string, from: string, to: string): void {
    const file = join(this.root, "policypack", "config", `${stack}.json`);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(from, to));
  }

  /** Changes the config of a stack's pack. */
  editPackConfig(stack: string, edit: (config: Json) => void): void {
    const file = join(this.root, "policypack", "config", `${stack}.json`);
    const content = JSON.parse(readFileSync(file, "utf8")) as Json;
    edit(content);
    writeFileSync(file, JSON.stringify(content));
  }

  /** Takes a stack's config and its pack's config back to the fixture's. */
  resetConfig(stack: string): void {
    for (const file of [`Pulumi.${stack}.yaml`, join("policypack", "config", `${stack}.json`)])
      cpSync(join(FIXTURE_PROJECT, file), join(this.root, file));
  }

  /** Lets the program build what `programs/faulty-stack.ts` makes of the stack: see there. */
  makeFaulty(): void {
    const components = join(this.root, "components");
    cpSync(join(components, "stack.ts"), join(components, "stack-as-committed.ts"));
    const faulty = readFileSync(join(REPOSITORY, "tests", "e2e", "programs", "faulty-stack.ts"), "utf8");
    writeFileSync(
      join(components, "stack.ts"),
      faulty
        .replaceAll("../../../components/stack", "./stack-as-committed")
        .replaceAll("../../../components/", "./"),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
