/** What makes a break-out harder. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html */
import type { LabelledContainer } from "../../ecs/labelled-containers";
import { UNKNOWN } from "../../evaluation/types";
import { advice, type Problem } from "../../findings/problem";
import { listed } from "../../unknowns/listed";
import type { Task } from "./task";

/** `0`, `root`, and either with a group. */
const ROOT = /^(0+|root)(:.*)?$/;

/** One of each kind, for all containers. Windows has neither; what image a container runs as without `user` is not known here. */
export function hardeningProblems({ containers, windows }: Task): Problem[] {
  if (windows) return [];
  return [
    ...adviceOn(
      "writable root",
      containers.filter(
        ({ container }) => ![true, UNKNOWN].includes(container.readonlyRootFilesystem as never),
      ),
      "can write the root file system",
      "Set readonlyRootFilesystem to true, and mount a volume where the application writes.",
    ),
    ...adviceOn(
      "root user",
      containers.filter(({ container: { user } }) => ROOT.test(String(user ?? "").trim())),
      "run as root by user",
      "Set user to one without rights, as in 1000:1000.",
    ),
  ];
}

function adviceOn(key: string, of: LabelledContainer[], clause: string, remedy: string): Problem[] {
  if (of.length === 0) return [];
  return [advice(key, `${listed(of.map(({ label }) => label).sort())} ${clause}`, remedy)];
}
