/** What the containers of a task ask for, and whether they fit into it. */
import { type Problem, violated } from "../../findings/problem";
import type { Definition } from "./definition";
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";
import { cpuUnits, memoryMiB } from "../../ecs/task-size";

/** What Docker needs for a container, in MiB. */
const LEAST_MEMORY = 6;

/** What the containers ask for, against the task and, without a task's memory, against ECS's least. */
export function fitProblems({ containers, props, fargate }: Definition): Problem[] {
  const taskCpu = cpuUnits(props.cpu);
  const taskMemory = memoryMiB(props.memory);
  const cpu = sum(containers, ({ container }) => container.cpu);
  const reserved = sum(containers, ({ container }) => container.memoryReservation ?? container.memory);
  const problems = problemsOfEach(containers, (each) => memoryOf(each, taskMemory), "memory");
  if (taskCpu !== undefined && cpu > taskCpu) {
    problems.push(tooMuch("cpu", cpu, `the task's ${taskCpu} units`));
  }
  const isOneTooLarge = containers.some(({ container }) => exceeds(container.memory, taskMemory));
  if (taskMemory !== undefined && reserved > taskMemory && !isOneTooLarge) {
    problems.push(tooMuch("memory", reserved, `the task's ${taskMemory} MiB`));
  }
  const hasTaskMemory = props.memory !== undefined && props.memory !== "";
  if (fargate === false && !hasTaskMemory) problems.push(...problemsOfEach(containers, withoutMemory));
  return problems;
}

function sum(containers: LabelledContainer[], of: (container: LabelledContainer) => unknown): number {
  return containers.reduce((total, container) => {
    const value = of(container);
    return typeof value === "number" ? total + value : total;
  }, 0);
}

function exceeds(memory: unknown, taskMemory: number | undefined): memory is number {
  return typeof memory === "number" && taskMemory !== undefined && memory > taskMemory;
}

function tooMuch(what: "cpu" | "memory", asked: number, limit: string): Problem {
  return violated(
    `${what} of all containers`,
    `the containers ask for ${asked} of ${what} together, more than ${limit}`,
    `Lower the containers' ${what}, or choose a larger task.`,
  );
}

function memoryOf({ container, label }: LabelledContainer, taskMemory: number | undefined): Problem[] {
  const { memory, memoryReservation } = container;
  const problems = leastProblems(container, label);
  if (exceeds(memory, taskMemory)) {
    problems.push(
      violated(
        "memory over the task's",
        `${label} asks for ${memory} MiB of memory, more than the task's ${taskMemory} MiB`,
        "Lower the container's memory, or choose a larger task.",
      ),
    );
  }
  if (typeof memory === "number" && typeof memoryReservation === "number" && memory < memoryReservation) {
    problems.push(
      violated(
        "memoryReservation",
        `${label} has a memoryReservation of ${memoryReservation} MiB, more than its memory of ${memory} MiB`,
        "Set memoryReservation below memory: the first is kept free for it, the second kills it.",
      ),
    );
  }
  return problems;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html#ECS-Type-ContainerDefinition-memory */
function leastProblems(container: LabelledContainer["container"], label: string): Problem[] {
  const { cpu, memory, memoryReservation } = container;
  const problems: Problem[] = [];
  if (typeof memory === "number" && memory < LEAST_MEMORY) {
    const what = `${label} has ${memory} MiB of memory, and Docker needs ${LEAST_MEMORY} for a container`;
    problems.push(violated("memory", what, `Set memory to ${LEAST_MEMORY} or more, or leave it out.`));
  }
  if (typeof memoryReservation === "number" && memoryReservation < LEAST_MEMORY) {
    const what = `${label} has a memoryReservation of ${memoryReservation} MiB, and Docker needs ${LEAST_MEMORY} for a container`;
    const remedy = `Set memoryReservation to ${LEAST_MEMORY} or more, or leave it out.`;
    problems.push(violated("least memoryReservation", what, remedy));
  }
  if (typeof cpu === "number" && cpu < 0)
    problems.push(violated("cpu", `${label} has a cpu of ${cpu}`, "Set cpu to 0 or more."));
  return problems;
}

function withoutMemory({ container, label }: LabelledContainer): Problem[] {
  if (container.memory !== undefined || container.memoryReservation !== undefined) return [];
  return [
    violated(
      "memory",
      `${label} has neither memory nor memoryReservation, and the task has no memory`,
      "Set memory on the task or on the container.",
    ),
  ];
}
