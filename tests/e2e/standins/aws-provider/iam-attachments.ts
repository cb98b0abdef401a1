import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  type AttachedPolicy,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  type IAMClient,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
} from "@aws-sdk/client-iam";
import { type ResourceType, unlessAbsent } from "./resource-type";

/** What differs between the three kinds of principal. */
interface AttachmentCalls {
  attach(iam: IAMClient, principal: string, PolicyArn: string): Promise<unknown>;
  detach(iam: IAMClient, principal: string, PolicyArn: string): Promise<unknown>;
  list(iam: IAMClient, principal: string): Promise<{ AttachedPolicies?: AttachedPolicy[] }>;
}

export const attachments: ResourceType[] = [
  attachmentTo("role", {
    attach: (iam, RoleName, PolicyArn) => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
    detach: (iam, RoleName, PolicyArn) => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
    list: (iam, RoleName) => iam.send(new ListAttachedRolePoliciesCommand({ RoleName })),
  }),
  attachmentTo("user", {
    attach: (iam, UserName, PolicyArn) => iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn })),
    detach: (iam, UserName, PolicyArn) => iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn })),
    list: (iam, UserName) => iam.send(new ListAttachedUserPoliciesCommand({ UserName })),
  }),
  attachmentTo("group", {
    attach: (iam, GroupName, PolicyArn) => iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn })),
    detach: (iam, GroupName, PolicyArn) => iam.send(new DetachGroupPolicyCommand({ GroupName, PolicyArn })),
    list: (iam, GroupName) => iam.send(new ListAttachedGroupPoliciesCommand({ GroupName })),
  }),
];

function attachmentTo(kind: "role" | "user" | "group", calls: AttachmentCalls): ResourceType {
  const title = `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
  return {
    token: `aws:iam/${kind}PolicyAttachment:${title}PolicyAttachment`,
    noun: `IAM Policy Attachment to ${title}`,
    computed: [],
    replaceOn: "all",

    async create({ iam }, inputs) {
      const principal = inputs[kind] as string;
      const arn = inputs.policyArn as string;
      await calls.attach(iam, principal, arn);
      return { id: `${principal}/${arn}`, outputs: {} };
    },

    async read({ iam }, id) {
      const principal = id.slice(0, id.indexOf("/"));
      const policyArn = id.slice(id.indexOf("/") + 1);
      const listed = await unlessAbsent(calls.list(iam, principal));
      if (!listed?.AttachedPolicies?.some((policy) => policy.PolicyArn === policyArn)) return undefined;
      const inputs = { [kind]: principal, policyArn };
      return { inputs, outputs: inputs };
    },

    async delete({ iam }, _id, state) {
      await unlessAbsent(calls.detach(iam, state[kind] as string, state.policyArn as string));
    },
  };
}
