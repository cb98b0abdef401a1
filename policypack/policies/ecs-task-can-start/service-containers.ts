/**
 * Services whose load balancers, registries or Service Connect name a container or a port that their task does not have: ECS
 * refuses the service.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html
 */
import { UNKNOWN } from "../../evaluation/types";
import { type Finding, finding } from "../../findings/finding";
import { isRecord, records, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import { listed } from "../../unknowns/listed";
import { servicesRunning } from "./services-running";

type Props = Record<string, unknown>;

/** What a service names that its task lacks. */
interface Lack {
  /** For messages, e.g. `a load balancer`. */
  by: string;
  /** Continues "names …". */
  names: string;
  /** What there is in its place; continues "which has …". */
  has: string;
}

/** One finding for each of a service's names; nothing is said of tasks of which not all is known. */
export function serviceContainerFindings(policy: string, model: StackModel): Finding[] {
  return model.taskDefinitions.flatMap((task) => {
    const { containers } = task;
    if (containers.state !== "known") return [];
    return servicesRunning(task, model)
      .filter((service) => runsNewest(service, task))
      .flatMap((service) =>
        lacksOf(service.props, containers.containers).map((lack) => refused(policy, task, service, lack)),
      );
  });
}

/** Of an older revision nothing is known. */
function runsNewest({ props, propertyDependencies }: PlainResource, { urn }: TaskDefinition): boolean {
  const [only, ...others] = propertyDependencies.taskDefinition ?? [];
  if (only !== undefined) return only === urn && others.length === 0;
  return !/:\d+$/.test(text(props.taskDefinition) ?? "");
}

function lacksOf(service: Props, containers: Props[]): Lack[] {
  const { loadBalancers, serviceRegistries: registries, serviceConnectConfiguration: connect } = service;
  const connected = isRecord(connect) ? records(connect.services) : [];
  return [
    ...records(loadBalancers).flatMap((entry) => lackOf("a load balancer", entry, containers)),
    ...(isRecord(registries) ? [registries] : records(registries)).flatMap((entry) =>
      lackOf("a service registry", entry, containers),
    ),
    ...connected.flatMap(({ portName }) => lackOfPortName(portName, containers)),
  ];
}

function lackOf(by: string, { containerName, containerPort }: Props, containers: Props[]): Lack[] {
  const name = text(containerName);
  const names = containers.map((container) => container.name);
  if (name === undefined || names.includes(UNKNOWN)) return [];
  const container = containers.find((each) => each.name === name);
  if (!container) {
    const has = listed(names.filter((each) => typeof each === "string"));
    return [{ by, names: `the container ${name}`, has: `the container ${has}` }];
  }
  const ports = portsOf(container);
  const port = portIn(containerPort);
  if (!ports || port === undefined || ports.includes(port)) return [];
  const has = ports.length === 0 ? "no port mappings there" : `containerPort ${listed(ports.map(String))}`;
  return [{ by, names: `containerPort ${port} of container ${name}`, has }];
}

/** The ports that a container maps; undefined where not all are known, or where it maps whole ranges. */
function portsOf({ portMappings }: Props): number[] | undefined {
  if (portMappings === undefined || portMappings === null) return [];
  if (!Array.isArray(portMappings)) return undefined;
  const ports = portMappings.map((mapping: unknown) =>
    isRecord(mapping) ? portIn(mapping.containerPort) : undefined,
  );
  const known = ports.filter((port) => port !== undefined);
  return known.length === ports.length ? known : undefined;
}

/** The engine has numbers as such or as text. */
function portIn(value: unknown): number | undefined {
  const isNumeric = typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value));
  return isNumeric && Number(value) > 0 ? Number(value) : undefined;
}

/** Service Connect takes ports by the names that their mappings give them. */
function lackOfPortName(portName: unknown, containers: Props[]): Lack[] {
  const name = text(portName);
  const mappings = containers.flatMap(({ portMappings }): unknown[] =>
    portMappings === undefined || portMappings === null ? [] : [portMappings].flat(),
  );
  const known = mappings.filter(isRecord);
  const names = known.map((mapping) => mapping.name);
  const isKnown = known.length === mappings.length && !names.includes(UNKNOWN);
  if (name === undefined || !isKnown || names.includes(name)) return [];
  const given = names.filter((each) => typeof each === "string");
  const has = given.length === 0 ? "no named port mapping" : `the names ${listed(given)}`;
  return [{ by: "Service Connect", names: `the port ${name}`, has }];
}

function refused(
  policy: string,
  { family }: TaskDefinition,
  { urn, name: service }: PlainResource,
  { by, names, has }: Lack,
): Finding {
  return finding(policy, {
    verdict: "violated",
    urn,
    subject: family,
    knownAs: service,
    key: `${by} ${names}`,
    message: `ECS would refuse the service ${service}: ${by} of it names ${names}, and its task definition ${family} has ${has}.`,
    remedy: `name in the service what ${family} has, or give ${family} what the service names`,
  });
}
