/** The parts of an administrator's request that are IAM's: policies, roles, attachments. */
import { policyArn, type Scope } from "../../components/arns";
import type { PlainResource } from "../../policypack/graph/types";
import { code, commands, ofType, text } from "./request-text";
import { commandLine, tagList } from "./shell";

/** GitHub's identity provider, for stacks that a workflow deploys. */
export function identityProviderSection(resources: PlainResource[]): string[] {
  return ofType(resources, "aws:iam/openIdConnectProvider:OpenIdConnectProvider").map(({ props }) =>
    [
      "## Identity provider",
      `Skip this if the account has a provider for ${text(props.url)} already.`,
      commands(
        commandLine("aws iam create-open-id-connect-provider", {
          url: text(props.url),
          "client-id-list": JSON.stringify(props.clientIdLists ?? []),
          tags: tagList(props.tags),
        }),
      ),
    ].join("\n\n"),
  );
}

/** Each customer managed policy: created, or brought to this version where it exists. */
export function policySections(resources: PlainResource[], scope: Scope): string[] {
  const policies = ofType(resources, "aws:iam/policy:Policy");
  if (policies.length === 0) return [];
  return [
    "## Policies\n\n" +
      "In the console: IAM → Policies → Create policy → JSON, paste the file, Next, enter name and description, Create policy. " +
      "A policy that exists: IAM → Policies → the policy → Edit, paste the file, Save changes (as the default version).",
    ...policies.map(({ props }) => policySection(props, scope)),
  ];
}

function policySection(props: PlainResource["props"], scope: Scope): string {
  const name = text(props.name);
  const file = `file://${name}.json`;
  const arn = policyArn(scope, name, text(props.path) || "/");
  return [
    `### Policy ${code(name)}`,
    commands(
      commandLine("aws iam create-policy", {
        "policy-name": name,
        path: unlessRoot(props.path),
        "policy-document": file,
        description: text(props.description) || undefined,
        tags: tagList(props.tags),
      }),
    ),
    "If it exists already, make this its default version:",
    commands(
      commandLine("aws iam create-policy-version", {
        "policy-arn": arn,
        "policy-document": file,
        "set-as-default": "",
      }),
    ),
    "If it has five versions, which is as many as IAM keeps, delete the oldest that is not the default first:",
    commands(
      `aws iam delete-policy-version --policy-arn ${arn} --version-id "$(\n  ${oldestVersion(arn)}\n)"`,
    ),
    fold(`${name}.json`, text(props.policy)),
  ].join("\n\n");
}

function oldestVersion(arn: string): string {
  const query = "sort_by(Versions[?!IsDefaultVersion], &CreateDate)[0].VersionId";
  return commandLine("aws iam list-policy-versions", { "policy-arn": arn, query, output: "text" }).replace(
    /\n/g,
    "\n  ",
  );
}

/** Each role that the stack creates. */
export function roleSections(resources: PlainResource[]): string[] {
  const roles = ofType(resources, "aws:iam/role:Role");
  if (roles.length === 0) return [];
  return [
    "## Roles\n\n" +
      "In the console: IAM → Roles → Create role → Custom trust policy, paste the file, Next, Next, enter the name, Create role. " +
      "For the task roles, AWS service → Elastic Container Service → Elastic Container Service Task does too, " +
      "less the trust policy's conditions.",
    ...roles.map(({ props }) => roleSection(props)),
  ];
}

function roleSection(props: PlainResource["props"]): string {
  const name = text(props.name);
  const file = `file://${name}.trust.json`;
  return [
    `### Role ${code(name)}`,
    commands(
      commandLine("aws iam create-role", {
        "role-name": name,
        path: unlessRoot(props.path),
        "assume-role-policy-document": file,
        description: text(props.description) || undefined,
        "permissions-boundary": text(props.permissionsBoundary) || undefined,
        tags: tagList(props.tags),
      }),
    ),
    "If it exists already, give it this trust policy:",
    commands(
      commandLine("aws iam update-assume-role-policy", { "role-name": name, "policy-document": file }),
    ),
    fold(`${name}.trust.json`, text(props.assumeRolePolicy)),
  ].join("\n\n");
}

/** All attachments; attaching what is attached already changes nothing. */
export function attachmentSection(resources: PlainResource[]): string[] {
  const attached = (["role", "user", "group"] as const).flatMap((kind) => {
    const type = `${kind[0]!.toUpperCase()}${kind.slice(1)}PolicyAttachment`;
    return ofType(resources, `aws:iam/${kind}PolicyAttachment:${type}`).map(({ props }) =>
      commandLine(`aws iam attach-${kind}-policy`, {
        [`${kind}-name`]: text(props[kind]),
        "policy-arn": text(props.policyArn),
      }),
    );
  });
  if (attached.length === 0) return [];
  return [
    [
      "## Attachments",
      "In the console: IAM → Roles (or Users, User groups) → the principal → Add permissions → Attach policies, " +
        "check the policy, Add permissions. To attach one again changes nothing.",
      commands(...attached),
    ].join("\n\n"),
  ];
}

function unlessRoot(path: unknown): string | undefined {
  return path === "/" ? undefined : text(path) || undefined;
}

function fold(name: string, document: string): string {
  const json = JSON.stringify(JSON.parse(document), null, 2);
  return `<details><summary>${name}</summary>\n\n\`\`\`json\n${json}\n\`\`\`\n\n</details>`;
}
