import { type ClientSettings, clientSettings } from "../client-settings";

/**
 * The SDK's clients of the services whose resources carry policies, one a service and Region. Whoever asks loads the service's
 * package first: most stacks reach two or three of them.
 */
export class RegionalClients {
  private readonly made = new Map<string, unknown>();

  /**
   * @param home the stack's Region, for what has none in its ARN
   * @param endpoint instead of AWS's own: an emulator's
   */
  constructor(
    readonly home: string,
    readonly endpoint?: string,
  ) {}

  of<Settings extends object, Client>(
    Service: new (settings: Omit<ClientSettings, keyof Settings> & Settings) => Client,
    region: string,
    settings: Settings = {} as Settings,
  ): Client {
    const key = `${Service.name} ${region}`;
    const known = this.made.get(key) as Client | undefined;
    if (known) return known;
    const client = new Service({ ...clientSettings(region, this.endpoint), ...settings });
    this.made.set(key, client);
    return client;
  }
}
