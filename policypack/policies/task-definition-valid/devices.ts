/** GPUs, Neuron devices and inference accelerators. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { records } from "../../graph/resources/plain";
import { type Definition, isSet } from "./definition";
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";

type Requirement = Record<string, unknown>;

export function deviceProblems(definition: Definition): Problem[] {
  return [
    ...problemsOfEach(definition.containers, (each) =>
      records(each.container.resourceRequirements).flatMap((one) =>
        requirementProblems(one, each, definition),
      ),
    ),
    ...mixedSharing(definition.containers),
    ...neuronProblems(definition),
    ...unusedAccelerators(definition),
  ];
}

function requirementProblems(
  requirement: Requirement,
  { label }: LabelledContainer,
  definition: Definition,
): Problem[] {
  switch (requirement.type) {
    case "GPU":
      return gpuProblems(requirement, label, definition);
    case "NeuronDevice":
      return valueProblem(
        requirement,
        label,
        (value) => value === "ALL",
        "Set value to ALL: Neuron devices go to one container.",
      );
    case "InferenceAccelerator":
      return acceleratorProblems(requirement, label, definition);
    default:
      return [];
  }
}

function gpuProblems(requirement: Requirement, label: string, { external }: Definition): Problem[] {
  const { value, sharingStrategy } = requirement;
  if (sharingStrategy === undefined) {
    return valueProblem(
      requirement,
      label,
      (given) => given === "ALL" || /^[1-9]\d*$/.test(given),
      'Set value to a number of GPUs as text, as in "1", or to ALL.',
    );
  }
  const problems: Problem[] = [];
  if (isSet(value)) {
    const what = `${label} asks for a GPU with both a value and a sharingStrategy`;
    problems.push(violated("GPU sharing", what, "Keep value for GPUs of its own, or sharingStrategy."));
  }
  if (external) {
    const what = `${label} has a sharingStrategy for its GPU, which external instances do not have`;
    problems.push(violated("GPU sharing on external", what, "Set value instead."));
  }
  return problems;
}

function valueProblem(
  { type, value }: Requirement,
  label: string,
  fits: (value: string) => boolean,
  remedy: string,
): Problem[] {
  if (value === UNKNOWN || (typeof value === "string" && fits(value))) return [];
  // The wrong type is told with the other types.
  if (value !== undefined && value !== null && typeof value !== "string") return [];
  const given = isSet(value) ? `with the value ${shown(value)}` : "without a value";
  return [
    violated(
      `${shown(type)} value`,
      `${label} has a resource requirement of type ${shown(type)} ${given}`,
      remedy,
    ),
  ];
}

/** The value names one of the task's `inferenceAccelerators`. */
function acceleratorProblems(requirement: Requirement, label: string, { request }: Definition): Problem[] {
  const { value } = requirement;
  if (value === UNKNOWN) return [];
  if (typeof value !== "string" || value === "")
    return valueProblem(requirement, label, () => false, "Set value to the accelerator's deviceName.");
  const key = `accelerator ${value}`;
  const names = records(request.inferenceAccelerators).map(({ deviceName }) => deviceName);
  if (names.includes(value)) return [];
  if (request.inferenceAccelerators === UNKNOWN || names.includes(UNKNOWN))
    return [unproven(key, `whether the task has the inference accelerator ${value}`)];
  return [
    violated(
      key,
      `${label} asks for the inference accelerator ${value}, which is not among the task's inferenceAccelerators`,
      names.length > 0
        ? `Name one of these: ${shown(names)}.`
        : "Define it on the task, or take the requirement out: AWS takes no new users of Elastic Inference.",
    ),
  ];
}

/** "The containers in a task that request GPUs must all use the same option." */
function mixedSharing(containers: LabelledContainer[]): Problem[] {
  const gpus = containers.flatMap(({ container }) =>
    records(container.resourceRequirements).filter(({ type }) => type === "GPU"),
  );
  const shared = gpus.filter(({ sharingStrategy }) => sharingStrategy !== undefined).length;
  if (shared === 0 || shared === gpus.length) return [];
  const what = "some containers share a GPU (sharingStrategy) and others have one of their own (value)";
  return [violated("GPUs shared and not", what, "Let all containers with a GPU do the same.")];
}

function neuronProblems({ containers, request }: Definition): Problem[] {
  const with_ = containers.filter(({ container }) =>
    records(container.resourceRequirements).some(({ type }) => type === "NeuronDevice"),
  );
  if (with_.length === 0) return [];
  const problems: Problem[] = [];
  if (with_.length > 1) {
    const what = `${with_.map(({ label }) => label).join(" and ")} ask for Neuron devices, and one container of a task can`;
    problems.push(violated("NeuronDevice containers", what, "Let one container have them."));
  }
  const compatibilities: unknown[] = Array.isArray(request.requiresCompatibilities)
    ? request.requiresCompatibilities
    : [];
  const others = compatibilities.filter((name) => name !== "MANAGED_INSTANCES" && name !== UNKNOWN);
  if (others.length > 0) {
    const what = `a container asks for Neuron devices (NeuronDevice) in a task for ${shown(others)}, and they are there on Managed Instances only`;
    problems.push(
      violated("NeuronDevice compatibility", what, "Set requiresCompatibilities to MANAGED_INSTANCES."),
    );
  }
  return problems;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InferenceAccelerator.html */
function unusedAccelerators({ containers, request, isComplete }: Definition): Problem[] {
  const requirements = containers.map(({ container }) => container.resourceRequirements);
  const asked = requirements.flatMap((list) => records(list).map(({ value }) => value));
  if (!isComplete || requirements.includes(UNKNOWN) || asked.includes(UNKNOWN)) return [];
  return records(request.inferenceAccelerators)
    .map(({ deviceName }) => deviceName)
    .filter((name) => typeof name === "string" && name !== "" && !asked.includes(name))
    .map((name) =>
      violated(
        `accelerator ${shown(name)} unused`,
        `no container asks for the inference accelerator ${shown(name)}`,
        "Name it in the resourceRequirements of a container, or take it out.",
      ),
    );
}
