import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Engine } from "./engine";
import type { Placed, StackState } from "./state";

/** A resource to import, and the id under which Pulumi finds it in the account. */
export interface Import {
  resource: Placed;
  id: string;
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
 * Has the engine take resources into the state as the account has them; nothing in the account changes.
 * @param flags Pulumi's own, e.g. `--yes`
 * @returns the engine's exit status
 */
export async function runImport(
  engine: Engine,
  stack: string,
  content: ImportFile,
  flags: string[],
): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "import-"));
  try {
    const file = path.join(folder, "import.json");
    fs.writeFileSync(file, JSON.stringify(content, undefined, 2));
    // what is protected is the program's to say, at the next update
    const manners = ["--generate-code=false", "--protect=false"];
    return await engine.run(["import", "--stack", stack, "--file", file, ...manners, ...flags]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Words imports for `pulumi import`: the resources under the components and the provider that the program gives
 * them, so that the next update finds each one where it expects it. Components that the state lacks are named too.
 */
export function importFile(imports: Import[], resources: Placed[], state: StackState): ImportFile {
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

  function add(resource: Placed, kind: { id: string } | { component: true }): void {
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

  for (const { resource, id } of imports) add(resource, { id });
  return { nameTable, resources: [...specs.values()] };
}

/** The explicit provider's URN; a reference is `<urn>::<id>`. */
export function providerUrn({ provider }: Placed): string | undefined {
  return provider?.slice(0, provider.lastIndexOf("::"));
}
