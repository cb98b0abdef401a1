/** The catalogue's stacks as CloudFormation templates, for the tools that read nothing else. */
import { type Declared, type DeclaredStack, isOutput } from "../../tests/faults/declared";

interface CfnResource {
  Type: string;
  Properties: Record<string, unknown>;
}

/** A CloudFormation template, as far as it is written here. */
export interface Template {
  AWSTemplateFormatVersion: "2010-09-09";
  Resources: Record<string, CfnResource>;
}

/** Logical ids may hold letters and digits only. */
function logicalId(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "");
}

/** Outputs become references; what CloudFormation returns for `Ref` is the name of IAM's and ECS's types. */
function value(from: unknown): unknown {
  if (!isOutput(from)) return from;
  const { resource, property } = from.$output;
  return property === "arn" ? { "Fn::GetAtt": [logicalId(resource), "Arn"] } : { Ref: logicalId(resource) };
}

/** A JSON text as an object; what does not parse stays text, as a template's author would have it. */
function documentOf(text: unknown): unknown {
  if (typeof text !== "string") return value(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function pascal(from: unknown): unknown {
  if (Array.isArray(from)) return from.map(pascal);
  if (typeof from !== "object" || from === null) return from;
  return Object.fromEntries(
    Object.entries(from).map(([key, inner]) => {
      const name = key.charAt(0).toUpperCase() + key.slice(1);
      return [name, key === "options" || key === "dockerLabels" ? inner : pascal(inner)];
    }),
  );
}

function tags(from: unknown): unknown {
  if (from === undefined) return undefined;
  return Object.entries(from as Record<string, string>).map(([Key, Value]) => ({ Key, Value }));
}

type Props = Record<string, unknown>;

/** Pulumi type to CloudFormation type and its properties. Attachments are no resource there; see `attach`. */
const CONVERSIONS: Record<string, [string, (props: Props) => Props]> = {
  "aws:iam/role:Role": [
    "AWS::IAM::Role",
    (props) => ({
      RoleName: props.name,
      Path: props.path,
      AssumeRolePolicyDocument: documentOf(props.assumeRolePolicy),
      PermissionsBoundary: value(props.permissionsBoundary),
      ManagedPolicyArns: props.managedPolicyArns,
      Policies: (props.inlinePolicies as { name: string; policy: string }[] | undefined)?.map((one) => ({
        PolicyName: one.name,
        PolicyDocument: documentOf(one.policy),
      })),
      Tags: tags(props.tags),
    }),
  ],
  "aws:iam/policy:Policy": [
    "AWS::IAM::ManagedPolicy",
    (props) => ({ ManagedPolicyName: props.name, PolicyDocument: documentOf(props.policy) }),
  ],
  "aws:iam/rolePolicy:RolePolicy": ["AWS::IAM::Policy", inline("Roles", "role")],
  "aws:iam/userPolicy:UserPolicy": ["AWS::IAM::Policy", inline("Users", "user")],
  "aws:iam/group:Group": ["AWS::IAM::Group", (props) => ({ GroupName: props.name })],
  "aws:iam/userGroupMembership:UserGroupMembership": [
    "AWS::IAM::UserToGroupAddition",
    (props) => ({ GroupName: (props.groups as string[])[0], Users: [props.user] }),
  ],
  "aws:secretsmanager/secret:Secret": [
    "AWS::SecretsManager::Secret",
    (props) => ({ Name: props.name, KmsKeyId: props.kmsKeyId }),
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    "AWS::Logs::LogGroup",
    (props) => ({ LogGroupName: props.name, RetentionInDays: props.retentionInDays }),
  ],
  "aws:ecs/taskDefinition:TaskDefinition": [
    "AWS::ECS::TaskDefinition",
    (props) => ({
      Family: props.family,
      Cpu: props.cpu,
      Memory: props.memory,
      NetworkMode: props.networkMode,
      RequiresCompatibilities: props.requiresCompatibilities,
      TaskRoleArn: value(props.taskRoleArn),
      ExecutionRoleArn: value(props.executionRoleArn),
      ContainerDefinitions: pascal(documentOf(props.containerDefinitions)),
      Tags: tags(props.tags),
    }),
  ],
  "aws:ecs/service:Service": [
    "AWS::ECS::Service",
    (props) => ({
      ServiceName: props.name,
      Cluster: props.cluster,
      EnableExecuteCommand: props.enableExecuteCommand,
      TaskDefinition: value(props.taskDefinition),
    }),
  ],
};

function inline(list: "Roles" | "Users", property: "role" | "user") {
  return (props: Props): Props => ({
    PolicyName: props.name,
    PolicyDocument: documentOf(props.policy),
    [list]: [value(props[property])],
  });
}

/** An attachment is a property of the policy, or, for a policy of AWS, of the principal. */
function attach(attachment: Declared, stack: DeclaredStack, resources: Record<string, CfnResource>): void {
  const { props, type } = attachment;
  const [kind, list] = type.includes("role")
    ? (["role", "Roles"] as const)
    : type.includes("user")
      ? (["user", "Users"] as const)
      : type.includes("group")
        ? (["group", "Groups"] as const)
        : (["roles", "Roles"] as const);
  const principals = [props[kind]].flat();
  const policy = stack.find(
    (one) =>
      one.type === "aws:iam/policy:Policy" &&
      (isOutput(props.policyArn)
        ? props.policyArn.$output.resource === one.name
        : String(props.policyArn).endsWith(`:policy/${String(one.props.name)}`)),
  );
  if (policy) {
    const target = resources[logicalId(policy.name)]!.Properties;
    target[list] = [...((target[list] as unknown[]) ?? []), ...principals.map(value)];
    return;
  }
  for (const principal of principals) {
    const target = principalResource(principal, kind, stack, resources);
    target.ManagedPolicyArns = [...((target.ManagedPolicyArns as unknown[]) ?? []), props.policyArn];
  }
}

/** A template cannot attach an AWS managed policy to a user that it does not create, so it creates it. */
function principalResource(
  principal: unknown,
  kind: string,
  stack: DeclaredStack,
  resources: Record<string, CfnResource>,
): Props {
  const declared = stack.find((one) =>
    isOutput(principal) ? one.name === principal.$output.resource : one.props.name === principal,
  );
  if (declared) return resources[logicalId(declared.name)]!.Properties;
  const [Type, key] = kind === "user" ? ["AWS::IAM::User", "UserName"] : ["AWS::IAM::Role", "RoleName"];
  resources[logicalId(String(principal))] ??= { Type, Properties: { [key]: principal } };
  return resources[logicalId(String(principal))]!.Properties;
}

const ATTACHMENT = /^aws:iam\/(role|user|group|)policyattachment:/i;

/**
 * @returns the template, and the types that CloudFormation has no counterpart of: a stack that rests on one of
 *   those cannot be put before the tools that read templates
 */
export function toTemplate(stack: DeclaredStack): { template: Template; missing: string[] } {
  const resources: Record<string, CfnResource> = {};
  const missing: string[] = [];
  for (const one of stack) {
    const conversion = CONVERSIONS[one.type];
    if (!conversion) {
      if (!ATTACHMENT.test(one.type)) missing.push(one.type);
      continue;
    }
    const [Type, properties] = conversion;
    const known = Object.entries(properties(one.props)).filter(([, inner]) => inner !== undefined);
    resources[logicalId(one.name)] = { Type, Properties: Object.fromEntries(known) };
  }
  for (const one of stack) if (ATTACHMENT.test(one.type)) attach(one, stack, resources);
  return { template: { AWSTemplateFormatVersion: "2010-09-09", Resources: resources }, missing };
}
