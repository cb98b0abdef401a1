/**
 * The offline engine behind the protocol that Pulumi's SDKs speak, on a port of this machine:
 * https://github.com/pulumi/pulumi/tree/master/proto/pulumi (resource.proto, engine.proto)
 */
import type * as Grpc from "@grpc/grpc-js";
import type * as EngineProto from "@pulumi/pulumi/proto/engine_pb";
import { ComponentPlugins } from "./component-plugins";
import { type Handler, monitor } from "./monitor";
import type { OfflineEngine } from "./offline-engine";
import type { ProgramProject } from "./program-project";
import { type Sdk, sdkModules } from "./sdk-modules";
import { Transforms } from "./transforms";

/** As large as the engine takes them. */
const MESSAGE_BYTES = 400 * 1024 * 1024;

export interface EngineServer {
  /** `127.0.0.1:PORT` */
  address: string;
  /** What the program reported as errors, in order. */
  errors: string[];
  /** Called at each of them. */
  onError: () => void;
  close(): void;
}

/** Serves an engine to a project's program until it is closed. */
export async function serveEngine(offline: OfflineEngine, project: ProgramProject): Promise<EngineServer> {
  const sdk = sdkModules();
  const { grpc } = sdk;
  const transforms = new Transforms(sdk);
  const plugins = new ComponentPlugins(sdk, project);
  const served = { errors: [] as string[], onError: () => {} };
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });
  server.addService(sdk.monitorService, handlers(sdk, monitor(sdk, offline, transforms, plugins)));
  server.addService(sdk.engineService, handlers(sdk, engine(sdk, served)));
  const port = await new Promise<number>((resolve, reject) => {
    const local = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", local, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  const close = () => {
    plugins.close();
    transforms.close();
    server.forceShutdown();
  };
  plugins.address = `127.0.0.1:${port}`;
  return Object.assign(served, { address: plugins.address, close });
}

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
