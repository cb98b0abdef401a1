import type { TaskDefinition } from "@aws-sdk/client-ecs";
import { newestRevision } from "../../account/newest-revision";
import type { RegisteredResource } from "../../offline/recording-monitor";
import { failed, listed, proven, type Question } from "../question";
import { declared, type Subject, textInput, updateCommand } from "../subject";

/** The newest revision of every family is what the stack declares, and its roles are there to be passed. */
export function taskDefinitionQuestions(subject: Subject): Question[] {
  return declared(subject, "aws:ecs/taskDefinition:TaskDefinition").flatMap((resource) => [
    registrable(subject, resource),
    registered(subject, resource),
  ]);
}

function registrable({ iam, stack }: Subject, resource: RegisteredResource): Question {
  const roles = ["taskRoleArn", "executionRoleArn"]
    .map((input) => textInput(resource, input))
    .filter((arn) => arn !== "");
  return {
    check: "registrable",
    subject: textInput(resource, "family"),
    needs: ["iam:GetRole"],
    async ask() {
      const names = roles.map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
      const live = await Promise.all(names.map((name) => iam.principal("role", name)));
      const missing = names.filter((_, index) => live[index]?.arn !== roles[index]);
      if (missing.length > 0)
        return failed(
          `cannot be registered: there is no ${listed(missing)} under the ARN that it names`,
          updateCommand({ stack }),
        );
      return proven(`its ${names.length === 1 ? "role exists" : "roles exist"} under the ARNs that it names`);
    },
  };
}

function registered(subject: Subject, resource: RegisteredResource): Question {
  const family = textInput(resource, "family");
  return {
    check: "task definition",
    subject: family,
    needs: ["ecs:DescribeTaskDefinition"],
    async ask() {
      const live = await newestRevision(subject.live.ecs, family);
      if (!live) return failed("no revision is registered", updateCommand(subject));
      const changes = differences(live, resource);
      if (changes.length === 0) return proven(`revision ${live.revision} is what the stack declares`);
      return failed(`revision ${live.revision} differs in ${listed(changes)}`, updateCommand(subject));
    },
  };
}

type Container = Record<string, unknown> & { name?: string };

function differences(live: TaskDefinition, resource: RegisteredResource): string[] {
  const own = (["taskRoleArn", "executionRoleArn", "cpu", "memory"] as const).filter(
    (field) => (live[field] ?? "") !== textInput(resource, field),
  );
  const wanted = JSON.parse(textInput(resource, "containerDefinitions")) as Container[];
  const has = new Map((live.containerDefinitions ?? []).map((each) => [each.name, each as Container]));
  const containers = wanted.flatMap((container) => {
    const found = has.get(container.name);
    if (!found) return [`container ${container.name}`];
    return Object.keys(container)
      .filter((field) => !covers(found[field], container[field]))
      .map((field) => `${field} of container ${container.name}`);
  });
  const excess = [...has.keys()].filter((name) => !wanted.some((container) => container.name === name));
  return [...own, ...containers, ...excess.map((name) => `container ${name}, which is one too many`)];
}

/** ECS adds fields of its own to what was registered; lists keep their entries, in an order of its choice. */
function covers(live: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const entries = Array.isArray(live) ? live : [];
    return (
      entries.length === wanted.length && wanted.every((part) => entries.some((entry) => covers(entry, part)))
    );
  }
  if (wanted !== null && typeof wanted === "object") {
    const fields = (live ?? {}) as Record<string, unknown>;
    return Object.entries(wanted).every(([key, part]) => covers(fields[key], part));
  }
  return live === wanted || (live === undefined && (wanted === 0 || wanted === false));
}
