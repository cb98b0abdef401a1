import fs from "node:fs";
import path from "node:path";
import type { EnforcementLevel } from "@pulumi/policy";
import type { External, StackSettings } from "../../policypack/graph/settings";
import { policies } from "../../policypack/policies";
import { nearest } from "../../components/config/suggestion";
import type { PackCode } from "../application-code/containers/calls-file";
import { UsageError } from "../cli/usage-error";
import type { Project } from "./project";
import { placesIn, type SourceLocation } from "./yaml-places";

/** What the engine makes of a pack config for each policy. */
export interface PolicySettings {
  /** The policy's enforcement level, or undefined where config leaves it to the pack. */
  levelOf(policy: string): EnforcementLevel | undefined;
  /** What the policy's `getConfig` returns. */
  propertiesOf(policy: string): Record<string, unknown>;
}

/** A stack's `policypack/config/<stack>.json`, read as `pulumi preview --policy-pack-config` reads it. */
export interface PackConfig extends PolicySettings {
  /** What lies elsewhere, as any policy's config declares it. */
  external: External[];
  /** The same, each entry where it stands. */
  declarations: Declaration[];
  /** What config says of the stack's account, region and partition, and `external`. */
  settings: StackSettings;
  /** Whether there is such a file. */
  hasFile: boolean;
  /** Where a key of a policy's config is written, or else the policy's name; undefined where there is no file. */
  locate(policy: string, key?: string): SourceLocation | undefined;
}

/** An entry of `external`. */
export interface Declaration {
  /** The policy whose config has it, and its place in the list there. */
  policy: string;
  index: number;
  external: External;
}

interface Entry {
  level?: EnforcementLevel;
  properties: Record<string, unknown>;
}

const LEVELS: EnforcementLevel[] = ["advisory", "mandatory", "remediate", "disabled"];
/** Under this name the engine takes a level for every policy that has none of its own. */
const ALL = "all";

const POLICY_NAMES = policies.map(({ name }) => name);

/** Where a stack's pack config lies, relative to the project. */
export function packConfigFile(stack: string): string {
  return path.join("policypack", "config", `${stack}.json`);
}

/**
 * Reads a stack's pack config; without a file the pack's defaults hold.
 * @throws UsageError, all mistakes at once: no JSON, an unknown policy, a level that does not exist
 */
export function readPackConfig(project: Project, stack: string): PackConfig {
  const file = packConfigFile(stack);
  const absolute = path.join(project.root, file);
  return packConfigIn(file, fs.existsSync(absolute) ? fs.readFileSync(absolute, "utf8") : undefined);
}

/**
 * Reads a pack config from any file, as `--policy-pack-config` does.
 * @param file without one the pack's defaults hold
 * @throws UsageError, all mistakes at once: no such file, no JSON, an unknown policy, a level that does not exist
 */
export function readPackConfigFile(file: string | undefined): PackConfig {
  if (file === undefined) return packConfigIn("", undefined);
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError([`${file} cannot be read: ${(error as Error).message}`]);
  }
  return packConfigIn(file, text);
}

function packConfigIn(file: string, text: string | undefined): PackConfig {
  const places = text === undefined ? undefined : placesIn(text);
  const locate = (policy: string, key = "") => places && { file, ...places([policy, key]) };
  const at = (policy: string) => `${file}:${locate(policy)?.line}:${locate(policy)?.column}`;
  const mistakes: string[] = [];
  const entries = new Map<string, Entry>();
  for (const [policy, value] of Object.entries(parsed(text ?? "{}", file))) {
    if (policy !== ALL && !POLICY_NAMES.includes(policy)) mistakes.push(unknownPolicy(at(policy), policy));
    const { level, properties } = asEntry(value);
    if (level === undefined || LEVELS.includes(level as EnforcementLevel)) {
      entries.set(policy, { level: level as EnforcementLevel | undefined, properties });
    } else {
      mistakes.push(
        `${at(policy)}  ${policy} has the enforcement level ${JSON.stringify(level)}. Allowed: ${LEVELS.join(", ")}.`,
      );
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
  const declarations = declarationsIn(entries);
  const external = declaredIn(declarations);
  return {
    levelOf: (policy) => entries.get(policy)?.level ?? entries.get(ALL)?.level,
    propertiesOf: (policy) => entries.get(policy)?.properties ?? {},
    external,
    declarations,
    settings: { ...stackPlaceIn([...entries.values()]), external },
    hasFile: text !== undefined,
    locate,
  };
}

/** The first policy's word on where the stack lies; each policy goes by its own. */
function stackPlaceIn(entries: Entry[]): StackSettings {
  const said = (key: string) =>
    entries
      .map(({ properties }) => properties[key])
      .find((value) => typeof value === "string" && value !== "");
  const [account, region, partition] = ["account", "region", "partition"].map(said) as (string | undefined)[];
  return {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(partition !== undefined && { partition }),
  };
}

function declarationsIn(entries: Map<string, Entry>): Declaration[] {
  return [...entries].flatMap(([policy, { properties }]) => {
    const { external } = properties;
    if (!Array.isArray(external)) return [];
    return (external as unknown[]).flatMap((each, index) =>
      isObject(each) ? [{ policy, index, external: each }] : [],
    );
  });
}

/** Policies are usually told the same; each is listed once. */
function declaredIn(declarations: Declaration[]): External[] {
  return [...new Map(declarations.map(({ external }) => [JSON.stringify(external), external])).values()];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The policy that is told what the applications' code calls. */
const CODE_POLICY = "task-role-covers-code";

/** The same pack config, with what the code of a stack's containers calls. */
export function withCode<Settings extends PolicySettings>(pack: Settings, code: PackCode[]): Settings {
  if (code.length === 0) return pack;
  return {
    ...pack,
    propertiesOf: (policy) => {
      const own = pack.propertiesOf(policy);
      return policy === CODE_POLICY ? { ...own, code } : own;
    },
  };
}

/**
 * The text of a pack config file, with what the code of a stack's containers calls.
 *
 * @param text undefined where the stack has no such file
 */
export function textWithCode(text: string | undefined, code: PackCode[], file: string): string {
  const config = parsed(text ?? "{}", file);
  const { level, properties } = asEntry(config[CODE_POLICY]);
  const entry = { ...(level !== undefined && { enforcementLevel: level }), ...properties, code };
  return JSON.stringify({ ...config, [CODE_POLICY]: entry });
}

/** A bare string is short for the level alone. */
function asEntry(value: unknown): { level?: unknown; properties: Record<string, unknown> } {
  if (!isObject(value)) return { level: value, properties: {} };
  const { enforcementLevel, ...properties } = value;
  return { level: enforcementLevel, properties };
}

function parsed(text: string, file: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError([`${file} is not JSON: ${(error as Error).message}`]);
  }
  if (isObject(content)) return content;
  throw new UsageError([`${file} must be an object: policy names with their level or config.`]);
}

function unknownPolicy(at: string, policy: string): string {
  const near = nearest(policy, POLICY_NAMES);
  const hint = near ? ` Did you mean ${near}?` : ` There are: ${POLICY_NAMES.join(", ")}.`;
  return `${at}  the pack has no policy ${policy}.${hint}`;
}
