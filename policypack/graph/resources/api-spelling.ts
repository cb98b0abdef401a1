/**
 * The request of a task definition as ECS's API spells it, whichever provider's resource it comes from, so that rules
 * know one spelling only. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
import { REQUEST, shapeOf } from "../../evaluation/catalogue/task-definition-shapes";
import { UNKNOWN } from "../../evaluation/types";
import type { PlainResource } from "../types";
import { onceEach } from "../../evaluation/once-each";
import { isRecord } from "./plain";

/** A member of a structure as a provider writes it. */
export interface SpelledMember {
  /** The property's name in the Pulumi program. */
  property: string;
  /** The API's name. */
  member: string;
  /** The name of its shape. */
  shape: string;
}

/** `STRUCTURE.member` of the API to the provider's property, where the two differ. */
const SPELLINGS: Record<string, Record<string, string>> = {
  // https://www.pulumi.com/registry/packages/aws/api-docs/ecs/taskdefinition/
  aws: { "Volume.configuredAtLaunch": "configureAtLaunch", "EphemeralStorage.sizeInGiB": "sizeInGib" },
  // https://www.pulumi.com/registry/packages/aws-native/api-docs/ecs/taskdefinition/
  "aws-native": {
    "EFSVolumeConfiguration.fileSystemId": "filesystemId",
    "Volume.fsxWindowsFileServerVolumeConfiguration": "fSxWindowsFileServerVolumeConfiguration",
    "Volume.s3filesVolumeConfiguration": "s3FilesVolumeConfiguration",
    "ProxyConfiguration.properties": "proxyConfigurationProperties",
  },
};

/** Members that a provider gives another type than the API. */
const SHAPES: Record<string, Record<string, string>> = {
  aws: { [`${REQUEST}.tags`]: "StringMap", "ProxyConfiguration.properties": "StringMap" },
};

/** `aws` writes a volume's `host: { sourcePath }` as `hostPath`. */
const HOST_PATH = "hostPath";

/** The package of a resource's type: `aws` or `aws-native`. */
export function providerOf({ type }: PlainResource): string {
  return type.slice(0, type.indexOf(":"));
}

const spelled = new Map<string, readonly SpelledMember[]>();

/** The members of a structure as the provider spells them; without a provider, as the API does. */
export function spelledMembers(structure: string, provider = ""): readonly SpelledMember[] {
  const key = `${provider} ${structure}`;
  let members = spelled.get(key);
  if (!members) spelled.set(key, (members = membersOf(structure, provider)));
  return members;
}

function membersOf(structure: string, provider: string): SpelledMember[] {
  return Object.entries(shapeOf(structure).members ?? {}).map(([member, shape]) => {
    const key = `${structure}.${member}`;
    if (provider === "aws" && key === "Volume.host") return { property: HOST_PATH, member, shape: "String" };
    const property = SPELLINGS[provider]?.[key] ?? member;
    return { property, member, shape: SHAPES[provider]?.[key] ?? shape };
  });
}

/** The resource's properties in the API's spelling; `containerDefinitions` stays as it is. */
export const requestOf: (resource: PlainResource) => Readonly<Record<string, unknown>> = onceEach(
  (resource) => {
    const { containerDefinitions, ...props } = resource.props;
    const request = translated(props, REQUEST, providerOf(resource)) as Record<string, unknown>;
    return containerDefinitions === undefined ? request : { ...request, containerDefinitions };
  },
);

/** What the provider does not have stays under its own name. */
function translated(value: unknown, shape: string, provider: string): unknown {
  if (value === UNKNOWN) return value;
  const { type, of } = shapeOf(shape);
  if (type === "list" && Array.isArray(value) && of !== undefined)
    return value.map((entry) => translated(entry, of, provider));
  if (type !== "structure" || !isRecord(value)) return value;
  const members = membersByProperty(shape, provider);
  const entries = Object.entries(value).flatMap(([property, inner]): [string, unknown][] => {
    const spelled = members.get(property);
    if (!spelled) return [[property, inner]];
    if (spelled.property === HOST_PATH) return hostOf(inner);
    return [[spelled.member, translated(inner, spelled.shape, provider)]];
  });
  return Object.fromEntries(entries);
}

const byProperty = new Map<string, Map<string, SpelledMember>>();

/** There are as many as ECS's API has structures. */
function membersByProperty(structure: string, provider: string): Map<string, SpelledMember> {
  const key = `${provider} ${structure}`;
  const known = byProperty.get(key);
  if (known) return known;
  const made = new Map<string, SpelledMember>();
  for (const each of spelledMembers(structure, provider))
    if (!made.has(each.property)) made.set(each.property, each);
  byProperty.set(key, made);
  return made;
}

/** An empty `hostPath` is none. */
function hostOf(path: unknown): [string, unknown][] {
  return path === "" || path === null || path === undefined ? [] : [["host", { sourcePath: path }]];
}

/**
 * A value with the keys of its structures as the API writes them, whatever their letter case: the AWS provider reads
 * the JSON of containers so. Keys that the API does not have begin with a small letter; what is null is not set.
 */
export function inApiSpelling(value: unknown, shape: string): unknown {
  const { type, of, members } = shapeOf(shape);
  if (type === "list" && Array.isArray(value) && of !== undefined)
    return value.map((entry) => inApiSpelling(entry, of));
  if (type !== "structure" || !isRecord(value)) return value;
  const given = Object.entries(value).filter(([, inner]) => inner !== null);
  const byLowerCase = lowerCased(shape);
  return Object.fromEntries(
    given.map(([key, inner]): [string, unknown] => {
      const member = byLowerCase.get(key.toLowerCase());
      const ofMember = member === undefined ? undefined : members?.[member];
      if (member === undefined || ofMember === undefined)
        return [key.charAt(0).toLowerCase() + key.slice(1), inner];
      return [member, inApiSpelling(inner, ofMember)];
    }),
  );
}

const lowerCasedMembers = new Map<string, Map<string, string>>();

function lowerCased(structure: string): Map<string, string> {
  const known = lowerCasedMembers.get(structure);
  if (known) return known;
  const members = Object.keys(shapeOf(structure).members ?? {});
  const made = new Map(members.map((member) => [member.toLowerCase(), member]));
  lowerCasedMembers.set(structure, made);
  return made;
}
