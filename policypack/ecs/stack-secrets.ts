/** The secrets and parameters that the stack itself manages, by name. */
import { parseArn } from "../aws/arn";
import { withoutSuffix } from "../aws/secret-arn";
import { arnOf, givenName, nameOf } from "../graph/resources/names";
import type { PlainResource, StackModel } from "../graph/types";

/** Types of parameters that are stored as they are. */
const PLAIN = new Set(["String", "StringList"]);

/** Resources of one kind by name. */
export interface DeclaredByName {
  /** Secrets without the random suffix, parameters without a leading slash. */
  byName: ReadonlyMap<string, PlainResource>;
  /** Those whose name is set and not known. */
  unnamed: PlainResource[];
}

export interface StackSecrets {
  secrets: DeclaredByName;
  secretNames: ReadonlySet<string>;
  /** Only those that are encrypted, or may be. */
  parameters: DeclaredByName;
}

const indexed = new WeakMap<StackModel, StackSecrets>();

/** Made once a model, however many tasks ask. */
export function stackSecrets(model: StackModel): StackSecrets {
  const known = indexed.get(model);
  if (known) return known;
  const secrets = named(model.ofKind("secret"), (name) => name, nameOfSecret);
  const encrypted = model.ofKind("parameter").filter(({ props }) => !PLAIN.has(String(props.type)));
  const parameters = named(encrypted, (name) => name.replace(/^\//, ""));
  const made = { secrets, secretNames: new Set(secrets.byName.keys()), parameters };
  indexed.set(model, made);
  return made;
}

/** Of a secret whose name the program leaves to AWS, its ARN has it. */
function nameOfSecret(secret: PlainResource): string | undefined {
  const arn = parseArn(arnOf(secret) ?? "");
  return nameOf(secret) ?? (arn && withoutSuffix(arn.resource.replace(/^secret:/, "")));
}

function named(
  resources: readonly PlainResource[],
  keyOf: (name: string) => string,
  nameOfOne: (resource: PlainResource) => string | undefined = nameOf,
): DeclaredByName {
  const byName = new Map<string, PlainResource>();
  const unnamed: PlainResource[] = [];
  for (const resource of resources) {
    const name = nameOfOne(resource);
    if (name !== undefined) byName.set(keyOf(name), resource);
    else if (givenName(resource) !== undefined) unnamed.push(resource);
  }
  return { byName, unnamed };
}
