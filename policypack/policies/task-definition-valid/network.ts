/** The network mode, and what containers may have under it. */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { type Definition, isSet, isUsed } from "./definition";
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";
import { portProblems } from "./ports";

const MODES = ["awsvpc", "bridge", "host", "none"];

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html#container_definition_network */
const NOT_UNDER_AWSVPC = ["hostname", "extraHosts", "dnsServers", "dnsSearchDomains", "disableNetworking"];

export function networkProblems(definition: Definition): Problem[] {
  return [
    ...modeProblems(definition),
    ...portProblems(definition),
    ...faultInjectionProblems(definition),
    ...problemsOfEach(definition.containers, (each) => nameProblems(each, definition)),
  ];
}

function modeProblems({ props, fargate }: Definition): Problem[] {
  const mode = props.networkMode;
  if (mode === UNKNOWN) return [unproven("networkMode", "the networkMode")];
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

/** Fargate has a word of its own for what it does not have. */
function nameProblems({ container, label }: LabelledContainer, definition: Definition): Problem[] {
  const { props, fargate, containers, isComplete } = definition;
  if (fargate) return [];
  const mode = shown(props.networkMode ?? "bridge");
  const wrong = [
    ...(mode === "awsvpc" ? NOT_UNDER_AWSVPC : []),
    ...(["awsvpc", "host", "none"].includes(mode) ? ["links"] : []),
  ].filter((property) => isUsed(container[property]));
  const names = containers.map((each) => each.container.name);
  const links: unknown[] = Array.isArray(container.links) ? container.links : [];
  const strange = links.filter(
    (link) => link !== UNKNOWN && !names.includes(shown(link).replace(/:.*$/, "")),
  );
  const isOpen = !isComplete || names.includes(UNKNOWN);
  return [
    ...wrong.map((property) =>
      violated(
        property,
        `${label} has ${property}, which tasks under ${mode} do not have`,
        "Take it out, or choose another networkMode.",
      ),
    ),
    ...(isOpen ? [] : strange).map((link) =>
      violated(
        `link ${shown(link)}`,
        `${label} has a link to ${shown(link)}, and there is no such container`,
        "Correct or take out the link.",
      ),
    ),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fault-injection.html */
function faultInjectionProblems({ request, windows }: Definition): Problem[] {
  if (request.enableFaultInjection !== true && request.enableFaultInjection !== "true") return [];
  const mode = request.networkMode;
  if (windows) {
    const what = "enableFaultInjection is true, and fault injection is not there for Windows containers";
    return [violated("enableFaultInjection", what, "Take enableFaultInjection out.")];
  }
  if (mode === UNKNOWN)
    return [unproven("enableFaultInjection", "whether fault injection works under the networkMode")];
  if (mode === "awsvpc" || mode === "host") return [];
  return [
    violated(
      "enableFaultInjection",
      `enableFaultInjection is true under the networkMode ${shown(isSet(mode) ? mode : "bridge")}, and fault injection works under awsvpc and host only`,
      "Set networkMode to awsvpc or host, or take enableFaultInjection out.",
    ),
  ];
}
