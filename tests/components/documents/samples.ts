import type { Scope } from "../../../components/arns";
import type { Deployment } from "../../../components/documents/deployment";
import { type Access, type Container, type StatementSettings } from "../../../components/config";
import { accessSchema, statementSchema } from "../../../components/config/access";
import { containerSchema } from "../../../components/config/container";

export const scope: Scope = { partition: "aws", region: "ap-northeast-2", accountId: "111122223333" };
export const china: Scope = { partition: "aws-cn", region: "cn-north-1", accountId: "111122223333" };
export const govCloud: Scope = {
  partition: "aws-us-gov",
  region: "us-gov-west-1",
  accountId: "111122223333",
};

export const key = "0f3c1d2e-1111-2222-3333-444455556666";

/** Access lists as config gives them, with the defaults filled in. */
export function access(lists: Parameters<typeof accessSchema.parse>[0]): Access {
  return accessSchema.parse(lists);
}

/** A container with the fields that matter, and the defaults. */
export function container(fields: Record<string, unknown>): Container {
  return containerSchema.parse({
    name: "app",
    image: "public.ecr.aws/docker/library/busybox:1.36",
    ...fields,
  });
}

export function statement(fields: Record<string, unknown>): StatementSettings {
  return statementSchema.parse(fields);
}

/** A stack of nothing. */
export const NOTHING_DEPLOYED: Deployment = {
  taggedFamilies: [],
  roleArns: [],
  logGroupNames: [],
  createdRoleArns: [],
  policyArns: [],
  attachedTo: [],
  schedules: [],
  queueNames: [],
  identityProviderUrl: undefined,
  parameterNames: [],
  findsNetworks: false,
};
