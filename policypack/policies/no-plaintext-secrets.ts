import { isA } from "../aws/resource-types";
import { matches } from "../evaluation/patterns/pattern";
import type { PlainResource } from "../graph/types";
import {
  type Container,
  containerIdText,
  containerLabel,
  placeInContainer,
  readContainers,
} from "../graph/resources/container-definitions";
import { areLeftOpen, openContainersFinding } from "../ecs/unknown-containers";
import { exposedTexts, exposedTextsOfTask } from "./no-plaintext-secrets/exposed-texts";
import {
  isPasswordName,
  isRandomSecret,
  isSecretName,
  mayBeSecret,
} from "./no-plaintext-secrets/secret-names";
import {
  describePlace,
  type ExposedText,
  placeIdText,
  type TextProperty,
} from "./no-plaintext-secrets/text-place";
import { passesPassword, secretShape } from "./no-plaintext-secrets/secret-shapes";
import { type Finding, finding } from "../findings/finding";
import type { FindingPlace } from "../findings/place";
import { resourcePolicy } from "../sdk/policy";

const NAME = "no-plaintext-secrets";

interface Config {
  notSecret: string[];
}

/**
 * No secret stands in a task definition, which everybody can read who may describe it. Findings never show a value.
 * Containers that cannot be read are `task-definition-valid`'s matter: ECS takes none of them.
 */
export const noPlaintextSecrets = resourcePolicy<Config>({
  name: NAME,
  description: "Task definitions hold no secret in plain text, neither by name nor by the shape of a value.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Keep the value in Secrets Manager or in a SecureString parameter and name it under secrets with valueFrom; then change the secret, for it has been readable.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
  configSchema: {
    properties: {
      notSecret: {
        type: "array",
        items: { type: "string" },
        default: [],
        description:
          "names of variables and options, * and ? allowed, that hold no secret although they sound so",
      },
    },
  },
  judge: (resource, { notSecret }, isReported) => {
    if (!isA(resource.type, "task definition")) return [];
    const ofTask = judgeTexts(ofTaskItself(resource), exposedTextsOfTask(resource.props), notSecret);
    const read = readContainers(resource);
    if (read.state === "malformed") return ofTask;
    const open = areLeftOpen(resource, isReported) ? [openFinding(resource)] : [];
    if (read.state === "unknown") return [...ofTask, ...open];
    const findings = read.containers.flatMap((container, index) =>
      judgeContainer(resource, container, index, notSecret),
    );
    return [...ofTask, ...findings, ...open];
  },
});

function openFinding(resource: PlainResource): Finding {
  const message = `Whether "${resource.name}" holds secrets in plain text is unproven: containerDefinitions is unknown at preview, at least in part.`;
  return openContainersFinding(NAME, resource, message);
}

function judgeContainer(
  resource: PlainResource,
  container: Container,
  index: number,
  notSecret: string[],
): Finding[] {
  const holder: Holder = {
    resource,
    label: containerLabel(container, index),
    idText: containerIdText(container, index),
    place: placeInContainer(container),
  };
  return judgeTexts(holder, exposedTexts(container), notSecret);
}

/** What holds the texts: a container, or the task definition itself. */
interface Holder {
  resource: PlainResource;
  /** For messages. */
  label: string;
  /** How ids know it. */
  idText: string;
  place: FindingPlace;
}

function ofTaskItself(resource: PlainResource): Holder {
  return { resource, label: "the task", idText: "the task", place: {} };
}

/** One finding a place. */
function judgeTexts(holder: Holder, texts: ExposedText[], notSecret: string[]): Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const text of texts) {
    const isExcused = notSecret.some(
      (pattern) => typeof text.name === "string" && matches(pattern, text.name),
    );
    const found = isExcused || isPartOfOne(text, byPlace) ? undefined : judgeText(holder, text);
    const place = placeIdText(text.place);
    if (found && byPlace.get(place)?.verdict !== "violated") byPlace.set(place, found);
  }
  return [...byPlace.values()];
}

/** A text in JSON that has been reported as a whole. */
function isPartOfOne({ place }: ExposedText, byPlace: Map<string, Finding>): boolean {
  return place.member !== undefined && byPlace.has(placeIdText({ ...place, member: undefined }));
}

function judgeText(holder: Holder, text: ExposedText): Finding | undefined {
  const { resource, label, idText } = holder;
  const { place, name, value, hint } = text;
  const where = `${describePlace(place)} of ${label} in "${resource.name}"`;
  const shared = {
    urn: resource.urn,
    subject: `${label} of ${resource.name}`,
    knownAs: `${idText} of ${resource.name}`,
    key: placeIdText(place),
    place: { ...holder.place, property: place.property, entry: place.entry },
  };
  if (typeof value === "string") {
    const kind = secretKind(text, value);
    if (!kind) return undefined;
    return finding(NAME, {
      ...shared,
      verdict: "violated",
      message: `${where} holds ${kind} in plain text.`,
      remedy: remedyFor(place.property),
    });
  }
  const mayBe = typeof name === "string" ? isAnnounced(name, hint) : name !== undefined;
  if (!mayBe) return undefined;
  return finding(NAME, {
    ...shared,
    verdict: "unproven",
    unknowns: [{ kind: "property", property: describePlace(place), of: label, state: "unknown" }],
    message: `Whether ${where} holds a secret is unproven: ${typeof name === "string" ? "its name says so, and its value" : "it"} is unknown at preview.`,
    remedy: remedyFor(place.property),
  });
}

/** What kind of secret a text is, as a noun phrase; undefined for none. */
function secretKind({ name, hint, isCommandLine }: ExposedText, value: string): string | undefined {
  if (isCommandLine) return passesPassword(value) ? "a password" : undefined;
  const shape = secretShape(value);
  if (shape || typeof name !== "string") return shape;
  if (isAnnounced(name, hint) && mayBeSecret(name, value)) return "a secret, as its name says,";
  return !hint && isRandomSecret(name, value) ? "a random text, as only keys and passwords are," : undefined;
}

function isAnnounced(name: string, hint: ExposedText["hint"]): boolean {
  return hint === "password" ? isPasswordName(name) : isSecretName(name);
}

function remedyFor(property: TextProperty): string {
  if (property === "logConfiguration")
    return "Name the secret's ARN under logConfiguration.secretOptions instead.";
  if (property === "environment") {
    return `Name the secret's ARN under secrets ({"name": ..., "valueFrom": ARN}) instead.`;
  }
  return "Take it out, and let the application read it from a variable under secrets.";
}
