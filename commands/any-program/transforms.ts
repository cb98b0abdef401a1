/**
 * Transforms: functions of the program that the engine calls back before it takes what the program registers. Those of a
 * resource come first, then those of the components around it from the inside out, then those of the stack.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/transforms/
 */
import type * as Grpc from "@grpc/grpc-js";
import type * as CallbackServices from "@pulumi/pulumi/proto/callback_grpc_pb";
import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** What is needed of the SDK, in its own copies. */
export interface CallbackModules {
  grpc: typeof Grpc;
  resource: typeof ResourceProto;
  callback: typeof CallbackProto;
  callbackServices: typeof CallbackServices;
  struct: { Struct: typeof Struct };
}

export class Transforms {
  private readonly ofStack: CallbackProto.Callback[] = [];
  private readonly ofInvokes: CallbackProto.Callback[] = [];
  private readonly byUrn = new Map<string, { own: CallbackProto.Callback[]; parent: string }>();
  private readonly clients = new Map<string, CallbackServices.CallbacksClient>();

  constructor(private readonly sdk: CallbackModules) {}

  addToStack(callback: CallbackProto.Callback): void {
    this.ofStack.push(callback);
  }

  addToInvokes(callback: CallbackProto.Callback): void {
    this.ofInvokes.push(callback);
  }

  /** Those that a resource is registered with hold for what will be registered under it, too. */
  keep(urn: string, request: ResourceProto.RegisterResourceRequest): void {
    this.byUrn.set(urn, { own: request.getTransformsList(), parent: request.getParent() });
  }

  /** All that are to be called for a resource, in order. */
  of(request: ResourceProto.RegisterResourceRequest): CallbackProto.Callback[] {
    const found = [...request.getTransformsList()];
    for (let at = this.byUrn.get(request.getParent()); at; at = this.byUrn.get(at.parent))
      found.push(...at.own);
    return [...found, ...this.ofStack];
  }

  /** Changes the request as the callbacks have it. */
  async apply(
    request: ResourceProto.RegisterResourceRequest,
    callbacks: readonly CallbackProto.Callback[],
  ): Promise<void> {
    const { resource } = this.sdk;
    for (const callback of callbacks) {
      const asked = new resource.TransformRequest()
        .setType(request.getType())
        .setName(request.getName())
        .setCustom(request.getCustom())
        .setParent(request.getParent())
        .setProperties(request.getObject() ?? new this.sdk.struct.Struct())
        .setOptions(this.optionsOf(request));
      const answer = resource.TransformResponse.deserializeBinary(await this.call(callback, asked));
      request.setObject(answer.getProperties());
      const options = answer.getOptions();
      if (options) setOptions(request, options);
    }
  }

  /** Changes what a function is called with. */
  async applyToInvoke(request: ResourceProto.ResourceInvokeRequest): Promise<void> {
    const { resource } = this.sdk;
    for (const callback of this.ofInvokes) {
      const options = new resource.TransformInvokeOptions()
        .setProvider(request.getProvider())
        .setVersion(request.getVersion());
      const asked = new resource.TransformInvokeRequest()
        .setToken(request.getTok())
        .setArgs(request.getArgs() ?? new this.sdk.struct.Struct())
        .setOptions(options);
      const answer = resource.TransformInvokeResponse.deserializeBinary(await this.call(callback, asked));
      request.setArgs(answer.getArgs());
      const changed = answer.getOptions();
      if (changed) request.setProvider(changed.getProvider()).setVersion(changed.getVersion());
    }
  }

  hasForInvokes(): boolean {
    return this.ofInvokes.length > 0;
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private optionsOf(request: ResourceProto.RegisterResourceRequest): ResourceProto.TransformResourceOptions {
    const options = new this.sdk.resource.TransformResourceOptions()
      .setDependsOnList(request.getDependenciesList())
      .setProtect(request.getProtect() === true)
      .setIgnoreChangesList(request.getIgnorechangesList())
      .setProvider(request.getProvider())
      .setVersion(request.getVersion())
      .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
    request.getProvidersMap().forEach((provider, name) => options.getProvidersMap().set(name, provider));
    return options;
  }

  /** Calls back into the program. @throws Error with what the program's function throws */
  private call(
    callback: CallbackProto.Callback,
    asked: { serializeBinary(): Uint8Array },
  ): Promise<Uint8Array> {
    const request = new this.sdk.callback.CallbackInvokeRequest()
      .setToken(callback.getToken())
      .setRequest(asked.serializeBinary());
    return new Promise((resolve, reject) => {
      this.clientOf(callback.getTarget()).invoke(request, (error, answer) => {
        if (error) reject(new Error(error.details || error.message));
        else resolve(answer.getResponse_asU8());
      });
    });
  }

  private clientOf(target: string): CallbackServices.CallbacksClient {
    const { grpc, callbackServices } = this.sdk;
    let client = this.clients.get(target);
    if (!client) {
      client = new callbackServices.CallbacksClient(target, grpc.credentials.createInsecure());
      this.clients.set(target, client);
    }
    return client;
  }
}

function setOptions(
  request: ResourceProto.RegisterResourceRequest,
  options: ResourceProto.TransformResourceOptions,
): void {
  request
    .setDependenciesList(options.getDependsOnList())
    .setProtect(options.getProtect() === true)
    .setIgnorechangesList(options.getIgnoreChangesList())
    .setProvider(options.getProvider())
    .setVersion(options.getVersion());
}
