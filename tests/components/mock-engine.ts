import fs from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { type StackConfig, parseStackConfig } from "../../components/config";
import { FIXTURE_PROJECT } from "../support/fixtures";

/** A resource as the program registers it; a component's inputs do not come this far. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/**
 * Runs a program against a mock monitor, as a first preview does: outputs that are no inputs stay unknown. Every
 * resource is registered a moment later, so that the order shows who waits for whom.
 */
export async function preview(program: () => unknown, stack = "dev"): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: async ({ type, name, inputs }) => {
        await new Promise((resolve) => setImmediate(resolve));
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        // No id is what a preview answers; the type of the mock does not know it.
        return { id: undefined as unknown as string, state: inputs as Record<string, unknown> };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "ecs-task-permissions",
    stack,
    true,
  );
  program();
  await pulumi.runtime.disconnect();
  return registered;
}

/** A resource with its arguments and options, as the program constructs it. */
export type Constructed = pulumi.ResourceTransformationArgs;

/** What a component constructs, itself first; also what no engine sees, such as its inputs and options. */
export async function construct(
  create: (opts: pulumi.ComponentResourceOptions) => pulumi.ComponentResource,
): Promise<Constructed[]> {
  const constructed: Constructed[] = [];
  const transformations: pulumi.ResourceTransformation[] = [(args) => void constructed.push(args)];
  await preview(() => create({ transformations }));
  return constructed;
}

/** The only resource of a type, e.g. `aws:iam/role:Role`. */
export function only<Resource extends { type: string }>(resources: Resource[], type: string): Resource {
  const found = resources.filter((resource) => resource.type === type);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources of type ${type}, not one`);
  return found[0];
}

/** The map under `config:` of a fixture stack's file. */
export function fixtureConfig(stack: string): Record<string, unknown> {
  const file = path.join(FIXTURE_PROJECT, `Pulumi.${stack}.yaml`);
  return (parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> }).config;
}

export function fixtureStack(stack: string): StackConfig {
  return parseStackConfig(stack, fixtureConfig(stack));
}
