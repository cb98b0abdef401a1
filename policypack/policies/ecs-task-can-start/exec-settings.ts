/** How a cluster encrypts and logs ECS Exec sessions. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html */
import { UNKNOWN } from "../../evaluation/types";
import { nameOf } from "../../graph/resources/names";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";

export interface ExecSettings {
  cluster: PlainResource;
  /** The program gives them, and the engine does not know them yet. */
  isUnknown: boolean;
  kmsKeyId: unknown;
  /** Where sessions are logged; empty where the cluster says nothing of it that counts. */
  log: Record<string, unknown>;
}

/** Undefined where the stack does not define the service's cluster, or that says nothing of it. */
export function execSettingsOf(service: PlainResource, model: StackModel): ExecSettings | undefined {
  const cluster = clusterOf(service, model);
  const configuration = cluster?.props.configuration;
  const settings = isRecord(configuration) ? configuration.executeCommandConfiguration : configuration;
  if (!cluster) return undefined;
  if (settings === UNKNOWN) return { cluster, isUnknown: true, kmsKeyId: undefined, log: {} };
  if (!isRecord(settings)) return undefined;
  const { logging, logConfiguration: log, kmsKeyId } = settings;
  return { cluster, isUnknown: false, kmsKeyId, log: logging === "OVERRIDE" && isRecord(log) ? log : {} };
}

function clusterOf(service: PlainResource, model: StackModel): PlainResource | undefined {
  const depended = new Set(service.propertyDependencies.cluster);
  const name = text(service.props.cluster)?.replace(/^.*cluster\//, "");
  return model
    .ofKind("cluster")
    .find((cluster) => depended.has(cluster.urn) || (name !== undefined && nameOf(cluster) === name));
}
