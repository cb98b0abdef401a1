/** What a task definition's `cpu` and `memory` come to. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size */
import { shown } from "../findings/shown";

/** A task's `cpu` in units: `1024`, `"1024"` or `"1 vCPU"`. Undefined for anything else. */
export function cpuUnits(value: unknown): number | undefined {
  return quantity(value, /^(\d*\.?\d+) ?vcpu$/i);
}

/** A task's `memory` in MiB: `2048`, `"2048"` or `"2 GB"`. Undefined for anything else. */
export function memoryMiB(value: unknown): number | undefined {
  return quantity(value, /^(\d*\.?\d+) ?gb$/i);
}

function quantity(value: unknown, inThousands: RegExp): number | undefined {
  const text = shown(value).trim();
  if (/^\d+$/.test(text)) return Number(text);
  const [, amount] = inThousands.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * 1024;
}
