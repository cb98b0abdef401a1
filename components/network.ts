/** Clusters, subnets and security groups that exist already: by id, by name, or by the SSM parameter that holds them. */
// One by one: all of `ec2` is half a megabyte to load.
import { getSecurityGroupsOutput } from "@pulumi/aws/ec2/getSecurityGroups";
import { getSubnetsOutput } from "@pulumi/aws/ec2/getSubnets";
import { getParameterOutput } from "@pulumi/aws/ssm/getParameter";
import * as pulumi from "@pulumi/pulumi";
import { type Scope, regionalArn } from "./arns";

const PARAMETER = "ssm:";

const SUBNET_ID = /^subnet-/;
const SECURITY_GROUP_ID = /^sg-/;
const IDS = [SUBNET_ID, SECURITY_GROUP_ID];

/** The SSM parameter that a reference names; undefined where it is an id, a name or an ARN. */
export function parameterNameOf(reference: string): string | undefined {
  return reference.startsWith(PARAMETER) ? reference.slice(PARAMETER.length) : undefined;
}

/** Whether a subnet or security group is looked up by its name: it is named neither by id nor by a parameter. */
export function isLookedUpByName(reference: string): boolean {
  return !IDS.some((id) => id.test(reference)) && !isParameter(reference);
}

/** A cluster's name; undefined where only a parameter knows it. */
export function clusterNameOf(reference: string): string | undefined {
  return isParameter(reference) ? undefined : reference.slice(reference.lastIndexOf("/") + 1);
}

/** A cluster's ARN. A parameter may hold its name or its ARN. */
export function findCluster(
  scope: Scope,
  reference: string,
  opts: pulumi.InvokeOptions,
): pulumi.Input<string> {
  const arn = (named: string) =>
    named.startsWith("arn:") ? named : regionalArn(scope, "ecs", `cluster/${named}`);
  const parameter = parameterNameOf(reference);
  return parameter === undefined ? arn(reference) : parameterValue(parameter, opts).apply(arn);
}

/** Ids; a name stands for every subnet that has it. */
export function findSubnets(references: string[], opts: pulumi.InvokeOptions): pulumi.Input<string[]> {
  return idsOf(
    references,
    SUBNET_ID,
    opts,
    (name) => getSubnetsOutput({ filters: [{ name: "tag:Name", values: [name] }] }, opts).ids,
  );
}

/** Ids; undefined where none is named. */
export function findSecurityGroups(
  references: string[],
  opts: pulumi.InvokeOptions,
): pulumi.Input<string[]> | undefined {
  if (references.length === 0) return undefined;
  return idsOf(
    references,
    SECURITY_GROUP_ID,
    opts,
    (name) => getSecurityGroupsOutput({ filters: [{ name: "group-name", values: [name] }] }, opts).ids,
  );
}

function idsOf(
  references: string[],
  idPattern: RegExp,
  opts: pulumi.InvokeOptions,
  byName: (name: string) => pulumi.Output<string[]>,
): pulumi.Input<string[]> {
  // Plain ids stay plain: nothing is unknown at a preview that need not be.
  if (references.every((reference) => idPattern.test(reference))) return references;
  const lists = references.map((reference): pulumi.Input<string[]> => {
    if (idPattern.test(reference)) return [reference];
    const parameter = parameterNameOf(reference);
    if (parameter === undefined) return byName(reference);
    return parameterValue(parameter, opts).apply((value) => value.split(",").map((id) => id.trim()));
  });
  return pulumi.all(lists).apply((ids) => ids.flat());
}

function isParameter(reference: string): boolean {
  return parameterNameOf(reference) !== undefined;
}

function parameterValue(name: string, opts: pulumi.InvokeOptions): pulumi.Output<string> {
  return getParameterOutput({ name }, opts).value;
}
