/** The network mode and the ports that go with it. */
import { UNKNOWN } from "../../evaluation/types";
import {
  type Definition,
  type LabelledContainer,
  type Problem,
  records,
  shown,
  unproven,
  violated,
} from "./definition";

const MODES = ["awsvpc", "bridge", "host", "none"];

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
export function networkProblems(definition: Definition): Problem[] {
  return [
    ...modeProblems(definition),
    ...definition.containers.flatMap((each) => portProblems(each, definition)),
  ];
}

function modeProblems({ props, fargate }: Definition): Problem[] {
  const mode = props.networkMode;
  if (mode === UNKNOWN) return fargate ? [unproven("networkMode", "the networkMode")] : [];
  if (fargate && mode !== "awsvpc") {
    const given = mode === undefined || mode === "" ? "missing" : shown(mode);
    return [
      violated(
        "networkMode",
        `networkMode is ${given}, and Fargate has awsvpc only`,
        "Set networkMode to awsvpc.",
      ),
    ];
  }
  if (mode === undefined || mode === "" || MODES.includes(shown(mode))) return [];
  if (shown(mode) === "default" || shown(mode) === "nat") return []; // Windows on EC2
  return [violated("networkMode", `networkMode is ${shown(mode)}`, `Choose one of ${MODES.join(", ")}.`)];
}

function portProblems({ container, label }: LabelledContainer, { props, fargate }: Definition): Problem[] {
  const mode = fargate ? "awsvpc" : props.networkMode;
  return records(container.portMappings).flatMap((mapping) => {
    const { containerPort, hostPort } = mapping;
    const key = `port ${shown(containerPort)} ${label}`;
    if (typeof containerPort === "number" && !isPort(containerPort)) {
      return [violated(key, `${label} has the containerPort ${containerPort}`, "Ports are 1 to 65535.")];
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
  });
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}
