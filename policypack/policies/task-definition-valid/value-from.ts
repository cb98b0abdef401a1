/** What containers take from Secrets Manager, the Parameter Store and S3. */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records } from "../../graph/resources/plain";
import { parseArn } from "../../aws/arn";
import { parseValueFrom } from "../../ecs/value-from";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { type LabelledContainer, placedIn } from "../../ecs/labelled-containers";

const MOST_FILES = 10;

/** Whether a reference is well-formed is the same everywhere. */
const ANYWHERE = { partition: "*", region: "*", account: "*" };

/** @param urn of the task definition */
export function sourceProblems(each: LabelledContainer, urn: string): Problem[] {
  const { container, label } = each;
  const log = isRecord(container.logConfiguration) ? container.logConfiguration : {};
  return [
    ...placedIn(each, secretProblems(label, "secret", container.secrets, urn), "secrets"),
    ...placedIn(each, secretProblems(label, "secret option", log.secretOptions, urn), "logConfiguration"),
    ...placedIn(each, credentialProblems(each), "repositoryCredentials"),
    ...placedIn(each, fileProblems(each), "environmentFiles"),
  ];
}

function secretProblems(label: string, kind: string, list: unknown, urn: string): Problem[] {
  return records(list).flatMap(({ name, valueFrom }) => {
    if (name === UNKNOWN || valueFrom === UNKNOWN) return [];
    const key = `${kind} ${shown(name)}`;
    const isNamed = typeof name === "string" && name !== "";
    if (!isNamed || typeof valueFrom !== "string" || valueFrom === "") {
      return [
        violated(
          key,
          `${label} has a ${kind} ${isNamed ? `${name} without a valueFrom` : "without a name"}`,
          "Give each entry a name, and the ARN of a secret or parameter as valueFrom.",
          { entry: isNamed ? name : undefined },
        ),
      ];
    }
    const reference = parseValueFrom(valueFrom, ANYWHERE);
    if (reference.kind !== "malformed") return [];
    const remedy =
      "Name a secret as in arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX, with :JSON-KEY:: behind it for " +
      "one key of it, or a parameter by its name or by arn:aws:ssm:REGION:ACCOUNT:parameter/NAME.";
    // What is no ARN may be the secret itself, which no message shows.
    const given = valueFrom.startsWith("arn:") ? ` ${shown(valueFrom)}` : "";
    const message = `${label} has the ${kind} ${name} with a valueFrom${given} that ${reference.message}`;
    const sharedCause = { kind: "malformed-secret-reference" as const, urn };
    return [{ ...violated(key, message, remedy, { entry: name }), sharedCause }];
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RepositoryCredentials.html */
function credentialProblems({ container, label }: LabelledContainer): Problem[] {
  const credentials = container.repositoryCredentials;
  if (!isRecord(credentials)) return [];
  const value = credentials.credentialsParameter;
  if (value === UNKNOWN || (typeof value === "string" && isSecret(value))) return [];
  return [
    violated(
      "repositoryCredentials",
      `${label} has repositoryCredentials whose credentialsParameter is ${shown(value)}, which is not a secret`,
      "Name the secret with username and password of the registry by its ARN.",
    ),
  ];
}

function isSecret(value: string): boolean {
  if (!value.startsWith("arn:")) return value !== "";
  const arn = parseArn(value);
  return arn?.service === "secretsmanager" && /^secret:[^:]+$/.test(arn.resource);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html */
function fileProblems({ container, label }: LabelledContainer): Problem[] {
  const files = records(container.environmentFiles);
  const problems = files.flatMap(({ type, value }, index) => {
    const fault = fileFault(type, value);
    if (!fault) return [];
    const remedy = 'Write {"type": "s3", "value": "arn:aws:s3:::BUCKET/FILE.env"}.';
    return [violated(`environmentFiles ${index}`, `${label} has ${fault}`, remedy)];
  });
  if (files.length > MOST_FILES) {
    const what = `${label} has ${files.length} environmentFiles, and ECS takes ${MOST_FILES}`;
    problems.push(violated("environmentFiles", what, "Merge some of them."));
  }
  return problems;
}

function fileFault(type: unknown, value: unknown): string | undefined {
  if (type !== "s3" && type !== UNKNOWN) return `an environment file whose type is ${shown(type)}`;
  if (value === UNKNOWN) return undefined;
  const arn = parseArn(shown(value));
  if (typeof value !== "string" || arn?.service !== "s3" || !arn.resource.includes("/"))
    return `the environment file ${shown(value)}, which is not an object's ARN`;
  return value.endsWith(".env")
    ? undefined
    : `the environment file ${shown(value)}, which does not end in .env`;
}
