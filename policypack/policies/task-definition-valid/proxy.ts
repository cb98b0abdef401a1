/** The App Mesh proxy. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord, records } from "../../graph/resources/plain";
import { type Definition, isSet } from "./definition";

const PORTS = ["ProxyIngressPort", "ProxyEgressPort"];
const PROPERTIES = [
  "AppPorts",
  ...PORTS,
  "IgnoredUID",
  "IgnoredGID",
  "EgressIgnoredPorts",
  "EgressIgnoredIPs",
];

/** A port, or several with commas between them. */
const PORT_LIST = /^\d{1,5}( *, *\d{1,5})*$/;

/** Addresses and ranges, of either family, with commas between them; that they consist of digits is enough to tell them from names. */
const ADDRESS_LIST = /^[\da-f.:/]+( *, *[\da-f.:/]+)*$/i;

export function proxyProblems(definition: Definition): Problem[] {
  const proxy = definition.request.proxyConfiguration;
  if (!isRecord(proxy)) return [];
  return [
    ...containerProblems(proxy, definition),
    ...modeProblems(definition),
    ...propertyProblems(proxy.properties),
  ];
}

function containerProblems(
  { containerName }: Record<string, unknown>,
  { containers, isComplete }: Definition,
): Problem[] {
  const names = containers.map(({ container }) => container.name);
  if (!isComplete || names.includes(UNKNOWN)) return [];
  if (containerName === UNKNOWN || names.includes(containerName)) return [];
  return [
    violated(
      "proxyConfiguration",
      `proxyConfiguration names the container ${shown(containerName)}, and there is no such container`,
      `Name one of these: ${shown(names)}.`,
    ),
  ];
}

/** Traffic of the task's own network interface is what the proxy takes over. What has no proxy at all is told elsewhere. */
function modeProblems({ request, external, managedInstances, fargate }: Definition): Problem[] {
  const mode = request.networkMode;
  if (mode === "awsvpc" || mode === UNKNOWN || external || managedInstances || fargate) return [];
  return [
    violated(
      "proxyConfiguration networkMode",
      `it has a proxyConfiguration under the networkMode ${shown(isSet(mode) ? mode : "bridge")}, and the App Mesh proxy needs awsvpc`,
      "Set networkMode to awsvpc, or take proxyConfiguration out.",
    ),
  ];
}

/** `aws` has an object, `aws-native` a list of name and value. */
function propertyProblems(properties: unknown): Problem[] {
  const unread = unproven("proxyConfiguration properties", "the properties of proxyConfiguration");
  if (properties === UNKNOWN) return [unread];
  const list = records(properties);
  if (list.some(({ name }) => name === UNKNOWN)) return [unread];
  const given: Record<string, unknown> = isRecord(properties)
    ? properties
    : Object.fromEntries(list.map(({ name, value }) => [shown(name), value]));
  return [...missingProperties(given), ...strangeProperties(given), ...valueProblems(given)];
}

function missingProperties(given: Record<string, unknown>): Problem[] {
  const has = (name: string) => isSet(given[name]) || given[name] === UNKNOWN;
  const missing = ["AppPorts", ...PORTS].filter((name) => !has(name));
  const problems = missing.map((name) =>
    violated(
      `proxyConfiguration ${name}`,
      `the properties of proxyConfiguration have no ${name}, which the App Mesh proxy needs`,
      `Set ${name}${name === "AppPorts" ? " to the ports that the application uses, as in 8080,9090" : " to a port of the proxy"}.`,
    ),
  );
  if (has("IgnoredUID") || has("IgnoredGID")) return problems;
  return [
    ...problems,
    violated(
      "proxyConfiguration IgnoredUID",
      "the properties of proxyConfiguration have neither IgnoredUID nor IgnoredGID, so that the proxy would take its own traffic",
      "Set IgnoredUID to the user id that the proxy's container runs as, or IgnoredGID to its group.",
    ),
  ];
}

function strangeProperties(given: Record<string, unknown>): Problem[] {
  return Object.keys(given)
    .filter((name) => !PROPERTIES.includes(name))
    .map((name) =>
      violated(
        `proxyConfiguration property ${name}`,
        `the properties of proxyConfiguration have ${shown(name)}, which the App Mesh proxy does not have`,
        `There are ${PROPERTIES.join(", ")}.`,
      ),
    );
}

function valueProblems(given: Record<string, unknown>): Problem[] {
  const wrong = (name: string, fits: RegExp, remedy: string): Problem[] => {
    const value = given[name];
    if (!isSet(value) || (fits.test(shown(value)) && areInRange(shown(value), name))) return [];
    return [
      violated(
        `proxyConfiguration value ${name}`,
        `the properties of proxyConfiguration have the ${name} ${shown(value)}`,
        remedy,
      ),
    ];
  };
  return [
    ...["AppPorts", "EgressIgnoredPorts"].flatMap((name) =>
      wrong(name, PORT_LIST, "Write ports from 1 to 65535 with commas between them."),
    ),
    ...PORTS.flatMap((name) => wrong(name, /^\d{1,5}$/, "Write a port from 1 to 65535.")),
    ...wrong("EgressIgnoredIPs", ADDRESS_LIST, "Write IP addresses or ranges with commas between them."),
    ...["IgnoredUID", "IgnoredGID"].flatMap((name) => wrong(name, /^\d+$/, "Write the id as a number.")),
  ];
}

function areInRange(text: string, name: string): boolean {
  if (name.startsWith("Ignored") || name === "EgressIgnoredIPs") return true;
  return text.split(",").every((port) => Number(port) >= 1 && Number(port) <= 65_535);
}
