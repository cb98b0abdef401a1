/** Port mappings. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { records } from "../../graph/resources/plain";
import type { Definition, LabelledContainer } from "./definition";

type Mapping = Record<string, unknown>;

const APPLICATION_PROTOCOLS = ["http", "http2", "grpc"];
const PORT_NAME = /^[a-z0-9_][a-z0-9_-]{0,63}$/;

export function portProblems(definition: Definition): Problem[] {
  const { containers, props, fargate } = definition;
  const mode = fargate ? "awsvpc" : props.networkMode;
  return [
    ...containers.flatMap((each) =>
      records(each.container.portMappings).flatMap((one) => ofOne(each, one, mode)),
    ),
    ...mappedTwice(containers, mode),
    ...namedTwice(containers),
  ];
}

function ofOne({ label }: LabelledContainer, mapping: Mapping, mode: unknown): Problem[] {
  const { containerPort, containerPortRange } = mapping;
  const key = `port ${shown(containerPort ?? containerPortRange)} ${label}`;
  if (mode === "none") {
    return [violated(key, `${label} maps ports, and networkMode is none`, "Take portMappings out.")];
  }
  const ofPort = portProblem(key, label, mapping);
  return [
    ...(ofPort ? [ofPort] : hostPortProblem(key, label, mapping, mode)),
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
    const range = /^(\d+)-(\d+)$/.exec(shown(containerPortRange));
    if (range && isPort(Number(range[1])) && isPort(Number(range[2])) && Number(range[1]) < Number(range[2]))
      return undefined;
    const what =
      containerPortRange === undefined
        ? `${label} has a port mapping without a containerPort`
        : `${label} has the containerPortRange ${shown(containerPortRange)}, which is no range`;
    return violated(key, what, "Set containerPort to a number, or containerPortRange as in 8000-8010.");
  }
  if (typeof containerPort === "number" && isPort(containerPort)) return undefined;
  return violated(
    key,
    `${label} has ${typeof containerPort === "number" ? "" : "no number, but "}the containerPort ${shown(containerPort)}`,
    "Ports are numbers from 1 to 65535.",
  );
}

function hostPortProblem(key: string, label: string, mapping: Mapping, mode: unknown): Problem[] {
  const { containerPort, hostPort } = mapping;
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

/** ECS takes every protocol that it does not know for tcp, which `TCP` means anyway. */
function wordProblems(key: string, label: string, { protocol, appProtocol, name }: Mapping): Problem[] {
  const problems: Problem[] = [];
  if (isSet(protocol) && protocol !== "udp" && shown(protocol).toLowerCase() !== "tcp") {
    const what = `${label} has a port mapping with the protocol ${shown(protocol)}, which ECS takes for tcp`;
    problems.push(violated(`${key} protocol`, what, "Choose tcp or udp, in small letters."));
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

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && value !== UNKNOWN;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}
