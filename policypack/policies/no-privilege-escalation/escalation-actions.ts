/**
 * Actions by which a principal can come to rights that it was not given.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */

export type TargetKind = "policy" | "role" | "user" | "group";

/** What the action must be allowed on to raise the rights of whoever has it. */
export type Reach =
  /** On itself: its policies, its groups, the roles that it may pass or assume. */
  | "own"
  /** As `own`, where a permissions boundary bounds that. */
  | "bounded"
  /** As `own`, where a document that the action takes away denies something. */
  | "restricted"
  /** On somebody else, whose rights it then has. */
  | "other";

export interface EscalationAction {
  action: string;
  target: TargetKind;
  reach: Reach;
  /** What it may do then, as an infinitive. */
  gain: string;
  /** The same of a role, where not its own rights are raised but those of a user that assumes it. */
  gainOfAssumer?: string;
  /** What the request says beside its target, in the way that does the most harm. */
  asks?: "any-policy" | "denying-policy" | "any-boundary" | "its-boundary";
}

/** Of actions on users and groups, which roles have no part in. */
const GAINS_OF_ASSUMERS: Record<string, string> = {
  "iam:AttachUserPolicy": "attach any policy to a user that may assume it",
  "iam:PutUserPolicy": "write any inline policy for a user that may assume it",
  "iam:DeleteUserPermissionsBoundary": "remove the permissions boundary of a user that may assume it",
  "iam:PutUserPermissionsBoundary": "replace the permissions boundary of a user that may assume it",
  "iam:AttachGroupPolicy": "attach any policy to a group of a user that may assume it",
  "iam:PutGroupPolicy": "write any inline policy for a group of a user that may assume it",
  "iam:DetachUserPolicy": "detach what denies a user something that may assume it",
  "iam:DeleteUserPolicy": "delete what denies a user something that may assume it",
  "iam:DetachGroupPolicy": "detach what denies something to a group of a user that may assume it",
  "iam:DeleteGroupPolicy": "delete what denies something to a group of a user that may assume it",
  "iam:RemoveUserFromGroup": "take a user that may assume it out of a group that denies something",
  "iam:AddUserToGroup": "put a user that may assume it into any group",
};

export const ESCALATION_ACTIONS: EscalationAction[] = [
  escalation("iam:CreatePolicyVersion", "policy", "own", "rewrite a policy that it has"),
  escalation(
    "iam:SetDefaultPolicyVersion",
    "policy",
    "own",
    "bring back another version of a policy that it has",
  ),
  escalation(
    "iam:AttachRolePolicy",
    "role",
    "own",
    "attach any policy to a role that it can use",
    "any-policy",
  ),
  escalation("iam:PutRolePolicy", "role", "own", "write any inline policy into a role that it can use"),
  escalation(
    "iam:DeleteRolePermissionsBoundary",
    "role",
    "bounded",
    "remove a role's permissions boundary",
    "its-boundary",
  ),
  escalation(
    "iam:PutRolePermissionsBoundary",
    "role",
    "bounded",
    "replace a role's permissions boundary",
    "any-boundary",
  ),
  escalation("iam:UpdateAssumeRolePolicy", "role", "other", "have another role trust it"),
  escalation("iam:AttachUserPolicy", "user", "own", "attach any policy to itself", "any-policy"),
  escalation("iam:PutUserPolicy", "user", "own", "write any inline policy for itself"),
  escalation(
    "iam:DeleteUserPermissionsBoundary",
    "user",
    "bounded",
    "remove its own permissions boundary",
    "its-boundary",
  ),
  escalation(
    "iam:PutUserPermissionsBoundary",
    "user",
    "bounded",
    "replace its own permissions boundary",
    "any-boundary",
  ),
  escalation(
    "iam:AttachGroupPolicy",
    "group",
    "own",
    "attach any policy to a group that it is in",
    "any-policy",
  ),
  escalation("iam:PutGroupPolicy", "group", "own", "write any inline policy for a group that it is in"),
  escalation(
    "iam:DetachRolePolicy",
    "role",
    "restricted",
    "detach what denies a role something",
    "denying-policy",
  ),
  escalation("iam:DeleteRolePolicy", "role", "restricted", "delete what denies a role something"),
  escalation(
    "iam:DetachUserPolicy",
    "user",
    "restricted",
    "detach what denies it something",
    "denying-policy",
  ),
  escalation("iam:DeleteUserPolicy", "user", "restricted", "delete what denies it something"),
  escalation(
    "iam:DetachGroupPolicy",
    "group",
    "restricted",
    "detach what denies its group something",
    "denying-policy",
  ),
  escalation("iam:DeleteGroupPolicy", "group", "restricted", "delete what denies its group something"),
  escalation("iam:RemoveUserFromGroup", "group", "restricted", "leave a group that denies it something"),
  escalation("iam:AddUserToGroup", "group", "other", "join another group"),
  escalation("iam:CreateAccessKey", "user", "other", "make access keys of another user"),
  escalation("iam:CreateLoginProfile", "user", "other", "give another user a password that it knows"),
  escalation("iam:UpdateLoginProfile", "user", "other", "change another user's password"),
  escalation("iam:UpdateAccessKey", "user", "other", "bring back access keys of another user"),
  escalation(
    "iam:CreateServiceSpecificCredential",
    "user",
    "other",
    "make another user's credentials for single services",
  ),
  escalation(
    "iam:ResetServiceSpecificCredential",
    "user",
    "other",
    "reset another user's credentials for single services",
  ),
  escalation("iam:UploadSSHPublicKey", "user", "other", "give another user an SSH key of its own"),
  escalation(
    "iam:UploadSigningCertificate",
    "user",
    "other",
    "give another user a signing certificate of its own",
  ),
];

function escalation(
  action: string,
  target: TargetKind,
  reach: Reach,
  gain: string,
  asks?: EscalationAction["asks"],
): EscalationAction {
  const gainOfAssumer = GAINS_OF_ASSUMERS[action];
  return { action, target, reach, gain, ...(gainOfAssumer && { gainOfAssumer }), ...(asks ? { asks } : {}) };
}
