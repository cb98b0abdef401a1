import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeclaredStack } from "../../faults/declared";
import { REPOSITORY } from "./workspace";

/** A program that declares whatever stack a test writes down as data, in a folder of its own. */
export class DeclaredProject {
  readonly root = mkdtempSync(join(tmpdir(), "declared-"));
  /** What its program needs in its environment. */
  readonly env = { E2E_DECLARED: join(this.root, "declared.json") };

  /** @param packConfig as `--policy-pack-config` takes it */
  constructor(packConfig: object) {
    cpSync(join(REPOSITORY, "tests", "e2e", "programs", "declared"), this.root, { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(this.root, "node_modules"));
    writeFileSync(this.packConfig, JSON.stringify(packConfig));
  }

  get packConfig(): string {
    return join(this.root, "pack-config.json");
  }

  declare(stack: DeclaredStack): void {
    writeFileSync(this.env.E2E_DECLARED, JSON.stringify(stack));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
