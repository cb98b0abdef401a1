/** Port mappings. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
import { UNKNOWN } from "../../evaluation/types";
import { advice, type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { records } from "../../graph/resources/plain";
import { type Definition, isSet } from "./definition";
import { type LabelledContainer, placedIn } from "../../ecs/labelled-containers";
import { isRange, overlapProblems, rangeProblems } from "./port-ranges";

type Mapping = Record<string, unknown>;

const APPLICATION_PROTOCOLS = ["http", "http2", "grpc"];
/** For SSH, Docker and ECS's agent. */
const RESERVED = [22, 2375, 2376, 51_678, 51_679, 51_680];
const MOST_PORT = 65_535;
const PORT_NAME = /^[a-z0-9_][a-z0-9_-]{0,63}$/;

export function portProblems(definition: Definition): Problem[] {
  const { containers, props, fargate } = definition;
  const mode = fargate ? "awsvpc" : props.networkMode;
  return [
    ...containers.flatMap((each) => {
      const mappings = records(each.container.portMappings);
      return placedIn(
        each,
        mappings.flatMap((one) => ofOne(each, one, mode)),
        "portMappings",
      );
    }),
    ...mappedTwice(containers, mode),
    ...overlapProblems(containers, mode === "awsvpc"),
    ...namedTwice(containers),
  ];
}

function ofOne({ label, idText }: LabelledContainer, mapping: Mapping, mode: unknown): Problem[] {
  const { containerPort, containerPortRange } = mapping;
  const key = `port ${shown(containerPort ?? containerPortRange)} ${idText}`;
  if (mode === "none") {
    return [violated(key, `${label} maps ports, and networkMode is none`, "Take portMappings out.")];
  }
  const ofPort = portProblem(key, label, mapping);
  return [
    ...(ofPort ? [ofPort] : hostPortProblem(key, label, mapping, mode)),
    ...rangeProblems(key, label, mapping, mode),
    ...reservedProblems(key, label, mapping, mode),
    ...wordProblems(key, label, mapping),
  ];
}

function portProblem(
  key: string,
  label: string,
  { containerPort, containerPortRange }: Mapping,
): Problem | undefined {
  if (containerPort === UNKNOWN || containerPortRange === UNKNOWN) return undefined;
  if (containerPort === undefined) {
    if (isRange(containerPortRange)) return undefined;
    const what =
      containerPortRange === undefined
        ? `${label} has a port mapping without a containerPort`
        : `${label} has the containerPortRange ${shown(containerPortRange)}, which is not a range`;
    return violated(key, what, "Set containerPort to a number, or containerPortRange as in 8000-8010.");
  }
  if (typeof containerPort === "number" && isPort(containerPort)) return undefined;
  return violated(
    key,
    `${label} has the containerPort ${shown(containerPort)}${typeof containerPort === "number" ? "" : ", which is not a number"}`,
    "Ports are numbers from 1 to 65535.",
  );
}

function hostPortProblem(key: string, label: string, mapping: Mapping, mode: unknown): Problem[] {
  const { containerPort, hostPort } = mapping;
  if (containerPort === undefined) return [];
  if (typeof hostPort === "number" && (hostPort < 0 || hostPort > MOST_PORT)) {
    const what = `${label} has the hostPort ${hostPort}`;
    return [violated(key, what, `Ports are numbers from 1 to ${MOST_PORT}; 0 lets ECS choose one.`)];
  }
  if (mode !== "awsvpc" && mode !== "host") return [];
  if (!hostPort || hostPort === containerPort) return [];
  if (hostPort === UNKNOWN || containerPort === UNKNOWN) {
    return [
      unproven(key, `whether hostPort and containerPort of ${label} are the same, as ${mode} needs them,`),
    ];
  }
  return [
    violated(
      key,
      `${label} maps containerPort ${shown(containerPort)} to hostPort ${shown(hostPort)}, and under ${mode} both must be the same`,
      "Leave hostPort out, or set it to containerPort.",
    ),
  ];
}

/**
 * Ports of an instance that are taken before any task runs there.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html#ECS-Type-PortMapping-hostPort
 */
function reservedProblems(
  key: string,
  label: string,
  { containerPort, hostPort, protocol }: Mapping,
  mode: unknown,
): Problem[] {
  if (mode === "awsvpc" || mode === UNKNOWN || protocol === "udp") return [];
  const port = mode === "host" ? hostPort || containerPort : hostPort;
  if (typeof port !== "number" || !RESERVED.includes(port)) return [];
  const what = `${label} takes the port ${port} of the instance, which is reserved there`;
  return [
    violated(
      `${key} reserved`,
      what,
      `Choose another hostPort: ${RESERVED.join(", ")} are taken on instances.`,
    ),
  ];
}

/** What runs on tcp: ECS takes every protocol that it does not know for tcp, and so nothing is lost. */
const ON_TCP = /^(tcp|https?|http2|h2c?|grpcs?|wss?|tls|ssl)$/i;

/** ECS takes `UDP` in capitals, and what it does not know, for tcp. */
function wordProblems(key: string, label: string, { protocol, appProtocol, name }: Mapping): Problem[] {
  const problems: Problem[] = [];
  if (isSet(protocol) && protocol !== "udp" && typeof protocol === "string" && !ON_TCP.test(protocol)) {
    const what = `${label} has a port mapping with the protocol ${shown(protocol)}, which ECS takes for tcp`;
    problems.push(advice(`${key} protocol`, what, "Choose tcp or udp, in small letters."));
  }
  if (isSet(appProtocol) && !APPLICATION_PROTOCOLS.includes(shown(appProtocol))) {
    const what = `${label} has a port mapping with the appProtocol ${shown(appProtocol)}`;
    problems.push(violated(`${key} appProtocol`, what, `Choose one of ${APPLICATION_PROTOCOLS.join(", ")}.`));
  }
  if (isSet(name) && !PORT_NAME.test(shown(name))) {
    const what = `${label} has a port mapping of the name ${shown(name)}`;
    problems.push(
      violated(`${key} name`, what, "Use up to 64 small letters, digits, underscores and hyphens."),
    );
  }
  return problems;
}

/** Under awsvpc and host all containers share one network; under bridge they share the host's ports that they name. */
function mappedTwice(containers: LabelledContainer[], mode: unknown): Problem[] {
  const isShared = mode === "awsvpc" || mode === "host";
  const taken = containers.flatMap(({ container }) =>
    records(container.portMappings).flatMap(({ containerPort, hostPort, protocol }) => {
      const port = isShared ? hostPort || containerPort : hostPort;
      return typeof port === "number" && port > 0 ? [`${protocol === "udp" ? "udp" : "tcp"} ${port}`] : [];
    }),
  );
  const twice = repeated(taken);
  if (twice.length === 0) return [];
  return [
    violated(
      "ports mapped twice",
      `several port mappings take the same port of the task (${twice.join(", ")})`,
      "Give each container a port of its own.",
    ),
  ];
}

function namedTwice(containers: LabelledContainer[]): Problem[] {
  const names = containers.flatMap(({ container }) =>
    records(container.portMappings).flatMap(({ name }) => (typeof name === "string" && name ? [name] : [])),
  );
  const twice = repeated(names);
  if (twice.length === 0) return [];
  return [
    violated(
      "ports named twice",
      `several port mappings have the name ${twice.join(", ")}`,
      "Give each port mapping its own name.",
    ),
  ];
}

function repeated(texts: string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))].sort();
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= MOST_PORT;
}
