import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { REPOSITORY } from "./workspace";

type Json = Record<string, unknown>;

const PREFIX = "ecs-task-permissions:";

/** The project in a folder of its own, to be changed as its users would change it: its config, its pack's config, its code. */
export class ProjectCopy {
  readonly root = mkdtempSync(join(tmpdir(), "project-"));

  constructor() {
    const own = [
      "Pulumi.yaml",
      "Pulumi.dev.yaml",
      "Pulumi.prod.yaml",
      "index.ts",
      "tsconfig.json",
      "components",
    ];
    for (const name of own) cpSync(join(REPOSITORY, name), join(this.root, name), { recursive: true });
    for (const name of ["node_modules", "package.json"])
      symlinkSync(join(REPOSITORY, name), join(this.root, name));
    mkdirSync(join(this.root, "policypack"));
    for (const name of readdirSync(join(REPOSITORY, "policypack")).filter((each) => each !== "config"))
      symlinkSync(join(REPOSITORY, "policypack", name), join(this.root, "policypack", name));
    cpSync(join(REPOSITORY, "policypack", "config"), join(this.root, "policypack", "config"), {
      recursive: true,
    });
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

  /** Changes the config of a stack's pack. */
  editPackConfig(stack: string, edit: (config: Json) => void): void {
    const file = join(this.root, "policypack", "config", `${stack}.json`);
    const content = JSON.parse(readFileSync(file, "utf8")) as Json;
    edit(content);
    writeFileSync(file, JSON.stringify(content));
  }

  /** Puts one piece of a source file in place of another. @throws {Error} if it does not occur */
  editSource(file: string, from: string | RegExp, to: string): void {
    const path = join(this.root, file);
    const before = readFileSync(path, "utf8");
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${String(from)} does not occur in ${file}`);
    writeFileSync(path, after);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
