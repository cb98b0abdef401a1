/** What ECS must be allowed to hand a container its secrets. */
import { nameOf } from "../../graph/resources/names";
import { isA } from "../../aws/resource-types";
import { scopeOf } from "../../graph/places/scope";
import { UNKNOWN } from "../../evaluation/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { stateOf } from "../../graph/resources/value-state";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { type ContainerPlace, placedIn, recordsIn, sourcesOfContainer, unknownNeed } from "./containers";
import {
  referenceNeeds,
  secretByName,
  secretNeeds,
  parameterNeeds,
} from "../../ecs/secret-and-parameter-needs";
import { arnIn, parseArn } from "../../aws/arn";
import { CURRENT_VERSION, parseValueFrom, UNKNOWN_VERSION } from "../../ecs/value-from";
import { stackSecrets } from "../../ecs/stack-secrets";

/**
 * The needs for a container's `secrets`, its log driver's `secretOptions` and its registry's `repositoryCredentials`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
 */
export function containerSecretNeeds(place: ContainerPlace): RequiredPermission[] {
  const { container } = place;
  const log = container.logConfiguration;
  return [
    ...placedIn(place, "secrets", listedNeeds(place, container.secrets, "secrets")),
    ...(isRecord(log)
      ? placedIn(place, "logConfiguration", secretOptionNeeds(place, log.secretOptions))
      : []),
    ...placedIn(place, "repositoryCredentials", registryNeeds(place)),
  ];
}

/** The needs for the secrets that a log driver is handed. */
export function secretOptionNeeds(place: ContainerPlace, options: unknown): RequiredPermission[] {
  return listedNeeds(place, options, "secretOptions");
}

function listedNeeds(
  place: ContainerPlace,
  list: unknown,
  part: "secrets" | "secretOptions",
): RequiredPermission[] {
  const { label } = place;
  const { records, rest } = recordsIn(list);
  return [
    ...records
      .filter(({ valueFrom }) => !isReportedAsMalformed(place, valueFrom))
      .flatMap((entry) =>
        valueNeeds(place, entry.valueFrom, `${text(entry.name) ?? part} of ${label}`).map((need) => ({
          ...need,
          place: { entry: text(entry.name) },
        })),
      ),
    ...(rest
      ? [
          unknownNeed("secret", `read the ${part} of ${label}`, {
            kind: "container-part",
            part,
            of: label,
            state: rest,
          }),
        ]
      : []),
  ];
}

/** What names no secret is said by `task-definition-valid`, of all of a task definition's. */
function isReportedAsMalformed({ model, task, writtenIn }: ContainerPlace, valueFrom: unknown): boolean {
  if (writtenIn || typeof valueFrom !== "string" || isSecretsName(model, valueFrom)) return false;
  if (parseValueFrom(valueFrom, scopeOf(model)).kind !== "malformed") return false;
  return model.reported.cause({ kind: "malformed-secret-reference", urn: task.resource.urn });
}

function registryNeeds(place: ContainerPlace): RequiredPermission[] {
  const credentials = place.container.repositoryCredentials;
  if (credentials === undefined || credentials === null) return [];
  const why = `repositoryCredentials of ${place.label}`;
  const value = isRecord(credentials) ? credentials.credentialsParameter : credentials;
  const name = text(value);
  if (name === undefined || name.startsWith("arn:")) return valueNeeds(place, value, why);
  const secret = { ...secretByName(place.model, name), version: CURRENT_VERSION };
  return secretNeeds(place.model, secret, why);
}

/**
 * The needs for one secret or parameter.
 *
 * @param valueFrom what names it, as in a container's `secrets`
 * @param why names the reader in messages, e.g. `DB_PASSWORD of container app of shop`
 */
export function valueNeeds(place: ContainerPlace, valueFrom: unknown, why: string): RequiredPermission[] {
  if (valueFrom === UNKNOWN) return unknownValueNeeds(place, why);
  if (isSecretsName(place.model, valueFrom)) {
    return [unknownValue(why, { kind: "value-from-secret-name", of: why, name: valueFrom })];
  }
  const reference =
    typeof valueFrom === "string" ? parseValueFrom(valueFrom, scopeOf(place.model)) : undefined;
  if (!reference || reference.kind === "malformed") {
    const unknown: UnknownFact = reference
      ? { kind: "value-from-malformed", of: why, fault: reference.message }
      : { kind: "value-from", of: why, state: stateOf(valueFrom) };
    return [unknownValue(why, unknown)];
  }
  return referenceNeeds(place.model, reference, why);
}

function unknownValue(why: string, unknown: UnknownFact): RequiredPermission {
  return unknownNeed("secret", `read the secret of ${why}`, unknown);
}

/** A secret's bare name where its ARN is wanted. */
function isSecretsName(model: StackModel, valueFrom: unknown): valueFrom is string {
  const { secretNames, parameters } = stackSecrets(model);
  return typeof valueFrom === "string" && secretNames.has(valueFrom) && !parameters.byName.has(valueFrom);
}

/** A value that is not known yet comes from the secrets and parameters that the containers depend on. */
function unknownValueNeeds(place: ContainerPlace, why: string): RequiredPermission[] {
  const sources = sourcesOfContainer(place, ["secret", "parameter"]);
  const needs = sources.map((source) => sourceNeeds(source, place.model, why));
  if (needs.length === 0 || needs.includes(undefined)) {
    return [unknownValue(why, { kind: "value-from", of: why, state: "unknown" })];
  }
  const unknown: UnknownFact | undefined = needs.length > 1 ? { kind: "one-of-secrets", of: why } : undefined;
  return needs.flatMap((each) => each ?? []).map((need) => ({ ...need, unknown: need.unknown ?? unknown }));
}

function sourceNeeds(
  source: PlainResource,
  model: ContainerPlace["model"],
  why: string,
): RequiredPermission[] | undefined {
  const name = nameOf(source);
  if (name === undefined) return undefined;
  if (isA(source.type, "secret"))
    return secretNeeds(model, { ...secretByName(model, name), version: UNKNOWN_VERSION }, why);
  const bare = name.replace(/^\//, "");
  const arn = parseArn(arnIn(scopeOf(model), "ssm", `parameter/${bare}`));
  return arn && parameterNeeds(model, { arn, name: bare }, why);
}
