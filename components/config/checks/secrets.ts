import { endsLikeRandomSuffix, parseSecretArn } from "../../secrets";
import type { ContainerSecret } from "../injected-secret";
import type { Draft } from "../draft";
import type { IssueDraft } from "../errors";
import type { DraftConfig } from "../stack";
import { type ContainerPart, type Path, type TaskPart, containersIn, tasksIn } from "./walk";

/** Secrets that could not be found, could not be injected, or are named twice. */
export function checkSecrets(config: DraftConfig): IssueDraft[] {
  return [...containersIn(config).flatMap(inContainer), ...tasksIn(config).flatMap(inTaskRole)];
}

function inTaskRole({ task, path }: TaskPart): IssueDraft[] {
  const secrets = (task.taskRole && "access" in task.taskRole && task.taskRole.access?.secrets) || [];
  return secrets.flatMap((entry, index) =>
    reference(entry?.secret, [...path, "taskRole", "access", "secrets", index, "secret"], false),
  );
}

function inContainer({ container, path }: ContainerPart): IssueDraft[] {
  const issues = Object.entries(container.secrets ?? {}).flatMap(([name, secret]) =>
    secret ? variable(secret, [...path, "secrets", name]) : [],
  );
  for (const name of Object.keys(container.secrets ?? {})) {
    if (container.environment?.[name] === undefined) continue;
    const message = "is set by secrets too; ECS refuses a variable that is set twice";
    issues.push({ keys: [...path, "environment", name], value: undefined, message });
  }
  const credentials = [...path, "repositoryCredentials", "secret"];
  return [...issues, ...reference(container.repositoryCredentials?.secret, credentials, false)];
}

function variable(secret: Draft<ContainerSecret>, path: Path): IssueDraft[] {
  if (secret.parameter !== undefined && secret.jsonKey !== undefined)
    return [
      {
        keys: [...path, "jsonKey"],
        value: secret.jsonKey,
        message: "only goes with secret: a parameter has no JSON keys",
      },
    ];
  if (secret.jsonKey !== undefined && parseSecretArn(secret.secret ?? "")?.suffix)
    return [
      {
        keys: [...path, "jsonKey"],
        value: secret.jsonKey,
        message: "is in the secret's ARN already; give it in one place",
      },
    ];
  return reference(secret.secret, [...path, "secret"], true);
}

/** @param injected by ECS, which understands the suffix `:json-key:version-stage:version-id` */
function reference(secret: string | undefined, keys: Path, injected: boolean): IssueDraft[] {
  if (secret === undefined) return [];
  const parsed = parseSecretArn(secret);
  const issue = (message: string) => [{ keys, value: secret, message }];
  if (!parsed && endsLikeRandomSuffix(secret))
    return issue(
      "ends in a hyphen and six characters, as complete ARNs do, so Secrets Manager would take the name for one; give the secret's complete ARN",
    );
  if (parsed && !endsLikeRandomSuffix(parsed.name))
    return issue(
      `is a partial ARN, without the random suffix; give the name alone (${parsed.name}) or the complete ARN`,
    );
  if (parsed?.suffix && !injected)
    return issue(`has a suffix that only a container's secrets understand; give ${parsed.arn}`);
  return [];
}
