import type {
  CloudWatchLogsClient,
  DescribeResourcePoliciesRequest,
  ResourcePolicy,
} from "@aws-sdk/client-cloudwatch-logs";
import { intersects } from "../../../policypack/evaluation/patterns/pattern";
import type { PolicyReader } from "./policy-reader";

/**
 * An account has up to ten policies in a Region that are about log groups, each with the ARNs of its own, and a group may have
 * one of its own beside them; what they say of one group is told as one document.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeResourcePolicies.html
 */
export const logGroups: PolicyReader = {
  needs: ["logs:DescribeResourcePolicies"],
  absent: ["ResourceNotFoundException"],
  async read(clients, { arn, region }) {
    const { CloudWatchLogsClient } = await import("@aws-sdk/client-cloudwatch-logs");
    const logs = clients.of(CloudWatchLogsClient, region);
    const ofAccount = await documentsOf(logs, {});
    const ofGroups = await documentsOf(logs, { resourceArn: arn, policyScope: "RESOURCE" });
    const own = ofGroups.filter(({ resourceArn }) => resourceArn?.replace(/:\*$/, "") === arn);
    const Statement = [
      ...ofAccount.flatMap(statementsIn).filter((statement) => concerns(statement, arn)),
      ...own.flatMap(statementsIn),
    ];
    return Statement.length === 0 ? undefined : JSON.stringify({ Version: "2012-10-17", Statement });
  },
};

async function documentsOf(
  logs: CloudWatchLogsClient,
  scope: Pick<DescribeResourcePoliciesRequest, "resourceArn" | "policyScope">,
): Promise<ResourcePolicy[]> {
  const { DescribeResourcePoliciesCommand } = await import("@aws-sdk/client-cloudwatch-logs");
  const policies: ResourcePolicy[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new DescribeResourcePoliciesCommand({ ...scope, nextToken }));
    policies.push(...(page.resourcePolicies ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return policies;
}

interface LogStatement {
  Resource?: string | string[];
}

function statementsIn({ policyDocument = "{}" }: ResourcePolicy): LogStatement[] {
  const { Statement = [] } = JSON.parse(policyDocument) as { Statement?: LogStatement | LogStatement[] };
  return Array.isArray(Statement) ? Statement : [Statement];
}

function concerns({ Resource = "*" }: LogStatement, arn: string): boolean {
  return [Resource].flat().some((pattern) => pattern === "*" || intersects(pattern, `${arn}*`));
}
