/** A new task as a stack's file and its pack config have it. */
import type { StackConfig } from "../../components/config";

/** What is asked of whoever adds a task. */
export interface NewTask {
  name: string;
  image: string;
  cpu: number;
  memory: number;
  port?: number;
  /** What the application reads and writes by itself, by name. */
  buckets: string[];
  tables: string[];
  secrets: string[];
  /** Variables that ECS fills from secrets, `NAME=SECRET`. */
  inject: string[];
}

/** E.g. `order-api` to `orderApiTaskRole`. */
export function taskRoleName(task: string): string {
  return `${task.replace(/[-_]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())}TaskRole`;
}

/** The task's settings, with the execution role that the stack's other tasks share, if they share one. */
export function taskSettings(task: NewTask, { tasks }: StackConfig): Record<string, unknown> {
  const { name, image, cpu, memory, port, inject } = task;
  const shared = new Set(
    tasks.map(({ executionRole }) => (executionRole.mode === "create" ? executionRole.name : "")),
  );
  const executionRole = shared.size === 1 ? [...shared][0] : "";
  const access = {
    ...(task.buckets.length > 0 && { buckets: task.buckets.map((bucket) => ({ name: bucket })) }),
    ...(task.tables.length > 0 && { tables: task.tables.map((table) => ({ name: table })) }),
    ...(task.secrets.length > 0 && { secrets: task.secrets.map((secret) => ({ secret })) }),
  };
  const secrets = Object.fromEntries(
    inject.map((pair) => {
      const [variable = "", ...secret] = pair.split("=");
      return [variable, { secret: secret.join("=") }];
    }),
  );
  return {
    cpu,
    memory,
    taskRole: {
      mode: "create",
      name: taskRoleName(name),
      ...(Object.keys(access).length > 0 && { access }),
    },
    executionRole: {
      mode: "create",
      name: executionRole || `${taskRoleName(name).replace(/TaskRole$/, "")}ExecutionRole`,
    },
    containers: [
      {
        name,
        image,
        ...(inject.length > 0 && { secrets }),
        ...(port !== undefined && { ports: [{ containerPort: port }] }),
        logGroup: { name: `/ecs/${name}`, retentionDays: 30 },
      },
    ],
  };
}
