/** The catalogue's stacks as CloudFormation templates, for the tools that read nothing else. */
import { type Declared, type DeclaredStack, isOutput } from "../../tests/faults/declared";
import { CONVERSIONS, type Props, starting } from "./conversions";
import { documentOf, logicalId, value } from "./template-values";

interface CfnResource {
  Type: string;
  Properties: Record<string, unknown>;
}

/** A CloudFormation template, as far as it is written here. */
export interface Template {
  AWSTemplateFormatVersion: "2010-09-09";
  Resources: Record<string, CfnResource>;
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

/** Resources of Pulumi that are a property of another resource in CloudFormation. */
const PARTS: Record<string, (part: Declared, resources: Record<string, CfnResource>) => void> = {
  "aws:cloudwatch/eventTarget:EventTarget": ({ name, props: { rule: of, ...target } }, resources) => {
    const rule = carrier(of, resources);
    rule.Targets = [...((rule.Targets as unknown[]) ?? []), { Id: name, ...starting(target, "ecsTarget") }];
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": ({ props }, resources) => {
    carrier(props.fileSystemId, resources).FileSystemPolicy = documentOf(props.policy);
  },
};

/** The properties of the resource whose output names it. @throws where it is named otherwise: no stack here does that */
function carrier(named: unknown, resources: Record<string, CfnResource>): Props {
  if (!isOutput(named)) throw new TypeError("the resource is not named by an output");
  return resources[logicalId(named.$output.resource)]!.Properties;
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
      if (!ATTACHMENT.test(one.type) && !PARTS[one.type]) missing.push(one.type);
      continue;
    }
    const [Type, properties] = conversion;
    const known = Object.entries(properties(one.props)).filter(([, inner]) => inner !== undefined);
    resources[logicalId(one.name)] = { Type, Properties: Object.fromEntries(known) };
  }
  for (const one of stack) {
    if (ATTACHMENT.test(one.type)) attach(one, stack, resources);
    PARTS[one.type]?.(one, resources);
  }
  return { template: { AWSTemplateFormatVersion: "2010-09-09", Resources: named(resources) }, missing };
}

/** `Ref` gives the ARN of a task definition, and there is no attribute that does. */
function named(resources: Record<string, CfnResource>): Record<string, CfnResource> {
  const isDefinition = (id: unknown) => resources[String(id)]?.Type === "AWS::ECS::TaskDefinition";
  const text = JSON.stringify(resources, (_, inner: unknown) => {
    const [id] = (inner as { "Fn::GetAtt"?: [string, string] } | null)?.["Fn::GetAtt"] ?? [];
    return isDefinition(id) ? { Ref: id } : inner;
  });
  return JSON.parse(text) as Record<string, CfnResource>;
}
