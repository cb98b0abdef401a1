/** A stack's resources made, changed and taken away by the provider alone, in the engine's order and without the engine. */
import {
  createResource,
  type Created,
  deleteResource,
  NotCompleted,
  readResource,
  updateResource,
} from "../standins/aws-provider/lifecycle";
import { differences } from "../standins/aws-provider/planning";
import type { Props, ResourceType } from "../standins/aws-provider/resource-type";
import type { Session } from "../standins/aws-provider/session";
import { TYPES } from "../standins/aws-provider/types";
import { type Clients } from "./aws";
import type { Emulator } from "./emulator";
import type { Workspace } from "./workspace";

/** A resource as the engine would have the provider make it. */
export interface Wanted {
  urn: string;
  type: ResourceType;
  inputs: Props;
}

interface Standing extends Created {
  wanted: Wanted;
}

/** The resources of a stack's state, in the order of their creation. */
export async function wantedIn(workspace: Workspace, stack: string): Promise<Wanted[]> {
  const { stdout } = await workspace.pulumi("stack", "export", "--stack", stack);
  const { deployment } = JSON.parse(stdout) as {
    deployment: { resources: { urn: string; type: string; inputs: Props; delete?: boolean }[] };
  };
  return deployment.resources.flatMap(({ urn, type: token, inputs, delete: leftOver }) => {
    const type = TYPES.find((each) => each.token === token);
    return type && !leftOver ? [{ urn, type, inputs }] : [];
  });
}

export function sessionOf({ account, region }: Emulator, clients: Clients): Session {
  return { ...clients, account, region, defaultTags: {} };
}

export class Deployment {
  private standing: Standing[] = [];

  async create(session: Session, all: readonly Wanted[]): Promise<void> {
    for (const wanted of all) await this.make(session, wanted);
  }

  /** What an update makes of them: what cannot be changed is replaced. */
  async change(session: Session, all: readonly Wanted[]): Promise<void> {
    for (const wanted of all) {
      const held = this.standing.find(({ wanted: { urn } }) => urn === wanted.urn);
      if (held) await this.changeOne(session, held, wanted);
      else await this.make(session, wanted);
    }
  }

  /** Reads everything, as `--refresh` does. */
  async refresh(session: Session): Promise<void> {
    for (const held of this.standing) {
      const found = await readResource(session, held.wanted.type, held.id, held.properties);
      if (found) held.properties = found.outputs;
    }
  }

  async destroy(session: Session): Promise<void> {
    for (const held of [...this.standing].reverse()) {
      await deleteResource(session, held.wanted.type, held);
      this.standing = this.standing.filter((each) => each !== held);
    }
  }

  private async make(session: Session, wanted: Wanted): Promise<void> {
    try {
      this.standing.push({ wanted, ...(await createResource(session, wanted.type, wanted.inputs)) });
    } catch (error) {
      if (error instanceof NotCompleted) this.standing.push({ wanted, ...error.created });
      throw error;
    }
  }

  private async changeOne(session: Session, held: Standing, wanted: Wanted): Promise<void> {
    const { type, inputs } = wanted;
    const { properties, replacing } = differences(type, held.properties, held.wanted.inputs, inputs);
    if (properties.length === 0) return;
    if (replacing.length === 0) {
      held.properties = await updateResource(session, type, held, inputs);
      held.wanted = wanted;
      return;
    }
    await deleteResource(session, type, held);
    this.standing = this.standing.filter((each) => each !== held);
    await this.make(session, wanted);
  }
}
