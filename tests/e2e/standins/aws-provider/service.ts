/** The engine's provider protocol, as far as resources and data sources need it, on top of the resource types. */
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { unary } from "../plugin";
import { HalfCreated } from "./half-created";
import { INVOKES } from "./invokes";
import { createResource, deleteResource, NotCompleted, readResource, updateResource } from "./lifecycle";
import { madeUp } from "./made-up";
import { checkedInputs, differences, plannedOutputs } from "./planning";
import type { Props, ResourceType } from "./resource-type";
import { openSession, type Session } from "./session";

/**
 * Serves the given types, and makes up what is asked of others; what the protocol has beyond resources and data sources is
 * left out.
 */
export function providerService(types: readonly ResourceType[]): UntypedServiceImplementation {
  const byToken = new Map(types.map((type) => [type.token, type]));
  let session: Promise<Session> | undefined;

  function typeOf(urn: string): ResourceType {
    const token = urn.split("::")[2]?.split("$").pop() ?? "";
    return byToken.get(token) ?? madeUp(token);
  }

  async function configured(): Promise<Session> {
    if (!session) throw new Error("the provider is not configured");
    return session;
  }

  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion("7.48.0")),
    checkConfig: unary((request: proto.CheckRequest) =>
      new proto.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: unary(() => new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges.DIFF_UNKNOWN)),
    cancel: unary(() => new Empty()),

    configure: unary(async (request: proto.ConfigureRequest) => {
      session = openSession(decodedConfig(request));
      await session;
      return new proto.ConfigureResponse().setSupportspreview(true);
    }),

    check: unary(async (request: proto.CheckRequest) => {
      const type = typeOf(request.getUrn());
      const { defaultTags } = await configured();
      const inputs = checkedInputs(
        type,
        request.getUrn(),
        plain(request.getOlds()),
        plain(request.getNews()),
        defaultTags,
      );
      return new proto.CheckResponse().setInputs(struct(inputs));
    }),

    diff: unary((request: proto.DiffRequest) => {
      const type = typeOf(request.getUrn());
      const changed = differences(
        type,
        plain(request.getOlds()),
        plain(request.getOldInputs()),
        plain(request.getNews()),
      );
      const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
      return new proto.DiffResponse()
        .setChanges(changed.properties.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList(changed.properties)
        .setReplacesList(changed.replacing)
        .setDeletebeforereplace(changed.deleteFirst);
    }),

    create: unary(async (request: proto.CreateRequest) => {
      const type = typeOf(request.getUrn());
      const inputs = plain(request.getProperties());
      if (request.getPreview())
        return new proto.CreateResponse().setProperties(struct(plannedOutputs(type, inputs)));
      const { id, properties } = await createResource(await configured(), type, inputs).catch(
        (error: Error) => {
          if (!(error instanceof NotCompleted)) throw error;
          throw new HalfCreated(error.message, error.created.id, struct(error.created.properties));
        },
      );
      return new proto.CreateResponse().setId(id).setProperties(struct(properties));
    }),

    read: unary(async (request: proto.ReadRequest) => {
      const type = typeOf(request.getUrn());
      const id = request.getId();
      const state = plain(request.getProperties());
      const found = await readResource(await configured(), type, id, state);
      if (!found) return new proto.ReadResponse();
      return new proto.ReadResponse()
        .setId(found.id ?? id)
        .setProperties(struct(found.outputs))
        .setInputs(struct(found.inputs));
    }),

    update: unary(async (request: proto.UpdateRequest) => {
      const type = typeOf(request.getUrn());
      const state = plain(request.getOlds());
      const inputs = plain(request.getNews());
      if (request.getPreview())
        return new proto.UpdateResponse().setProperties(struct({ ...state, ...inputs }));
      const current = { id: request.getId(), properties: state };
      const properties = await updateResource(await configured(), type, current, inputs);
      return new proto.UpdateResponse().setProperties(struct(properties));
    }),

    delete: unary(async (request: proto.DeleteRequest) => {
      const type = typeOf(request.getUrn());
      const current = { id: request.getId(), properties: plain(request.getProperties()) };
      await deleteResource(await configured(), type, current);
      return new Empty();
    }),

    invoke: unary((request: proto.InvokeRequest) => {
      const answer = INVOKES[request.getTok()];
      if (!answer) throw new Error(`the stand-in provider does not answer ${request.getTok()}`);
      return new proto.InvokeResponse().setReturn(struct(answer(plain(request.getArgs()))));
    }),
  };
}

/** Nested values of a provider's configuration travel as JSON text. */
function decodedConfig(request: proto.ConfigureRequest): Props {
  const decoded: Props = {};
  for (const [key, value] of Object.entries(plain(request.getArgs())))
    decoded[key] = typeof value === "string" && /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value;
  return decoded;
}

function plain(properties: Struct | undefined): Props {
  return properties?.toJavaScript() ?? {};
}

function struct(properties: Props): Struct {
  const known = Object.entries(properties).filter(([, value]) => value !== undefined && value !== null);
  return Struct.fromJavaScript(Object.fromEntries(known) as Record<string, JavaScriptValue>);
}
