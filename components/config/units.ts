/** Sizes with the units that people write, in ECS's own. */

/** vCPUs as CPU units (1024 are one), GB and MB as MiB, days without their unit; undefined where it is none of these. */
export function inUnits(key: string | number | undefined, value: unknown): string | undefined {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(String(value).trim()) ?? [];
  if (amount === undefined) return undefined;
  const factor = FACTORS[String(key)]?.(unit.toLowerCase(), amount);
  if (factor === undefined) return undefined;
  const meant = Number(amount) * factor;
  return Number.isInteger(meant) ? String(meant) : undefined;
}

const MEMORY: Record<string, number> = {
  "": 1,
  m: 1,
  mb: 1,
  mi: 1,
  mib: 1,
  g: 1024,
  gb: 1024,
  gi: 1024,
  gib: 1024,
};

type Factor = (unit: string, amount: string) => number | undefined;

const memory: Factor = (unit, amount) => (unit === "" && amount.includes(".") ? 1024 : MEMORY[unit]);

const FACTORS: Record<string, Factor> = {
  cpu: (unit, amount) => {
    if (["vcpu", "vcpus", "cpu", "cpus", "core", "cores"].includes(unit)) return 1024;
    return unit === "" ? (amount.includes(".") ? 1024 : 1) : undefined;
  },
  memory,
  memoryReservation: memory,
};
