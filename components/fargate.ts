/** The sizes in which Fargate runs Linux tasks. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html */

interface MemoryRange {
  /** All in MiB. */
  from: number;
  to: number;
  step: number;
}

const memoryByCpu: Record<number, MemoryRange> = {
  256: { from: 512, to: 2048, step: 512 },
  512: { from: 1024, to: 4096, step: 1024 },
  1024: { from: 2048, to: 8192, step: 1024 },
  2048: { from: 4096, to: 16384, step: 1024 },
  4096: { from: 8192, to: 30720, step: 1024 },
  8192: { from: 16384, to: 61440, step: 4096 },
  16384: { from: 32768, to: 122880, step: 8192 },
};

/** CPU units (1024 = one vCPU) that a Fargate task may have. */
export const fargateCpus = Object.keys(memoryByCpu).map(Number);

/** The memory sizes, in MiB, that go with a CPU size; none for a CPU size that Fargate does not have. */
export function fargateMemoryFor(cpu: number): number[] {
  const range = memoryByCpu[cpu];
  if (!range) return [];
  const sizes: number[] = [];
  for (let size = range.from; size <= range.to; size += range.step) sizes.push(size);
  // 256 CPU units go with 512, 1024 and 2048 MiB, not with 1536.
  return cpu === 256 ? sizes.filter((size) => size !== 1536) : sizes;
}

/** The same in words: a list where it is short, else the range and its step. */
export function describeFargateMemory(cpu: number): string {
  const sizes = fargateMemoryFor(cpu);
  if (sizes.length <= 8) return `${sizes.join(", ")} MiB`;
  const [first, second, last] = [sizes[0] ?? 0, sizes[1] ?? 0, sizes.at(-1) ?? 0];
  return `${first} to ${last} MiB in steps of ${second - first}`;
}
