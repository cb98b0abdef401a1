import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as CallbackServices from "@pulumi/pulumi/proto/callback_grpc_pb";
import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type * as EngineProto from "@pulumi/pulumi/proto/engine_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import type * as ProviderServices from "@pulumi/pulumi/proto/provider_grpc_pb";
import type * as ProviderProto from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Packages that come with Pulumi's SDK: its own copies, so that messages are of the classes that it knows. */
export function sdkModules() {
  const load = createRequire(require.resolve("@pulumi/pulumi"));
  return {
    grpc: load("@grpc/grpc-js") as typeof Grpc,
    engine: load("@pulumi/pulumi/proto/engine_pb") as typeof EngineProto,
    resource: load("@pulumi/pulumi/proto/resource_pb") as typeof ResourceProto,
    provider: load("@pulumi/pulumi/proto/provider_pb") as typeof ProviderProto,
    providerServices: load("@pulumi/pulumi/proto/provider_grpc_pb") as typeof ProviderServices,
    callback: load("@pulumi/pulumi/proto/callback_pb") as typeof CallbackProto,
    callbackServices: load("@pulumi/pulumi/proto/callback_grpc_pb") as typeof CallbackServices,
    struct: load("google-protobuf/google/protobuf/struct_pb") as { Struct: typeof Struct },
    empty: load("google-protobuf/google/protobuf/empty_pb") as { Empty: new () => object },
    monitorService: (
      load("@pulumi/pulumi/proto/resource_grpc_pb") as { ResourceMonitorService: Grpc.ServiceDefinition }
    ).ResourceMonitorService,
    engineService: (load("@pulumi/pulumi/proto/engine_grpc_pb") as { EngineService: Grpc.ServiceDefinition })
      .EngineService,
  };
}

export type Sdk = ReturnType<typeof sdkModules>;
