import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { type StackConfig, parseStackConfig } from "../../components/config";

/** A resource as the program registers it. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Only custom resources are; components have no provider. */
  custom: boolean;
}

/** Runs a program against a mock monitor, as a first preview does: outputs that are no inputs stay unknown. */
export async function preview(program: () => unknown, stack = "dev"): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, custom }) => {
        registered.push({ type, name, inputs, custom: custom ?? false });
        return { id: undefined as unknown as string, state: inputs };
      },
      call: ({ inputs }) => inputs,
    },
    "ecs-task-permissions",
    stack,
    true,
  );
  program();
  await pulumi.runtime.disconnect();
  return registered;
}

/** The map under `config:` of a committed stack file. */
export function committedConfig(stack: string): Record<string, unknown> {
  const file = path.join(__dirname, "..", "..", `Pulumi.${stack}.yaml`);
  return (parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> }).config;
}

export function committedStack(stack: string): StackConfig {
  return parseStackConfig(stack, committedConfig(stack));
}
