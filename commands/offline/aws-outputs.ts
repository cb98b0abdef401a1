/**
 * What AWS makes of a resource once it exists, as far as it follows from its inputs, account and region: names that
 * Pulumi generates, ARNs, ids and URLs. From the provider's documentation of each type ("Import", "Outputs",
 * https://www.pulumi.com/registry/packages/aws/api-docs/) and the ARN formats of the Service Authorization Reference.
 * Of other types only what is always so is said: nothing of it is known.
 */
import { createHash } from "node:crypto";
import { ACCESS_AND_DATA } from "./created-types/aws-access-and-data";
import { NATIVE_TYPES } from "./created-types/aws-native";
import { SURROUNDINGS } from "./created-types/aws-surroundings";
import { STORES_AND_EDGE } from "./created-types/aws-stores-and-edge";
import type { CreatedType } from "./created-types/created-type";
import { OTHER_TYPES } from "./created-types/other-providers";
import { cacheNode, masterSecret, portOf } from "./databases";

/** Where a resource lies. */
export interface Home {
  account: string;
  region: string;
  partition: string;
}

type Props = Record<string, unknown>;

/** Pulumi's own suffix of generated names has seven hexadecimal digits; here they follow from the URN. */
const SUFFIX_LENGTH = 7;

/**
 * The name that Pulumi generates where the program gives none, as the input that it becomes.
 * @returns nothing where the type takes no name or the program gives one
 */
export function generatedName(type: string, name: string, urn: string, inputs: Props): Props {
  const { named } = createdType(type);
  if (named === undefined || inputs[named] !== undefined || inputs[`${named}Prefix`] !== undefined) return {};
  const isFifo = inputs.fifoQueue === true || inputs.fifoTopic === true;
  const prefix = type === "aws:kms/alias:Alias" ? "alias/" : "";
  const isLower = type.startsWith("aws:s3/") || type.startsWith("aws:ecr/");
  const generated = `${prefix}${name}-${digits(urn, SUFFIX_LENGTH)}${isFifo ? ".fifo" : ""}`;
  return { [named]: isLower ? generated.toLowerCase() : generated };
}

/** The outputs that follow, by name; what does not follow is left out. */
export function createdOutputs(type: string, urn: string, inputs: Props, home: Home): Props {
  const { named, id, arn, outputs = {} } = createdType(type);
  const name = named === undefined ? undefined : nameOf(named, inputs, urn);
  const values: Props = {
    ...inputs,
    ...home,
    dns: home.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    ...(name !== undefined && { name }),
    path: inputs.path ?? "/",
    ...derived(inputs),
  };
  const fill = (template: string) => filled(template, values, urn);
  const made: Props = name === undefined || named === undefined ? {} : { [named]: name };
  const wholeArn = arn === undefined ? undefined : fill(`arn:{partition}:${arn}`);
  if (wholeArn !== undefined) made.arn = values.arn = wholeArn;
  const ownId = id === undefined ? undefined : fill(id);
  if (ownId !== undefined) made.id = values.id = ownId;
  for (const [key, template] of Object.entries(outputs)) {
    const value = fill(template);
    if (value !== undefined) made[key] = values[key] = value;
  }
  if (type.startsWith("aws:ecs/taskDefinition:")) made.revision = 1;
  if (type.startsWith("aws:elasticache/cluster:")) made.cacheNodes = [cacheNode(inputs, fill)];
  const secret = masterSecret(type, inputs);
  if (secret !== undefined) {
    const secretArn = fill(`arn:{partition}:${secret}`);
    const { masterUserSecretKmsKeyId: kmsKeyId } = inputs;
    made.masterUserSecrets = [
      { secretArn, secretStatus: "active", ...(kmsKeyId !== undefined && { kmsKeyId }) },
    ];
  }
  return made;
}

/** What of a resource that is only looked up follows from its id. */
export function foundOutputs(type: string, urn: string, id: string, state: Props, home: Home): Props {
  const { named, id: idTemplate, arn = "" } = createdType(type);
  if (named === undefined || idTemplate !== "{name}") return { ...state, id };
  // The path of what exists already is not known, and an ARN holds it.
  const isComplete = !arn.includes("{path}") || state.path !== undefined;
  const made = isComplete ? createdOutputs(type, urn, { ...state, [named]: id }, home) : {};
  return { ...state, ...made, [named]: id, id };
}

function createdType(type: string): CreatedType {
  for (const types of [ACCESS_AND_DATA, SURROUNDINGS, STORES_AND_EDGE, NATIVE_TYPES, OTHER_TYPES]) {
    const key = type.replace(/^aws:(alb|elasticloadbalancingv2)\//, "aws:lb/");
    if (Object.hasOwn(types, key)) return types[key]!;
  }
  return {};
}

function nameOf(named: string, inputs: Props, urn: string): string | undefined {
  const given = inputs[named];
  if (typeof given === "string") return given;
  const prefix = inputs[`${named}Prefix`];
  return typeof prefix === "string" ? `${prefix}${digits(urn, 26)}` : undefined;
}

/** Parts of inputs that templates need in another form. */
function derived(inputs: Props): Props {
  const { cluster, url, name, role, user, group, tags } = inputs;
  const lastPart = (value: unknown) => (typeof value === "string" ? value.split("/").at(-1) : undefined);
  return {
    clusterName: cluster === undefined ? "default" : lastPart(cluster),
    host: typeof url === "string" ? url.replace(/^https?:\/\//, "").replace(/\/$/, "") : undefined,
    slash: typeof name === "string" && name.startsWith("/") ? "" : "/",
    port: portOf(inputs),
    principal: role ?? user ?? group,
    firstTag: Array.isArray(tags) ? (tags[0] as unknown) : undefined,
  };
}

/**
 * A template with `{key}` for a value, `{hex:N}` and `{uuid}` for what AWS makes up.
 * @returns undefined where a value in it is not known
 */
function filled(template: string, values: Props, urn: string): string | undefined {
  let isKnown = true;
  const text = template.replace(/\{(\w+)(?::(\d+))?\}/g, (_, key: string, length: string | undefined) => {
    if (key === "hex") return digits(urn, Number(length));
    if (key === "uuid") return uuid(urn);
    const value = values[key];
    if ((typeof value === "string" || typeof value === "number") && !isUnknown(value)) return String(value);
    isKnown = false;
    return "";
  });
  return isKnown ? text : undefined;
}

function isUnknown(value: unknown): boolean {
  return typeof value === "string" && value.includes("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
}

/** Hexadecimal digits in place of those that AWS makes up: always the same for a text. */
export function digits(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

function uuid(urn: string): string {
  const all = digits(urn, 32);
  return [
    all.slice(0, 8),
    all.slice(8, 12),
    `4${all.slice(13, 16)}`,
    `8${all.slice(17, 20)}`,
    all.slice(20),
  ].join("-");
}
