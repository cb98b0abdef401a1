/**
 * Components that the plugin of a package makes out of other resources, as awsx's: a plugin that is installed makes them
 * before the offline engine as it does before Pulumi's. None is fetched.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto (Construct, Call)
 */
import { type ChildProcess, spawn } from "node:child_process";
import type * as ProviderServices from "@pulumi/pulumi/proto/provider_grpc_pb";
import type * as ProviderProto from "@pulumi/pulumi/proto/provider_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import { UNKNOWN_STRING } from "../offline/aws-provider";
import { installedPlugin } from "./installed-plugins";
import type { ProgramProject } from "./program-project";
import type { Sdk } from "./sdk-modules";

const START_MS = 60_000;

interface Plugin {
  process: ChildProcess;
  client: ProviderServices.ResourceProviderClient;
}

/** Of messages to a plugin, what tells it where it works. */
interface Placed {
  setProject(value: string): unknown;
  setStack(value: string): unknown;
  setOrganization(value: string): unknown;
  setDryrun(value: boolean): unknown;
  setParallel(value: number): unknown;
  setMonitorendpoint(value: string): unknown;
  setConfigsecretkeysList(value: string[]): unknown;
  getConfigMap(): { set(key: string, value: string): unknown };
}

export class ComponentPlugins {
  /** `127.0.0.1:PORT` of the engine that the plugins speak to. */
  address = "";
  private readonly started = new Map<string, Promise<Plugin>>();

  constructor(
    private readonly sdk: Sdk,
    private readonly project: ProgramProject,
  ) {}

  /**
   * Has the component made.
   * @returns undefined where its plugin is not installed
   * @throws Error with what the plugin says
   */
  async construct(
    request: ResourceProto.RegisterResourceRequest,
  ): Promise<ProviderProto.ConstructResponse | undefined> {
    const plugin = await this.pluginOf(request.getType(), request.getVersion());
    if (!plugin) return undefined;
    const { provider } = this.sdk;
    const asked = new provider.ConstructRequest()
      .setType(request.getType())
      .setName(request.getName())
      .setParent(request.getParent())
      .setInputs(request.getObject())
      .setDependenciesList(request.getDependenciesList())
      .setProtect(request.getProtect() === true)
      .setIgnorechangesList(request.getIgnorechangesList())
      .setAdditionalsecretoutputsList(request.getAdditionalsecretoutputsList());
    this.place(asked);
    request.getProvidersMap().forEach((reference, name) => asked.getProvidersMap().set(name, reference));
    request.getPropertydependenciesMap().forEach((on, key) => {
      const urns = new provider.ConstructRequest.PropertyDependencies().setUrnsList(on.getUrnsList());
      asked.getInputdependenciesMap().set(key, urns);
    });
    return await new Promise((resolve, reject) => {
      plugin.client.construct(asked, (error, made) =>
        error ? reject(new Error(error.details || error.message)) : resolve(made),
      );
    });
  }

  /** Calls a function of a package's components. @returns undefined where its plugin is not installed */
  async call(request: ResourceProto.ResourceCallRequest): Promise<ProviderProto.CallResponse | undefined> {
    const plugin = await this.pluginOf(request.getTok(), request.getVersion());
    if (!plugin) return undefined;
    const { provider } = this.sdk;
    const asked = new provider.CallRequest().setTok(request.getTok()).setArgs(request.getArgs());
    this.place(asked);
    request.getArgdependenciesMap().forEach((on, key) => {
      const urns = new provider.CallRequest.ArgumentDependencies().setUrnsList(on.getUrnsList());
      asked.getArgdependenciesMap().set(key, urns);
    });
    return await new Promise((resolve, reject) => {
      plugin.client.call(asked, (error, answer) =>
        error ? reject(new Error(error.details || error.message)) : resolve(answer),
      );
    });
  }

  close(): void {
    for (const starting of this.started.values())
      starting.then(
        ({ process, client }) => {
          client.close();
          process.kill("SIGKILL");
        },
        () => {},
      );
  }

  private place(message: Placed): void {
    const { name, stack, config } = this.project;
    message.setProject(name);
    message.setStack(stack);
    message.setOrganization("organization");
    message.setDryrun(true);
    message.setParallel(16);
    message.setMonitorendpoint(this.address);
    for (const [key, value] of Object.entries(config)) message.getConfigMap().set(key, value);
    message.setConfigsecretkeysList(Object.keys(config).filter((key) => config[key] === UNKNOWN_STRING));
  }

  private async pluginOf(token: string, version: string): Promise<Plugin | undefined> {
    const file = installedPlugin(token.split(":", 1)[0]!, version);
    if (file === undefined) return undefined;
    let plugin = this.started.get(file);
    if (!plugin) this.started.set(file, (plugin = this.start(file)));
    return await plugin;
  }

  /** A plugin is given the engine's address, and prints the port that it listens on. */
  private async start(file: string): Promise<Plugin> {
    const child = spawn(file, [this.address], {
      cwd: this.project.pwd,
      stdio: ["ignore", "pipe", "pipe"],
      shell: file.endsWith(".cmd"),
    });
    child.stderr.pipe(process.stderr, { end: false });
    const port = await new Promise<number>((resolve, reject) => {
      const refuse = (why: string) => {
        child.kill("SIGKILL");
        reject(new Error(`The plugin ${file} ${why}.`));
      };
      const timer = setTimeout(() => refuse("does not say where it listens"), START_MS);
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const [, digits] = /^(\d+)\r?\n/.exec(said) ?? [];
        if (digits === undefined) return;
        clearTimeout(timer);
        resolve(Number(digits));
      });
      child.once("error", (error) => refuse(`cannot be started: ${error.message}`));
      child.once("exit", (status) => refuse(`ended with status ${String(status)}`));
    });
    const { grpc, providerServices } = this.sdk;
    const credentials = grpc.credentials.createInsecure();
    const client = new providerServices.ResourceProviderClient(`127.0.0.1:${port}`, credentials, {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    return { process: child, client };
  }
}
