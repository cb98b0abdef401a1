/** Requests of the analyzer protocol, and what is read from its answers. */
import { createRequire } from "node:module";
import type { EnforcementLevel } from "@pulumi/policy";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWN } from "../../policypack/evaluation/types";
import type { TestResource } from "./stacks";

/** The copy of google-protobuf of which the SDK's own messages are made. */
const { Struct } = createRequire(require.resolve("@pulumi/pulumi"))(
  "google-protobuf/google/protobuf/struct_pb",
) as typeof import("google-protobuf/google/protobuf/struct_pb");

/** What the engine sends in place of an unknown string. */
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Config of each policy; `enforcementLevel` among the keys, or alone in their place. */
export type PackConfig = Record<string, Record<string, unknown> | EnforcementLevel>;

/** A line that the engine would print for a policy. */
export interface Diagnostic {
  policy: string;
  level: "advisory" | "mandatory";
  message: string;
  urn: string;
}

export function analyzeRequest(resource: TestResource): proto.AnalyzeRequest {
  const request = new proto.AnalyzeRequest();
  request.setUrn(resource.urn).setType(resource.type).setName(resource.name);
  request.setProperties(struct(resource.inputs)).setOptions(options(resource));
  if (resource.provider) request.setProvider(provider(resource.provider));
  return proto.AnalyzeRequest.deserializeBinary(request.serializeBinary());
}

export function analyzeStackRequest(resources: TestResource[]): proto.AnalyzeStackRequest {
  const request = new proto.AnalyzeStackRequest();
  request.setResourcesList(resources.map(analyzerResource));
  return proto.AnalyzeStackRequest.deserializeBinary(request.serializeBinary());
}

export function configureRequest(config: PackConfig, levels: Map<string, EnforcementLevel>) {
  const request = new proto.ConfigureAnalyzerRequest();
  for (const [policy, given] of Object.entries(config)) {
    const { enforcementLevel, ...properties } = normalized(given);
    const message = new proto.PolicyConfig();
    message.setEnforcementlevel(LEVELS[enforcementLevel ?? levels.get(policy) ?? "advisory"]);
    message.setProperties(struct(properties));
    request.getPolicyconfigMap().set(policy, message);
  }
  return request;
}

export function diagnosticsOf(response: proto.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((found) => ({
    policy: found.getPolicyname(),
    level: found.getEnforcementlevel() === proto.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    message: found.getMessage(),
    urn: found.getUrn(),
  }));
}

export function normalized(given: PackConfig[string] | undefined): {
  enforcementLevel?: EnforcementLevel;
  [key: string]: unknown;
} {
  return typeof given === "string" ? { enforcementLevel: given } : (given ?? {});
}

const LEVELS: Record<EnforcementLevel, proto.EnforcementLevel> = {
  advisory: proto.EnforcementLevel.ADVISORY,
  mandatory: proto.EnforcementLevel.MANDATORY,
  remediate: proto.EnforcementLevel.REMEDIATE,
  disabled: proto.EnforcementLevel.DISABLED,
};

function analyzerResource(resource: TestResource): proto.AnalyzerResource {
  const message = new proto.AnalyzerResource();
  message.setUrn(resource.urn).setType(resource.type).setName(resource.name);
  message.setProperties(struct(resource.props)).setOptions(options(resource));
  message.setDependenciesList(resource.dependencies).setParent(resource.parent ?? "");
  for (const [key, urns] of Object.entries(resource.propertyDependencies)) {
    message.getPropertydependenciesMap().set(key, new proto.AnalyzerPropertyDependencies().setUrnsList(urns));
  }
  if (resource.provider) message.setProvider(provider(resource.provider));
  return message;
}

function options({ parent }: TestResource): proto.AnalyzerResourceOptions {
  return new proto.AnalyzerResourceOptions().setParent(parent ?? "");
}

function provider({
  urn,
  type,
  name,
  props,
}: NonNullable<TestResource["provider"]>): proto.AnalyzerProviderResource {
  const message = new proto.AnalyzerProviderResource();
  return message.setUrn(urn).setType(type).setName(name).setProperties(struct(props));
}

function struct(props: Record<string, unknown>): StructMessage {
  return Struct.fromJavaScript(onTheWire(props) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function onTheWire(value: unknown): unknown {
  if (value === UNKNOWN) return UNKNOWN_STRING;
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, onTheWire(each)]));
}
