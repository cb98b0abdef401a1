/** The departures from the API's form as problems, in words. */
import { CONTAINER, REQUEST } from "../../../evaluation/catalogue/task-definition-shapes";
import { isRecord } from "../../../graph/resources/plain";
import { providerOf } from "../../../graph/resources/api-spelling";
import { textRemedy } from "../../../documents/output-text";
import { UNKNOWN } from "../../../evaluation/types";
import { advice, type Problem, violated } from "../../../findings/problem";
import { shown } from "../../../findings/shown";
import type { Definition } from "../definition";
import { type LabelledContainer, placedIn } from "../../../ecs/labelled-containers";
import { type Fault, faultsOfStructure, type TypeName } from "./faults";

/** The task's own properties; those that are the provider's or the engine's alone are nobody's fault. */
export function requestShapeProblems({ resource, props }: Definition): Problem[] {
  const provider = providerOf(resource);
  // `aws` has tags as an object, `aws-native` as a list of key and value; a list is taken of both.
  const { tags, ...rest } = props;
  const judged = Array.isArray(tags) ? rest : props;
  return faultsOfStructure(judged, REQUEST, "", { provider, converts: true })
    .filter((fault) => !isOfProvider(fault))
    .map((fault) => problemOf(fault));
}

/** @param containers the labels of the containers that are known, in their order */
export function containerShapeProblems(definition: Definition): Problem[] {
  return writtenContainers(definition).flatMap(({ label, idText, container, provider }) => {
    const faults = faultsOfStructure(container, CONTAINER, "", { provider, converts: false });
    return placedIn(
      { container },
      faults.map((fault) => problemOf(fault, { label, idText })),
    );
  });
}

/** Containers as they are judged: `aws` reads keys in any letter case, `aws-native` as they are. */
function writtenContainers({ resource, props, containers }: Definition) {
  const provider = providerOf(resource);
  const given: unknown = props.containerDefinitions;
  const written: unknown[] =
    provider === "aws-native" && Array.isArray(given) ? given.filter((entry) => entry !== UNKNOWN) : [];
  return containers.map((each, index) => {
    const own = written[index];
    return isRecord(own) ? { ...each, container: own, provider } : { ...each, provider: undefined };
  });
}

/** A property of the resource that is no member of the request: of the provider, an output, or of a later version. */
function isOfProvider(fault: Fault): boolean {
  return fault.kind === "member" && fault.meant === undefined && !/[.[]/.test(fault.path);
}

type NamesOfContainer = Pick<LabelledContainer, "label" | "idText">;

/** @param of the container; without it, the fault is the task's own */
function problemOf(fault: Fault, of?: NamesOfContainer): Problem {
  const { path } = fault;
  const label = of?.label;
  const key = (kind: string) => (of === undefined ? `${kind} ${path}` : `${kind} ${path} ${of.idText}`);
  const has = (value: string, rest: string) =>
    label === undefined ? `${path} is ${value}, ${rest}` : `${label} has ${value} as ${path}, ${rest}`;
  switch (fault.kind) {
    case "type":
      return violated(
        key("type"),
        label === undefined
          ? `${path} is ${shown(fault.value)}, and must be ${fault.wanted}`
          : `${label} has ${typeOf(fault.value) ?? "something else"} as ${path}, which must be ${fault.wanted}`,
        textRemedy([fault.value], `Write ${path} as ${fault.wanted}.`),
      );
    case "entry":
      return violated(
        key("entries"),
        `${label === undefined ? "the task" : label} has ${shown(fault.value)} as entry ${fault.index + 1} of ${path}, which must be ${fault.wanted}`,
        `Write each entry of ${path} as ${fault.wanted}.`,
      );
    case "map value":
      return mapValueProblem(fault, of);
    case "missing":
      return violated(
        key("missing"),
        `${label === undefined ? "the task" : label} has no ${path}, which ECS requires there`,
        `Set ${path}.`,
      );
    case "value":
      return violated(
        key(`value ${shown(fault.value)}`),
        has(shown(fault.value), "which ECS does not have"),
        `Choose one of ${fault.allowed.join(", ")}.`,
      );
    case "number":
      return violated(
        key("number"),
        has(shown(fault.value), `and must be ${range(fault)}`),
        `Write ${range(fault)}.`,
      );
    case "member":
      return memberProblem(fault, key("property"), label);
    case "union":
      return violated(
        key("union"),
        `${label === undefined ? "the task" : label} has ${fault.given.length === 0 ? "nothing" : fault.given.join(" and ")} in ${path}, which takes one`,
        `Set one of ${fault.allowed.join(", ")}.`,
      );
  }
}

function mapValueProblem({ path, name }: Fault & { kind: "map value" }, of?: NamesOfContainer): Problem {
  const label = of?.label;
  const remedy = 'Put the value in quotes, as in "3".';
  if (path === "dockerLabels") {
    const what = `${label} has the docker label ${shown(name)}, whose value is not a string`;
    return violated(`docker label ${name} ${of?.idText}`, what, remedy);
  }
  const owner = label === undefined ? "the task" : label;
  const key = of === undefined ? `type ${path}.${name}` : `type ${path}.${name} ${of.idText}`;
  return violated(key, `${owner} has ${path}.${shown(name)}, whose value is not a string`, remedy);
}

/** ECS's clients pass over properties that they do not know, so that a misspelt one is lost without a word. */
function memberProblem(fault: Fault & { kind: "member" }, key: string, label?: string): Problem {
  const { path, meant, allowed } = fault;
  const owner = label === undefined ? "the task" : label;
  const what = `${owner} has ${path}, which ECS does not know and leaves out`;
  if (meant !== undefined) return violated(key, what, `Did you mean ${meant}?`);
  return advice(key, what, `Take it out, or correct its name: there are ${allowed.join(", ")}.`);
}

function range({ least, most }: { least?: number; most?: number }): string {
  if (least === undefined) return "a whole number of at most 32 bits";
  return most === undefined
    ? `a whole number of at least ${least}`
    : `a whole number from ${least} to ${most}`;
}

function typeOf(value: unknown): TypeName | undefined {
  if (typeof value === "string") return "a string";
  if (typeof value === "number") return "a number";
  if (typeof value === "boolean") return "true or false";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : undefined;
}
