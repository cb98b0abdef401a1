/**
 * The offline engine behind the protocol that Pulumi's SDKs speak, on a port of this machine:
 * https://github.com/pulumi/pulumi/tree/master/proto/pulumi (resource.proto, engine.proto)
 */
import type * as Grpc from "@grpc/grpc-js";
import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type * as EngineProto from "@pulumi/pulumi/proto/engine_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Created, OfflineEngine } from "./offline-engine";
import { type Sdk, sdkModules } from "./sdk-modules";
import { Transforms } from "./transforms";

type Props = Record<string, unknown>;

/** As large as the engine takes them. */
const MESSAGE_BYTES = 400 * 1024 * 1024;

/** What an SDK may ask for beyond the first version of the protocol; secrets and references come as plain values. */
const FEATURES = new Set([
  "aliasSpecs",
  "deletedWith",
  "replaceWith",
  "parameterization",
  "resourceHooks",
  "errorHooks",
  "transforms",
  "invokeTransforms",
]);

export interface EngineServer {
  /** `127.0.0.1:PORT` */
  address: string;
  /** What the program reported as errors, in order. */
  errors: string[];
  /** Called at each of them. */
  onError: () => void;
  close(): void;
}

/** Serves an engine until it is closed. */
export async function serveEngine(offline: OfflineEngine): Promise<EngineServer> {
  const sdk = sdkModules();
  const { grpc } = sdk;
  const transforms = new Transforms(sdk);
  const served = { errors: [] as string[], onError: () => {} };
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });
  server.addService(sdk.monitorService, handlers(sdk, monitor(sdk, offline, transforms)));
  server.addService(sdk.engineService, handlers(sdk, engine(sdk, served)));
  const port = await new Promise<number>((resolve, reject) => {
    const local = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", local, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  const close = () => {
    transforms.close();
    server.forceShutdown();
  };
  return Object.assign(served, { address: `127.0.0.1:${port}`, close });
}

/** An answer to a request; what it throws is told to the program. */
type Handler = (request: never) => object | Promise<object>;

function handlers({ grpc }: Sdk, all: Record<string, Handler>): Grpc.UntypedServiceImplementation {
  const entries = Object.entries(all).map(([name, handle]) => {
    const answer = (call: { request: never }, callback: Grpc.sendUnaryData<object>) => {
      const refuse = (error: unknown) =>
        callback({ code: grpc.status.UNKNOWN, details: (error as Error).message });
      try {
        const answered = handle(call.request);
        if (answered instanceof Promise) answered.then((later) => callback(null, later), refuse);
        else callback(null, answered);
      } catch (error) {
        refuse(error);
      }
    };
    return [name, answer as unknown as Grpc.UntypedHandleCall] as const;
  });
  return Object.fromEntries(entries);
}

function monitor(sdk: Sdk, offline: OfflineEngine, transforms: Transforms): Record<string, Handler> {
  const { resource, provider, struct, empty } = sdk;
  const plain = (message: Struct | undefined): Props => (message ? message.toJavaScript() : {});
  const packed = (props: Props) =>
    struct.Struct.fromJavaScript(props as Parameters<typeof Struct.fromJavaScript>[0]);
  const nothing = () => new empty.Empty();
  const register = (request: ResourceProto.RegisterResourceRequest) => {
    const { urn, id, outputs } = offline.register(registrationIn(request, plain));
    transforms.keep(urn, request);
    return new resource.RegisterResourceResponse().setUrn(urn).setId(id).setObject(packed(outputs));
  };
  const invoke = (request: ResourceProto.ResourceInvokeRequest) => {
    const answer = offline.invoke(request.getTok(), plain(request.getArgs()), request.getProvider());
    return new provider.InvokeResponse().setReturn(packed(answer));
  };
  return {
    supportsFeature: (request: ResourceProto.SupportsFeatureRequest) =>
      new resource.SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
    registerResource: (request: ResourceProto.RegisterResourceRequest) => {
      const callbacks = transforms.of(request);
      if (callbacks.length === 0) return register(request);
      return transforms.apply(request, callbacks).then(() => register(request));
    },
    registerStackTransform: (callback: CallbackProto.Callback) => {
      transforms.addToStack(callback);
      return nothing();
    },
    registerStackInvokeTransform: (callback: CallbackProto.Callback) => {
      transforms.addToInvokes(callback);
      return nothing();
    },
    readResource: (request: ResourceProto.ReadResourceRequest) => {
      const { urn, outputs }: Created = offline.read({
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent(),
        provider: request.getProvider(),
        version: request.getVersion(),
        id: request.getId(),
        properties: plain(request.getProperties()),
      });
      return new resource.ReadResourceResponse().setUrn(urn).setProperties(packed(outputs));
    },
    registerResourceOutputs: (request: ResourceProto.RegisterResourceOutputsRequest) => {
      offline.complete(request.getUrn(), plain(request.getOutputs()));
      return nothing();
    },
    invoke: (request: ResourceProto.ResourceInvokeRequest) =>
      transforms.hasForInvokes()
        ? transforms.applyToInvoke(request).then(() => invoke(request))
        : invoke(request),
    call: (request: ResourceProto.ResourceCallRequest) => {
      offline.invoke(request.getTok(), {}, request.getProvider());
      return new provider.CallResponse();
    },
    registerPackage: (request: ResourceProto.RegisterPackageRequest) =>
      new resource.RegisterPackageResponse().setRef(request.getName()),
    registerResourceHook: nothing,
    registerErrorHook: nothing,
    signalAndWaitForShutdown: nothing,
  };
}

function registrationIn(
  request: ResourceProto.RegisterResourceRequest,
  plain: (message: Struct | undefined) => Props,
) {
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((on, key) => {
    if (on.getUrnsList().length > 0) propertyDependencies[key] = on.getUrnsList();
  });
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    isCustom: request.getCustom(),
    isRemote: request.getRemote(),
    provider: request.getProvider(),
    version: request.getVersion(),
    inputs: plain(request.getObject()),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    protect: request.getProtect() === true,
    ignoreChanges: request.getIgnorechangesList(),
  };
}

function engine(
  { engine: proto, empty }: Sdk,
  served: Pick<EngineServer, "errors" | "onError">,
): Record<string, Handler> {
  let root = "";
  return {
    log: (request: EngineProto.LogRequest) => {
      if (request.getSeverity() === proto.LogSeverity.ERROR) {
        served.errors.push(request.getMessage());
        served.onError();
      }
      return new empty.Empty();
    },
    getRootResource: () => new proto.GetRootResourceResponse().setUrn(root),
    setRootResource: (request: EngineProto.SetRootResourceRequest) => {
      root = request.getUrn();
      return new proto.SetRootResourceResponse();
    },
    requirePulumiVersion: () => new proto.RequirePulumiVersionResponse(),
  };
}
