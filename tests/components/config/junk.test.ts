import assert from "node:assert/strict";
import { ConfigError, parseStackConfig } from "../../../components/config";
import { type Config, type Keys, edited } from "./edit";
import { variants } from "./variants";

const junk = [
  null,
  undefined,
  true,
  0,
  -1,
  1e99,
  NaN,
  "",
  "*",
  "arn:",
  "x".repeat(5000),
  [],
  [null],
  {},
  { secure: "v1" },
];
const names = ["__proto__", "constructor", "toString", "mode", "secret", "name", "0"];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pathsOf(value: unknown, path: Keys = []): Keys[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, entry]) => pathsOf(entry, [...path, key]))];
}

describe("A stack's config full of junk", () => {
  const seed = Number(process.env.SEED ?? 20261122);
  const count = Number(process.env.CASES ?? 1000);

  it(`is refused or read, and never more (${count} cases, SEED=${seed})`, () => {
    const random = randomNumbers(seed);
    const pick = <Value>(list: readonly Value[]) => list[Math.floor(random() * list.length)] as Value;
    for (let number = 0; number < count; number++) {
      const [, edits] = pick(variants);
      const config: Config = edited(...edits);
      for (let change = 0; change < 4; change++) spoil(config, pick(pathsOf(config).slice(1)), pick);
      try {
        parseStackConfig("dev", config);
      } catch (error) {
        assert.ok(error instanceof ConfigError, `case ${number}: ${String((error as Error).stack)}`);
        assert.ok(error.issues.length > 0);
        for (const { path, message } of error.issues) {
          assert.notEqual(path, "", `case ${number}`);
          assert.doesNotMatch(
            message,
            /^$|invalid|expected|received|undefined/i,
            `case ${number}, ${path}: ${message}`,
          );
        }
      }
    }
  });
});

/** Puts junk at a path, or beside it under a name that nobody expects. */
function spoil(config: Config, path: Keys, pick: <Value>(list: readonly Value[]) => Value): void {
  let parent = config as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const own = path.at(-1) ?? "";
  const key = Array.isArray(parent) ? own : pick([own, own, pick(names)]);
  Object.defineProperty(parent, key, {
    value: structuredClone(pick(junk)),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
