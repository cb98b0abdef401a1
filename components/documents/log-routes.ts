/** What the task role needs where its log router (FireLens) writes to services of AWS's. */
import { type Scope, regionalArn, s3Arn } from "../arns";
import type { Container } from "../config";
import { type LogDestination, lentRole, routedTo } from "../firelens-output";
import { type Statement, allow } from "./statement";
import { logResources } from "./task-access";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html */
export function logRouteStatements(scope: Scope, containers: Container[]): Statement[] {
  return containers.flatMap(({ log }) => {
    if (log?.driver !== "awsfirelens") return [];
    const lent = lentRole(log.options);
    if (lent) return [allow("AssumeLogRoles", ["sts:AssumeRole"], [lent])];
    const destination = routedTo(log.options);
    return destination ? writeStatements(scope, destination) : [];
  });
}

function writeStatements(stack: Scope, destination: LogDestination): Statement[] {
  const { service, name } = destination;
  const scope = { ...stack, region: destination.region ?? stack.region };
  switch (service) {
    case "logs":
      return groupStatements(scope, destination);
    case "firehose":
      return [
        allow(
          "RouteLogsToFirehose",
          ["firehose:PutRecordBatch"],
          [regionalArn(scope, "firehose", `deliverystream/${name}`)],
        ),
      ];
    case "kinesis":
      return [
        allow(
          "RouteLogsToKinesis",
          ["kinesis:PutRecords"],
          [regionalArn(scope, "kinesis", `stream/${name}`)],
        ),
      ];
    case "s3":
      return [allow("RouteLogsToBuckets", ["s3:PutObject"], [s3Arn(scope.partition, `${name}/*`)])];
  }
}

/** The older output looks its stream up first; the group is created by whichever router is told to. */
function groupStatements(scope: Scope, { name, ...destination }: LogDestination): Statement[] {
  const group = logResources(scope, name);
  const write = [
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    ...(destination.isGoPlugin ? ["logs:DescribeLogStreams"] : []),
  ];
  return [
    allow("RouteLogsToGroups", write, group),
    ...(destination.creates ? [allow("CreateLogGroups", ["logs:CreateLogGroup"], group)] : []),
    ...(destination.setsRetention ? [allow("SetLogRetention", ["logs:PutRetentionPolicy"], group)] : []),
  ];
}
