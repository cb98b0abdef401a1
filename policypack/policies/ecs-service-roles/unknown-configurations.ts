/** Configurations of a service that may name a role, and of which nothing can be read. */
import { finding, type Finding } from "../../findings/finding";
import { listed } from "../../unknowns/listed";
import { isRecord } from "../../graph/resources/plain";
import { stateOf } from "../../graph/resources/value-state";
import type { PlainResource, StackModel } from "../../graph/types";
import { UNKNOWN } from "../../evaluation/types";
import { remediesFor } from "../../unknowns/remedy";
import type { UnknownFact } from "../../unknowns/unknown-fact";

/** In both providers' spellings; the parts of these in which a role is named, where they are unknown by themselves. */
const CONFIGURATIONS: { property: string; part?: string }[] = [
  { property: "volumeConfiguration", part: "managedEbsVolume" },
  { property: "volumeConfigurations", part: "managedEbsVolume" },
  { property: "serviceConnectConfiguration", part: "services" },
  { property: "loadBalancers", part: "advancedConfiguration" },
  { property: "deploymentConfiguration", part: "lifecycleHooks" },
  { property: "vpcLatticeConfigurations" },
];

/** One finding a service. */
export function unknownConfigurationFindings(policy: string, model: StackModel): Finding[] {
  return model.ofKind("service").flatMap((service) => {
    const unknowns = CONFIGURATIONS.flatMap(({ property, part }) => unknownIn(service, property, part));
    if (unknowns.length === 0) return [];
    const properties = listed(unknowns.map(({ property }) => property));
    return [
      finding(policy, {
        verdict: "unproven",
        unknowns,
        urn: service.urn,
        subject: service.name,
        key: `unknown ${properties}`,
        message: `Which roles the service ${service.name} names for ECS is not proven: ${properties} cannot be read.`,
        remedy: remediesFor(unknowns),
      }),
    ];
  });
}

type PropertyUnknown = Extract<UnknownFact, { kind: "property" }>;

function unknownIn(service: PlainResource, property: string, part: string | undefined): PropertyUnknown[] {
  const value = service.props[property];
  if (value === undefined || value === null) return [];
  const entries: unknown[] = Array.isArray(value) ? value : [value];
  const unread = entries.find((entry) => !isRecord(entry) || (part !== undefined && entry[part] === UNKNOWN));
  if (unread === undefined) return [];
  const state = isRecord(unread) ? "unknown" : stateOf(unread);
  return [{ kind: "property", property, of: service.name, state }];
}
