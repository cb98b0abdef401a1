import { intersects } from "../../../policypack/evaluation/patterns/pattern";
import type { PolicyReader } from "./policy-reader";

/**
 * An account has up to ten policies in a Region that are about log groups, each with the ARNs of its own; what they say of one
 * group is told as one document. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeResourcePolicies.html
 */
export const logGroups: PolicyReader = {
  needs: ["logs:DescribeResourcePolicies"],
  absent: [],
  async read(clients, { arn, region }) {
    const { CloudWatchLogsClient, DescribeResourcePoliciesCommand } =
      await import("@aws-sdk/client-cloudwatch-logs");
    const logs = clients.of(CloudWatchLogsClient, region);
    const documents: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await logs.send(new DescribeResourcePoliciesCommand({ nextToken }));
      documents.push(...(page.resourcePolicies ?? []).flatMap(({ policyDocument }) => policyDocument ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    const Statement = documents.flatMap(statementsIn).filter((statement) => concerns(statement, arn));
    return Statement.length === 0 ? undefined : JSON.stringify({ Version: "2012-10-17", Statement });
  },
};

interface LogStatement {
  Resource?: string | string[];
}

function statementsIn(document: string): LogStatement[] {
  const { Statement = [] } = JSON.parse(document) as { Statement?: LogStatement | LogStatement[] };
  return Array.isArray(Statement) ? Statement : [Statement];
}

function concerns({ Resource = "*" }: LogStatement, arn: string): boolean {
  return [Resource].flat().some((pattern) => pattern === "*" || intersects(pattern, `${arn}*`));
}
