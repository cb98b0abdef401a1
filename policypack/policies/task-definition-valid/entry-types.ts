/** The entries of a container's lists and maps, which the provider and ECS take of one type only. */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { LabelledContainer } from "./definition";

const TEXTS = [
  "command",
  "entryPoint",
  "links",
  "dnsServers",
  "dnsSearchDomains",
  "dockerSecurityOptions",
  "credentialSpecs",
];

const OBJECTS = [
  "portMappings",
  "environment",
  "environmentFiles",
  "mountPoints",
  "volumesFrom",
  "secrets",
  "dependsOn",
  "extraHosts",
  "ulimits",
  "systemControls",
  "resourceRequirements",
];

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export function entryProblems({ container, label }: LabelledContainer): Problem[] {
  const { dockerLabels } = container;
  const labels = isRecord(dockerLabels) ? Object.entries(dockerLabels) : [];
  const wrongLabels = labels.filter(([, value]) => typeof value !== "string" && value !== UNKNOWN);
  return [
    ...TEXTS.flatMap((property) => wrongEntries(label, property, container[property], "text", isText)),
    ...OBJECTS.flatMap((property) =>
      wrongEntries(label, property, container[property], "an object", isRecord),
    ),
    ...wrongLabels.map(([name]) =>
      violated(
        `docker label ${name} ${label}`,
        `${label} has the docker label ${shown(name)}, whose value is no text`,
        'Put the value in quotes, as in "3".',
      ),
    ),
  ];
}

function wrongEntries(
  label: string,
  property: string,
  list: unknown,
  type: string,
  fits: (entry: unknown) => boolean,
): Problem[] {
  if (!Array.isArray(list)) return [];
  const index = list.findIndex((entry: unknown) => entry !== UNKNOWN && !fits(entry));
  if (index < 0) return [];
  return [
    violated(
      `entries ${property} ${label}`,
      `${label} has ${shown(list[index])} as entry ${index + 1} of ${property}, which must be ${type}`,
      `Write each entry of ${property} as ${type}.`,
    ),
  ];
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
