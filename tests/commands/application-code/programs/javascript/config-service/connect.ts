import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { AppConfigDataClient, GetLatestConfigurationCommand, StartConfigurationSessionCommand } from "@aws-sdk/client-appconfigdata";

type Clients = { config: AppConfigDataClient; iot: IoTDataPlaneClient };

export function connect(): Clients {
  return { config: new AppConfigDataClient({}), iot: new IoTDataPlaneClient({}) };
}

export async function latest({ config, iot }: Clients) {
  const { InitialConfigurationToken } = await config.send(
    new StartConfigurationSessionCommand({ ApplicationIdentifier: "app", EnvironmentIdentifier: "prod", ConfigurationProfileIdentifier: "flags" }), // AWS: appconfig:StartConfigurationSession
  );
  const { Configuration } = await config.send(new GetLatestConfigurationCommand({ ConfigurationToken: InitialConfigurationToken })); // AWS: appconfig:GetLatestConfiguration
  await iot.send(new PublishCommand({ topic: "flags", payload: Configuration })); // AWS: iot:Publish
}
