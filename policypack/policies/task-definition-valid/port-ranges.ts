/**
 * Port mappings by ranges, and ports that meet one another.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html#ECS-Type-PortMapping-containerPortRange
 */
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { records } from "../../graph/resources/plain";
import { type LabelledContainer, placedIn } from "../../ecs/labelled-containers";

type Mapping = Record<string, unknown>;

interface Ports {
  /** As written. */
  text: string;
  first: number;
  last: number;
  protocol: "tcp" | "udp";
}

const MOST_RANGES = 100;
const MOST_PORT = 65_535;

/** What a range goes with: one by one. */
export function rangeProblems(key: string, label: string, mapping: Mapping, mode: unknown): Problem[] {
  const { containerPort, containerPortRange, hostPort } = mapping;
  if (typeof containerPortRange !== "string" || containerPortRange === "") return [];
  const subject = `${label} has the containerPortRange ${shown(containerPortRange)}`;
  const problems: Problem[] = [];
  if (containerPort !== undefined) {
    const what = `${subject} and the containerPort ${shown(containerPort)} in one port mapping`;
    problems.push(violated(`${key} range and port`, what, "Make a port mapping of each."));
  }
  if (typeof hostPort === "number" && hostPort !== 0) {
    const what = `${subject} with the hostPort ${hostPort}, and ECS chooses the host's ports of a range`;
    problems.push(violated(`${key} range and hostPort`, what, "Leave hostPort out."));
  }
  if (mode === "host") {
    const what = `${subject} under the networkMode host, and ECS takes ranges under bridge and awsvpc`;
    problems.push(violated(`${key} range under host`, what, "Map each port, or choose another networkMode."));
  }
  return problems;
}

/** Whether a range is one: two ports, the first below the last. */
export function isRange(text: unknown): boolean {
  return portsOf({ containerPortRange: text }) !== undefined;
}

/** A port stands in one mapping of a container only, and under awsvpc of the whole task. */
export function overlapProblems(containers: LabelledContainer[], isShared: boolean): Problem[] {
  const ofContainers = containers.flatMap((each) => {
    const { container, label, idText } = each;
    const ranges = records(container.portMappings).filter(
      ({ containerPortRange }) => typeof containerPortRange === "string",
    );
    const tooMany =
      ranges.length > MOST_RANGES
        ? [
            violated(
              `port ranges ${idText}`,
              `${label} has ${ranges.length} port ranges, and ECS takes ${MOST_RANGES} a container`,
              "Join ranges that follow on one another.",
            ),
          ]
        : [];
    const overlapping = overlaps(`${label} maps`, idText, portsOfContainer(each));
    return placedIn(each, [...tooMany, ...overlapping], "portMappings");
  });
  if (ofContainers.length > 0 || !isShared) return ofContainers;
  return overlaps("several containers map", "task", containers.flatMap(portsOfContainer));
}

/** Two ports alone are told with what is mapped twice. */
function overlaps(subject: string, key: string, ports: Ports[]): Problem[] {
  const pairs = ports.flatMap((one, index) =>
    ports
      .slice(index + 1)
      .filter((other) => one.protocol === other.protocol && (isWide(one) || isWide(other)))
      .filter((other) => one.first <= other.last && other.first <= one.last)
      .map((other) => [one, other] as const),
  );
  return pairs.slice(0, 1).map(([one, other]) => {
    const [first, last] = [Math.max(one.first, other.first), Math.min(one.last, other.last)];
    return violated(
      `port ranges overlap ${key}`,
      `${subject} ${first === last ? `the port ${first}` : `the ports ${first} to ${last}`} twice, by ${one.text} and by ${other.text}`,
      "Let each port stand in one port mapping.",
    );
  });
}

function isWide({ first, last }: Ports): boolean {
  return first !== last;
}

function portsOfContainer({ container }: LabelledContainer): Ports[] {
  return records(container.portMappings).flatMap((mapping) => portsOf(mapping) ?? []);
}

function portsOf({ containerPort, containerPortRange, protocol }: Mapping): Ports | undefined {
  const ofProtocol = protocol === "udp" ? "udp" : "tcp";
  if (typeof containerPort === "number") {
    return { text: String(containerPort), first: containerPort, last: containerPort, protocol: ofProtocol };
  }
  const [, from = "", to = ""] = /^(\d+)-(\d+)$/.exec(shown(containerPortRange)) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === "" || first < 1 || last > MOST_PORT || first >= last) return undefined;
  return { text: `${from}-${to}`, first, last, protocol: ofProtocol };
}
