/** The secrets and parameters that the stack itself manages, by name. */
import { text } from "../graph/plain";
import type { PlainResource, StackModel } from "../graph/types";

export const SECRET_TYPES = new Set(["aws:secretsmanager/secret:Secret", "aws-native:secretsmanager:Secret"]);
export const PARAMETER_TYPES = new Set(["aws:ssm/parameter:Parameter", "aws-native:ssm:Parameter"]);

export interface StackSecrets {
  /** By name, without the random suffix. */
  secrets: ReadonlyMap<string, PlainResource>;
  secretNames: ReadonlySet<string>;
  /** By name without a leading slash. */
  parameters: ReadonlyMap<string, PlainResource>;
}

const indexed = new WeakMap<StackModel, StackSecrets>();

/** Made once a model, however many tasks ask. */
export function stackSecrets(model: StackModel): StackSecrets {
  const known = indexed.get(model);
  if (known) return known;
  const secrets = byName(model.ofType(...SECRET_TYPES), (name) => name);
  const parameters = byName(model.ofType(...PARAMETER_TYPES), (name) => name.replace(/^\//, ""));
  const made = { secrets, secretNames: new Set(secrets.keys()), parameters };
  indexed.set(model, made);
  return made;
}

function byName(resources: PlainResource[], keyOf: (name: string) => string): Map<string, PlainResource> {
  const entries = resources.flatMap((resource): [string, PlainResource][] => {
    const name = text(resource.props.name);
    return name === undefined ? [] : [[keyOf(name), resource]];
  });
  return new Map(entries);
}
