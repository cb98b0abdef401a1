import { CreateUserCommand, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DEPLOYER_POLICY } from "../../../commands/export/deployer-policy";
import { type Clients, clients, type Credentials } from "./aws";
import { accessKey } from "./callers";
import type { PolicyDocument } from "./documents";
import type { Emulator } from "./emulator";
import type { ProjectCopy } from "./project-copy";
import type { Workspace } from "./workspace";

/** A user of the account who may do what some documents say, and no more. */
export class Deployer {
  static readonly NAME = "deployer";

  private constructor(
    private readonly root: Clients,
    readonly credentials: Credentials,
  ) {}

  static async in(emulator: Emulator): Promise<Deployer> {
    const root = clients(emulator);
    await root.iam.send(new CreateUserCommand({ UserName: Deployer.NAME }));
    return new Deployer(root, await accessKey(root, Deployer.NAME));
  }

  /** From now on. To be called while nothing is enforced. */
  async may(documents: readonly PolicyDocument[]): Promise<void> {
    for (const [index, document] of documents.entries())
      await this.root.iam.send(
        new PutUserPolicyCommand({
          UserName: Deployer.NAME,
          PolicyName: `${DEPLOYER_POLICY}-${index}`,
          PolicyDocument: JSON.stringify(document),
        }),
      );
  }
}

/** What `npm run export` writes for whoever deploys a stack. */
export async function exportedPolicy(
  workspace: Workspace,
  project: ProjectCopy,
  stack: string,
): Promise<PolicyDocument[]> {
  const { status, output } = await workspace.npmRun("export", "--stack", stack);
  assert.equal(status, 0, output);
  const folder = join(project.root, "infrastructure", stack);
  const files = readdirSync(folder).filter((name) => name.startsWith(DEPLOYER_POLICY));
  assert.ok(files.length > 0, "nothing was exported for the deployer");
  return files.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as PolicyDocument);
}
