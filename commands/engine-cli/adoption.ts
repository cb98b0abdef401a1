import type { RegisteredResource } from "../engine/recording-monitor";
import type { Account } from "./account";
import { findExisting } from "./find-existing";
import type { StackState } from "./state";

/** A resource that the program would create and that the account already has. */
export interface Adoptable {
  resource: RegisteredResource;
  /** The id under which Pulumi imports it. */
  id: string;
}

/** What the program would create, the state does not have, and the account already has. */
export async function findAdoptable(
  resources: RegisteredResource[],
  state: StackState,
  account: Account,
): Promise<Adoptable[]> {
  const managed = new Set(state.resources.map(({ urn }) => urn));
  const missing = resources.filter(({ urn }) => !managed.has(urn));
  const found = await Promise.all(
    missing.map(async (resource) => ({
      resource,
      id: await findExisting(account, resource.type, resource.inputs),
    })),
  );
  return found.filter((each): each is Adoptable => each.id !== undefined);
}

/** The file that `pulumi import --file` reads. */
export interface ImportFile {
  nameTable: Record<string, string>;
  resources: ImportSpec[];
}

interface ImportSpec {
  type: string;
  /** Unique in the file; how `parent` and `provider` refer to it. */
  name: string;
  logicalName: string;
  id?: string;
  parent?: string;
  provider?: string;
  component?: true;
}

/**
 * Words the adoption for `pulumi import`: the resources under the components and the provider that the program gives
 * them, so that the next update finds each one where it expects it. Components that the state lacks are named too.
 */
export function importFile(
  adoptable: Adoptable[],
  resources: RegisteredResource[],
  state: StackState,
): ImportFile {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const managed = new Set(state.resources.map(({ urn }) => urn));
  const nameTable: Record<string, string> = {};
  const specs = new Map<string, ImportSpec>();

  /** The name by which the file may refer to a resource that is there already or is brought in with it. */
  function reference(urn: string | undefined): string | undefined {
    const resource = urn === undefined ? undefined : byUrn.get(urn);
    if (!resource || resource.type === "pulumi:pulumi:Stack") return undefined;
    if (managed.has(resource.urn) || resource.type.startsWith("pulumi:providers:"))
      nameTable[resource.urn] = resource.urn;
    else add(resource, { component: true });
    return resource.urn;
  }

  function add(resource: RegisteredResource, kind: { id: string } | { component: true }): void {
    if (specs.has(resource.urn)) return;
    const parent = reference(resource.parent);
    const provider = "id" in kind ? reference(providerUrn(resource)) : undefined;
    specs.set(resource.urn, {
      type: resource.type,
      name: resource.urn,
      logicalName: resource.name,
      ...(parent !== undefined && { parent }),
      ...(provider !== undefined && { provider }),
      ...kind,
    });
  }

  for (const { resource, id } of adoptable) add(resource, { id });
  return { nameTable, resources: [...specs.values()] };
}

/** The explicit provider's URN; a reference is `<urn>::<id>`. */
export function providerUrn({ provider }: RegisteredResource): string | undefined {
  return provider?.slice(0, provider.lastIndexOf("::"));
}
