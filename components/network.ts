/** Clusters, subnets and security groups that exist already: by id, by name, or by the SSM parameter that holds them. */
// one by one, as all of `ec2` is half a megabyte to load
import { getSecurityGroupsOutput } from "@pulumi/aws/ec2/getSecurityGroups";
import { getSubnetsOutput } from "@pulumi/aws/ec2/getSubnets";
import { getParameterOutput } from "@pulumi/aws/ssm/getParameter";
import * as pulumi from "@pulumi/pulumi";
import { type Scope, regionalArn } from "./arns";

const PARAMETER = "ssm:";

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
  return isParameter(reference) ? parameter(reference, opts).apply(arn) : arn(reference);
}

/** Ids; a name stands for every subnet that has it. */
export function findSubnets(references: string[], opts: pulumi.InvokeOptions): pulumi.Input<string[]> {
  return found(
    references,
    /^subnet-/,
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
  return found(
    references,
    /^sg-/,
    opts,
    (name) => getSecurityGroupsOutput({ filters: [{ name: "group-name", values: [name] }] }, opts).ids,
  );
}

function found(
  references: string[],
  id: RegExp,
  opts: pulumi.InvokeOptions,
  byName: (name: string) => pulumi.Output<string[]>,
): pulumi.Input<string[]> {
  if (references.every((reference) => id.test(reference))) return references;
  const each = references.map((reference): pulumi.Input<string[]> => {
    if (id.test(reference)) return [reference];
    if (!isParameter(reference)) return byName(reference);
    return parameter(reference, opts).apply((value) => value.split(",").map((part) => part.trim()));
  });
  return pulumi.all(each).apply((lists) => lists.flat());
}

function isParameter(reference: string): boolean {
  return reference.startsWith(PARAMETER);
}

function parameter(reference: string, opts: pulumi.InvokeOptions): pulumi.Output<string> {
  return getParameterOutput({ name: reference.slice(PARAMETER.length) }, opts).value;
}
