import type { PrincipalKind } from "../../policypack/aws/iam-arn";
import {
  GetGroupCommand,
  GetGroupPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
} from "@aws-sdk/client-iam";
import { unlessAbsent } from "../account/unless-absent";

/** A principal as IAM has it, without its documents. */
export interface LivePrincipal {
  arn: string;
  /** A role's trust document. */
  trust?: unknown;
  boundary?: string;
}

/** What a principal holds beside what its groups give it. */
export interface LiveHoldings {
  /** ARNs of attached managed policies. */
  attached: string[];
  /** Inline documents by name. */
  inline: Record<string, unknown>;
}

/** A managed policy with the document of its default version. */
export interface LivePolicy {
  arn: string;
  document: unknown;
}

/** Reads principals and policies, each once however often it is asked for. */
export class LiveIam {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(private readonly iam: IAMClient) {}

  /** @returns undefined where there is no such principal */
  principal(kind: PrincipalKind, name: string): Promise<LivePrincipal | undefined> {
    return this.once(`${kind}/${name}`, () => unlessAbsent(this.readPrincipal(kind, name)));
  }

  holdings(kind: PrincipalKind, name: string): Promise<LiveHoldings> {
    return this.once(`holdings ${kind}/${name}`, async () => ({
      attached: await this.attached(kind, name),
      inline: await this.inline(kind, name),
    }));
  }

  /** Names of the groups that a user is in. */
  groupsOf(user: string): Promise<string[]> {
    return this.once(`groups ${user}`, async () => {
      const listed = await this.iam.send(new ListGroupsForUserCommand({ UserName: user }));
      return (listed.Groups ?? []).map(({ GroupName }) => GroupName ?? "");
    });
  }

  /** The policy with its default version. @returns undefined where there is no such policy */
  policy(arn: string): Promise<LivePolicy | undefined> {
    return this.once(arn, () => unlessAbsent(this.readPolicy(arn)));
  }

  private async readPrincipal(kind: PrincipalKind, name: string): Promise<LivePrincipal> {
    if (kind === "user") {
      const { User } = await this.iam.send(new GetUserCommand({ UserName: name }));
      return { arn: User?.Arn ?? "", boundary: User?.PermissionsBoundary?.PermissionsBoundaryArn };
    }
    if (kind === "group") {
      const { Group } = await this.iam.send(new GetGroupCommand({ GroupName: name, MaxItems: 1 }));
      return { arn: Group?.Arn ?? "" };
    }
    const { Role } = await this.iam.send(new GetRoleCommand({ RoleName: name }));
    return {
      arn: Role?.Arn ?? "",
      trust: decoded(Role?.AssumeRolePolicyDocument),
      boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
    };
  }

  private async attached(kind: PrincipalKind, name: string): Promise<string[]> {
    const policies = await allPages(
      (Marker) => {
        if (kind === "user")
          return this.iam.send(new ListAttachedUserPoliciesCommand({ UserName: name, Marker }));
        if (kind === "group")
          return this.iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: name, Marker }));
        return this.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name, Marker }));
      },
      ({ AttachedPolicies }) => AttachedPolicies,
    );
    return policies.map(({ PolicyArn }) => PolicyArn ?? "").sort();
  }

  private async inline(kind: PrincipalKind, name: string): Promise<Record<string, unknown>> {
    const names = await allPages(
      (Marker) => {
        if (kind === "user") return this.iam.send(new ListUserPoliciesCommand({ UserName: name, Marker }));
        if (kind === "group") return this.iam.send(new ListGroupPoliciesCommand({ GroupName: name, Marker }));
        return this.iam.send(new ListRolePoliciesCommand({ RoleName: name, Marker }));
      },
      ({ PolicyNames }) => PolicyNames,
    );
    const documents = names.map(async (PolicyName) => {
      if (kind === "user")
        return await this.iam.send(new GetUserPolicyCommand({ UserName: name, PolicyName }));
      if (kind === "group")
        return await this.iam.send(new GetGroupPolicyCommand({ GroupName: name, PolicyName }));
      return await this.iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName }));
    });
    const read = await Promise.all(documents);
    return Object.fromEntries(names.map((each, index) => [each, decoded(read[index]?.PolicyDocument)]));
  }

  private async readPolicy(PolicyArn: string): Promise<LivePolicy> {
    const { Policy } = await this.iam.send(new GetPolicyCommand({ PolicyArn }));
    const VersionId = Policy?.DefaultVersionId;
    const { PolicyVersion } = await this.iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    return { arn: PolicyArn, document: decoded(PolicyVersion?.Document) };
  }

  private once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = read();
    this.answers.set(key, answer);
    return answer;
  }
}

/** The actions that it takes to look at a principal itself, at what is attached to it, and at all that it holds. */
export function actionsToRead(kind: PrincipalKind, what: "principal" | "attachments" | "holdings"): string[] {
  const title = `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
  const attachments = [`iam:Get${title}`, `iam:ListAttached${title}Policies`];
  if (what === "principal") return attachments.slice(0, 1);
  return what === "attachments"
    ? attachments
    : [...attachments, `iam:List${title}Policies`, `iam:Get${title}Policy`];
}

/** Documents come URL-encoded. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html */
function decoded(document: string | undefined): unknown {
  return document === undefined ? undefined : JSON.parse(decodeURIComponent(document));
}

async function allPages<Page extends { Marker?: string }, Item>(
  list: (marker: string | undefined) => Promise<Page>,
  itemsOf: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  let marker: string | undefined;
  do {
    const page = await list(marker);
    items.push(...(itemsOf(page) ?? []));
    marker = page.Marker;
  } while (marker !== undefined);
  return items;
}
