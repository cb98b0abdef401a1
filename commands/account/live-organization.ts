/** What the organization of an account says of it. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html */
import type { OrganizationsClient, Policy, PolicySummary, PolicyType } from "@aws-sdk/client-organizations";
import type { RegionalClients } from "./resource-policies/regional-clients";

/** The policies that limit an account and its resources. */
export interface OrganizationPolicies {
  /** Level by level from the organization's root. */
  serviceControlPolicies: object[][];
  /** Those that an organization has written: AWS's own lets everything through. */
  resourceControlPolicies: object[];
}

/** The actions that it takes to read the policies: of the management account, or of an administrator that it has named. */
export const ORGANIZATION_POLICY_ACTIONS = [
  "organizations:ListParents",
  "organizations:ListPoliciesForTarget",
  "organizations:DescribePolicy",
];

/** Reads an account's organization once, however often it is asked for. */
export class LiveOrganization {
  private described?: Promise<{ id: string; managementAccount: string } | undefined>;
  private read?: Promise<OrganizationPolicies | undefined>;

  constructor(
    private readonly clients: RegionalClients,
    private readonly account: string,
  ) {}

  /** Its id; undefined where the account is of none. Any account of an organization may be allowed to ask. */
  async id(): Promise<string | undefined> {
    return (await this.describe())?.id;
  }

  /**
   * Undefined where the account is of no organization. Service control policies do not limit the management account.
   * @returns rejects where the caller may not look
   */
  policies(): Promise<OrganizationPolicies | undefined> {
    return (this.read ??= this.readPolicies());
  }

  private describe() {
    return (this.described ??= this.readOrganization());
  }

  private async readOrganization() {
    const { DescribeOrganizationCommand } = await import("@aws-sdk/client-organizations");
    try {
      const { Organization } = await (await this.client()).send(new DescribeOrganizationCommand({}));
      return { id: Organization?.Id ?? "", managementAccount: Organization?.MasterAccountId ?? "" };
    } catch (error) {
      if ((error as Error).name === "AWSOrganizationsNotInUseException") return undefined;
      throw error;
    }
  }

  private async readPolicies(): Promise<OrganizationPolicies | undefined> {
    const organization = await this.describe();
    if (!organization) return undefined;
    if (organization.managementAccount === this.account)
      return { serviceControlPolicies: [], resourceControlPolicies: [] };
    const client = await this.client();
    const targets = [...(await parentsOf(client, this.account)), this.account];
    const levels = await Promise.all(
      targets.map((target) => policiesOn(client, target, "SERVICE_CONTROL_POLICY")),
    );
    const ofResources = await Promise.all(
      targets.map((target) => policiesOn(client, target, "RESOURCE_CONTROL_POLICY")),
    );
    return {
      // Where service control policies are in use each level has one; where they are not, none has.
      serviceControlPolicies: levels.map((level) => level.map(contentOf)).filter(({ length }) => length > 0),
      resourceControlPolicies: ofResources
        .flat()
        .filter(({ PolicySummary }) => PolicySummary?.AwsManaged !== true)
        .map(contentOf),
    };
  }

  private async client(): Promise<OrganizationsClient> {
    const { OrganizationsClient } = await import("@aws-sdk/client-organizations");
    return this.clients.of(OrganizationsClient, this.clients.home);
  }
}

/** What an account lies in, from the root down. */
async function parentsOf(client: OrganizationsClient, child: string): Promise<string[]> {
  const { ListParentsCommand } = await import("@aws-sdk/client-organizations");
  const { Parents = [] } = await client.send(new ListParentsCommand({ ChildId: child }));
  const parent = Parents[0]?.Id;
  if (parent === undefined) return [];
  return parent.startsWith("r-") ? [parent] : [...(await parentsOf(client, parent)), parent];
}

async function policiesOn(
  client: OrganizationsClient,
  TargetId: string,
  Filter: PolicyType,
): Promise<Policy[]> {
  const { DescribePolicyCommand, ListPoliciesForTargetCommand } =
    await import("@aws-sdk/client-organizations");
  const listed: PolicySummary[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListPoliciesForTargetCommand({ TargetId, Filter, NextToken }));
    listed.push(...(page.Policies ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const ids = listed.map(({ Id }) => Id ?? "").sort();
  const described = ids.map((PolicyId) => client.send(new DescribePolicyCommand({ PolicyId })));
  return (await Promise.all(described)).flatMap(({ Policy }) => Policy ?? []);
}

function contentOf({ Content = "{}" }: Policy): object {
  return JSON.parse(Content) as object;
}
