/**
 * Whether the account already has what a resource would create, and under which id Pulumi imports it. The ids are
 * those of the import sections of https://www.pulumi.com/registry/packages/aws/api-docs/.
 */
import type { PrincipalKind } from "../../policypack/aws/iam-arn";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  type AttachedPolicy,
  GetGroupPolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
} from "@aws-sdk/client-iam";
import { iamArn, policyArn } from "../../components/arns";
import { UNKNOWN_STRING } from "../offline/aws-provider";
import type { Account } from "./account";
import { unlessAbsent } from "./unless-absent";

export type Inputs = Record<string, unknown>;

interface Finder {
  /** The inputs that name the resource; without them nothing can collide. */
  by: string[];
  find(account: Account, inputs: Record<string, string>): Promise<string | undefined>;
}

const FINDERS: Record<string, Finder> = {
  "aws:iam/role:Role": {
    by: ["name"],
    find: async ({ iam }, { name }) =>
      await ifPresent(iam.send(new GetRoleCommand({ RoleName: name })), name),
  },

  "aws:iam/policy:Policy": {
    by: ["name"],
    async find(account, { name = "", path }) {
      const arn = policyArn(account, name, path);
      return await ifPresent(account.iam.send(new GetPolicyCommand({ PolicyArn: arn })), arn);
    },
  },

  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attachment("role", ({ iam }, RoleName, Marker) =>
    iam.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker })),
  ),
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": attachment("user", ({ iam }, UserName, Marker) =>
    iam.send(new ListAttachedUserPoliciesCommand({ UserName, Marker })),
  ),
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": attachment("group", ({ iam }, GroupName, Marker) =>
    iam.send(new ListAttachedGroupPoliciesCommand({ GroupName, Marker })),
  ),

  "aws:iam/rolePolicy:RolePolicy": inline("role", ({ iam }, RoleName, PolicyName) =>
    iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
  ),
  "aws:iam/userPolicy:UserPolicy": inline("user", ({ iam }, UserName, PolicyName) =>
    iam.send(new GetUserPolicyCommand({ UserName, PolicyName })),
  ),
  "aws:iam/groupPolicy:GroupPolicy": inline("group", ({ iam }, GroupName, PolicyName) =>
    iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName })),
  ),

  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    by: ["url"],
    async find(account, { url = "" }) {
      const arn = iamArn(account, `oidc-provider/${url.replace(/^https:\/\//, "")}`);
      const get = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
      return await ifPresent(account.iam.send(get), arn);
    },
  },

  "aws:cloudwatch/logGroup:LogGroup": {
    by: ["name"],
    async find({ logs }, { name }) {
      const listed = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
      return listed.logGroups?.some((group) => group.logGroupName === name) ? name : undefined;
    },
  },
};

/**
 * The import id of the existing resource that these inputs would collide with (or repeat); undefined if there is
 * none, or if resources of the type never collide (each registration of a task definition is a new revision).
 */
export async function findExisting(
  account: Account,
  type: string,
  inputs: Inputs,
): Promise<string | undefined> {
  if (!Object.hasOwn(FINDERS, type)) return undefined;
  const finder = FINDERS[type]!;
  const texts = Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, string] => isKnown(entry[1])),
  );
  return finder.by.every((key) => key in texts) ? await finder.find(account, texts) : undefined;
}

function isKnown(value: unknown): boolean {
  return typeof value === "string" && value !== "" && value !== UNKNOWN_STRING;
}

interface Attachments {
  AttachedPolicies?: AttachedPolicy[];
  Marker?: string;
}

function attachment(
  kind: PrincipalKind,
  list: (account: Account, principal: string, marker?: string) => Promise<Attachments>,
): Finder {
  return {
    by: [kind, "policyArn"],
    async find(account, { [kind]: principal = "", policyArn }) {
      let marker: string | undefined;
      do {
        const page = await unlessAbsent(list(account, principal, marker));
        if (page?.AttachedPolicies?.some((policy) => policy.PolicyArn === policyArn))
          return `${principal}/${policyArn}`;
        marker = page?.Marker;
      } while (marker !== undefined);
      return undefined;
    },
  };
}

function inline(
  kind: PrincipalKind,
  get: (account: Account, principal: string, name: string) => Promise<unknown>,
): Finder {
  return {
    by: [kind, "name"],
    find: async (account, { [kind]: principal = "", name = "" }) =>
      await ifPresent(get(account, principal, name), `${principal}:${name}`),
  };
}

async function ifPresent<T>(call: Promise<unknown>, id: T): Promise<T | undefined> {
  return (await unlessAbsent(call)) === undefined ? undefined : id;
}
