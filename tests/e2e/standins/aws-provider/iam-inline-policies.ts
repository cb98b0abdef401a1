import {
  DeleteGroupPolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  type IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { type ResourceType, sameJson, unlessAbsent } from "./resource-type";

/** What differs between the three kinds of principal. */
interface InlineCalls {
  put(iam: IAMClient, principal: string, PolicyName: string, PolicyDocument: string): Promise<unknown>;
  get(iam: IAMClient, principal: string, PolicyName: string): Promise<{ PolicyDocument?: string }>;
  remove(iam: IAMClient, principal: string, PolicyName: string): Promise<unknown>;
}

export const inlinePolicies: ResourceType[] = [
  inlinePolicyOf("role", {
    put: (iam, RoleName, PolicyName, PolicyDocument) =>
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
    get: (iam, RoleName, PolicyName) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
    remove: (iam, RoleName, PolicyName) => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
  }),
  inlinePolicyOf("user", {
    put: (iam, UserName, PolicyName, PolicyDocument) =>
      iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument })),
    get: (iam, UserName, PolicyName) => iam.send(new GetUserPolicyCommand({ UserName, PolicyName })),
    remove: (iam, UserName, PolicyName) => iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName })),
  }),
  inlinePolicyOf("group", {
    put: (iam, GroupName, PolicyName, PolicyDocument) =>
      iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument })),
    get: (iam, GroupName, PolicyName) => iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName })),
    remove: (iam, GroupName, PolicyName) => iam.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName })),
  }),
];

function inlinePolicyOf(kind: "role" | "user" | "group", calls: InlineCalls): ResourceType {
  const title = `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
  return {
    token: `aws:iam/${kind}Policy:${title}Policy`,
    noun: `IAM ${title} Policy`,
    autoName: "name",
    computed: ["namePrefix"],
    replaceOn: ["name", kind],
    sameValue: { policy: sameJson },

    async create({ iam }, inputs) {
      const principal = inputs[kind] as string;
      const name = inputs.name as string;
      await calls.put(iam, principal, name, inputs.policy as string);
      return { id: `${principal}:${name}`, outputs: { namePrefix: "" } };
    },

    async read({ iam }, id) {
      const [principal = "", name = ""] = id.split(":");
      const found = await unlessAbsent(calls.get(iam, principal, name));
      if (!found) return undefined;
      const inputs = { [kind]: principal, name, policy: decodeURIComponent(found.PolicyDocument ?? "") };
      return { inputs, outputs: { ...inputs, namePrefix: "" } };
    },

    async update({ iam }, _id, _state, inputs) {
      await calls.put(iam, inputs[kind] as string, inputs.name as string, inputs.policy as string);
    },

    async delete({ iam }, _id, state) {
      await unlessAbsent(calls.remove(iam, state[kind] as string, state.name as string));
    },
  };
}
