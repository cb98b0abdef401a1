import type { Engine } from "./engine";

/** A resource with its place in the stack, as the program or the state has it. */
export interface Placed {
  urn: string;
  type: string;
  name: string;
  /** The parent's URN. */
  parent?: string;
  /** Reference of the explicit provider, `<urn>::<id>`. */
  provider?: string;
}

/** A resource as the state has it; of a pending operation only the inputs are sure. */
export interface StateResource extends Placed {
  id?: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** What a stack's state says. */
export interface StackState {
  resources: StateResource[];
  /** Creations that were begun and of which nobody noted the end: the account may have them or not. */
  pendingCreates: StateResource[];
}

interface Deployment {
  resources?: Partial<StateResource>[];
  pending_operations?: { resource: Partial<StateResource>; type: string }[];
}

/** @returns undefined where the backend has no such stack, or cannot be read */
export async function readState(engine: Engine, stack: string): Promise<StackState | undefined> {
  const exported = await engine.capture(["stack", "export", "--stack", stack]);
  if (exported === undefined) return undefined;
  const { deployment } = JSON.parse(exported) as { deployment: Deployment | null };
  return {
    resources: (deployment?.resources ?? []).map(complete),
    pendingCreates: (deployment?.pending_operations ?? [])
      .filter((operation) => operation.type === "creating")
      .map((operation) => complete(operation.resource)),
  };
}

function complete(resource: Partial<StateResource>): StateResource {
  const { urn = "", type = "", inputs = {}, outputs = {}, ...rest } = resource;
  return { ...rest, urn, type, name: urn.slice(urn.lastIndexOf("::") + 2), inputs, outputs };
}
