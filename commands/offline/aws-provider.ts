/**
 * How the AWS provider completes a resource at a first preview: defaults join the inputs before policies see them, and
 * outputs that AWS makes up stay unknown. Taken from the provider's schema for the resource types of this project;
 * of other types only `id` and `arn` are taken to be made up by AWS.
 */
interface ProviderType {
  /** Inputs that get this value where the program sets none. */
  defaults: Record<string, unknown>;
  /** Outputs that are unknown at a first preview where the program does not set them. */
  computed: string[];
  /** Whether the resource lies in a region, which is then one of its outputs. */
  regional?: boolean;
  taggable?: boolean;
}

/** Stands for a string that is not known yet; `@pulumi/pulumi/runtime/rpc` calls it `unknownValue`. */
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const TYPES: Record<string, ProviderType> = {
  "aws:iam/role:Role": {
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    computed: ["arn", "createDate", "uniqueId", "inlinePolicies", "managedPolicyArns", "namePrefix"],
    taggable: true,
  },
  "aws:iam/policy:Policy": {
    defaults: { path: "/" },
    computed: ["arn", "attachmentCount", "policyId", "namePrefix"],
    taggable: true,
  },
  "aws:iam/user:User": {
    defaults: { forceDestroy: false, path: "/" },
    computed: ["arn", "uniqueId"],
    taggable: true,
  },
  "aws:iam/group:Group": { defaults: { path: "/" }, computed: ["arn", "uniqueId"] },
  "aws:iam/rolePolicy:RolePolicy": { defaults: {}, computed: ["name", "namePrefix"] },
  "aws:iam/userPolicy:UserPolicy": { defaults: {}, computed: ["name", "namePrefix"] },
  "aws:iam/groupPolicy:GroupPolicy": { defaults: {}, computed: ["name", "namePrefix"] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { defaults: {}, computed: [] },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": { defaults: {}, computed: [] },
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": { defaults: {}, computed: [] },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    defaults: {},
    computed: ["arn", "thumbprintLists"],
    taggable: true,
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    defaults: { retentionInDays: 0, skipDestroy: false },
    computed: ["arn", "logGroupClass", "namePrefix"],
    regional: true,
    taggable: true,
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    defaults: { skipDestroy: false, trackLatest: false },
    computed: ["arn", "arnWithoutRevision", "revision", "networkMode", "enableFaultInjection"],
    regional: true,
    taggable: true,
  },
};

const OTHER: ProviderType = { defaults: {}, computed: ["arn"] };

type Props = Record<string, unknown>;

/** The inputs as the provider's Check returns them; `__defaults` names what it filled in. */
export function providerInputs(type: string, inputs: Props): Props {
  const { defaults } = typeOf(type);
  const missing = Object.keys(defaults).filter((key) => inputs[key] === undefined);
  if (missing.length === 0) return inputs;
  const filled = Object.fromEntries(missing.map((key) => [key, defaults[key]]));
  return { ...inputs, ...filled, __defaults: missing.sort() };
}

/** The outputs of a resource that does not exist yet, from its checked inputs. */
export function providerOutputs(type: string, checked: Props, region?: string): Props {
  if (type.startsWith("pulumi:")) return checked;
  const { computed, regional, taggable } = typeOf(type);
  const outputs: Props = { ...checked };
  delete outputs.__defaults;
  for (const key of ["id", ...computed]) outputs[key] ??= UNKNOWN_STRING;
  if (regional) outputs.region ??= region ?? UNKNOWN_STRING;
  if (taggable) outputs.tagsAll ??= outputs.tags ?? UNKNOWN_STRING;
  return outputs;
}

function typeOf(type: string): ProviderType {
  return Object.hasOwn(TYPES, type) ? TYPES[type]! : OTHER;
}
