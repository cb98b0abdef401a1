/** The offline engine as the monitor of resources that programs and plugins speak to (resource.proto). */
import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ComponentPlugins } from "./component-plugins";
import type { Created, OfflineEngine } from "./offline-engine";
import type { Sdk } from "./sdk-modules";
import type { Transforms } from "./transforms";

type Props = Record<string, unknown>;

/** What an SDK may ask for beyond the first version of the protocol; secrets come as plain values. */
const FEATURES = new Set([
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "deletedWith",
  "replaceWith",
  "parameterization",
  "resourceHooks",
  "errorHooks",
  "transforms",
  "invokeTransforms",
]);

/** An answer to a request; what it throws is told to the program. */
export type Handler = (request: never) => object | Promise<object>;

/** What a program registers, reads and asks for; transforms and plugins have their say first. */
export function monitor(
  sdk: Sdk,
  offline: OfflineEngine,
  transforms: Transforms,
  plugins: ComponentPlugins,
): Record<string, Handler> {
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
  const construct = async (request: ResourceProto.RegisterResourceRequest) => {
    // What is made under it has its transforms, too.
    transforms.keep(offline.urnOf(request.getType(), request.getName(), request.getParent()), request);
    const made = await plugins.construct(request);
    if (!made) {
      const { urn } = offline.registerUnmade(registrationIn(request, plain));
      return new resource.RegisterResourceResponse().setUrn(urn).setObject(packed({}));
    }
    const answer = new resource.RegisterResourceResponse().setUrn(made.getUrn()).setObject(made.getState());
    made.getStatedependenciesMap().forEach((on, key) => {
      const urns = new resource.RegisterResourceResponse.PropertyDependencies().setUrnsList(on.getUrnsList());
      answer.getPropertydependenciesMap().set(key, urns);
    });
    return answer;
  };
  const invoke = (request: ResourceProto.ResourceInvokeRequest) => {
    const answer = offline.invoke(request.getTok(), plain(request.getArgs()), request.getProvider());
    return new provider.InvokeResponse().setReturn(packed(answer));
  };
  return {
    supportsFeature: (request: ResourceProto.SupportsFeatureRequest) =>
      new resource.SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
    registerResource: (request: ResourceProto.RegisterResourceRequest) => {
      const made = request.getRemote() ? construct : register;
      const callbacks = transforms.of(request);
      if (callbacks.length === 0) return made(request);
      return transforms.apply(request, callbacks).then(() => made(request));
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
    call: async (request: ResourceProto.ResourceCallRequest) => {
      const answer = await plugins.call(request);
      if (answer) return answer;
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
    provider: request.getProvider(),
    version: request.getVersion(),
    inputs: plain(request.getObject()),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    protect: request.getProtect() === true,
    ignoreChanges: request.getIgnorechangesList(),
  };
}
