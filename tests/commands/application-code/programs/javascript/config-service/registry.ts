import { ServiceDiscovery } from "@aws-sdk/client-servicediscovery";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient, RunTaskCommand, type RunTaskCommandInput } from "@aws-sdk/client-ecs";
import { latest, connect } from "./connect";

const names = { group: "/config/service" } as const;

export async function refresh(): Promise<void> {
  await latest(connect());
  await new ServiceDiscovery({}).discoverInstances({ NamespaceName: "local", ServiceName: "api" }); // AWS: servicediscovery:DiscoverInstances
  const logs = new CloudWatchLogs({});
  await logs.createLogStream({ logGroupName: names.group, logStreamName: "a" }); // AWS: logs:CreateLogStream log-group:/config/service:log-stream:a
  const input: RunTaskCommandInput = { taskDefinition: "refresh", cluster: "main" };
  await new ECSClient({}).send(new RunTaskCommand(input)); // AWS: ecs:RunTask
}
