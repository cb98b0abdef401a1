/** Stacks of which one resource has some of its inputs replaced by what no program should write. */
import { explicitStack } from "../faults/correct-stacks";
import { toResources } from "../faults/resources";
import type { Random } from "../support/random";
import type { TestResource } from "../support/stacks";
import { hostileValue } from "./values";

export interface HostileCase {
  /** The resource that was spoilt, or one of a type that the stack lacks. */
  target: TestResource;
  /** The whole stack, with it at the end. */
  resources: TestResource[];
}

/** Types that rules look into and that the correct stack lacks. */
const MORE_TYPES = [
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:iam/groupMembership:GroupMembership",
  "aws:iam/userGroupMembership:UserGroupMembership",
  "aws:ecs/service:Service",
  "aws:ecs/cluster:Cluster",
  "aws-native:iam:Role",
  "aws-native:iam:ManagedPolicy",
  "aws-native:ecs:TaskDefinition",
];

const KEYS = [
  "name",
  "role",
  "roles",
  "policy",
  "policies",
  "policyArn",
  "policyArns",
  "groups",
  "users",
  "cluster",
]
  .concat([
    "taskDefinition",
    "containerDefinitions",
    "policyDocument",
    "assumeRolePolicyDocument",
    "roleName",
    "tags",
  ])
  .concat([
    "managedPolicyArns",
    "inlinePolicies",
    "permissionsBoundary",
    "volumes",
    "requiresCompatibilities",
  ]);

export function hostileCase(random: Random): HostileCase {
  const stack = toResources(explicitStack());
  const target = spoilt(random.chance(0.3) ? another(random) : random.pick(stack), random);
  return { target, resources: [...stack.filter(({ urn }) => urn !== target.urn), target] };
}

function another(random: Random): TestResource {
  const type = random.pick(MORE_TYPES);
  const urn = `urn:pulumi:dev::stack::${type}::another`;
  return { urn, type, name: "another", inputs: {}, props: {}, propertyDependencies: {}, dependencies: [] };
}

function spoilt(resource: TestResource, random: Random): TestResource {
  const keys = [...Object.keys(resource.inputs), ...KEYS];
  const changed = Object.fromEntries(random.several(1, 4, () => [random.pick(keys), hostileValue(random)]));
  const inputs = { ...resource.inputs, ...changed };
  return { ...resource, inputs, props: { ...resource.props, ...changed } };
}
