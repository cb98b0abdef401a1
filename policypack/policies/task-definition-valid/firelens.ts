/** Logs that FireLens routes, and the container that routes them. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html */
import { parseArn } from "../../aws/arn";
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord } from "../../graph/resources/plain";
import { type Definition, isSet } from "./definition";
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";

const ROUTERS = ["fluentd", "fluentbit"];
const DRIVER = "awsfirelens";
const OPTIONS = ["enable-ecs-log-metadata", "config-file-type", "config-file-value"];

/** In log lines; https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-docker-buffer-limit.html */
const MOST_BUFFERED = 536_870_912;

type Options = Record<string, unknown>;

/** Logs that go to FireLens need another container that routes them. */
export function routedLogProblems(
  each: LabelledContainer,
  options: Options,
  definition: Definition,
): Problem[] {
  const { container, label } = each;
  const problems = bufferProblems(label, options);
  if (!isRecord(container.firelensConfiguration)) return [...problems, ...missingRouter(label, definition)];
  const what = `${label} routes logs (firelensConfiguration) and logs by ${DRIVER} itself`;
  return [
    ...problems,
    violated("router of itself", what, "Give the log router another logDriver, as in awslogs."),
  ];
}

function bufferProblems(label: string, options: Options): Problem[] {
  const limit = options["log-driver-buffer-limit"];
  if (typeof limit !== "string" || (/^\d+$/.test(limit) && Number(limit) < MOST_BUFFERED)) return [];
  return [
    violated(
      "log-driver-buffer-limit",
      `${label} has the log option log-driver-buffer-limit ${shown(limit)}`,
      `Set it to a number of log lines below ${MOST_BUFFERED}.`,
    ),
  ];
}

function missingRouter(label: string, { containers, isComplete }: Definition): Problem[] {
  const routers = containers.map(({ container }) => container.firelensConfiguration);
  if (routers.some((router) => isRecord(router))) return [];
  if (!isComplete || routers.includes(UNKNOWN))
    return [unproven("router", `the container that routes the logs of ${label}`)];
  return [
    violated(
      "router",
      `${label} logs by awsfirelens, and no container has a firelensConfiguration`,
      "Add a log router, as in the image amazon/aws-for-fluent-bit with firelensConfiguration.",
    ),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html */
export function firelensProblems(definition: Definition): Problem[] {
  const routers = definition.containers.filter(({ container }) => isRecord(container.firelensConfiguration));
  const problems = problemsOfEach(routers, ({ container, label }) =>
    routerProblems(container.firelensConfiguration as Options, label, definition),
  );
  if (routers.length > 1) {
    const what = `${routers.map(({ label }) => label).join(" and ")} have a firelensConfiguration each`;
    problems.push(violated("firelens routers", what, "Let one container route the logs."));
  }
  return [...problems, ...unusedRouter(routers, definition)];
}

function routerProblems({ type, options }: Options, label: string, definition: Definition): Problem[] {
  const problems: Problem[] = [];
  if (type !== UNKNOWN && !ROUTERS.includes(shown(type))) {
    const what = `${label} has a firelensConfiguration of the type ${shown(type)}`;
    problems.push(violated("firelens type", what, `Choose one of ${ROUTERS.join(", ")}.`));
  }
  if (options === UNKNOWN) {
    return [...problems, unproven("firelens options", `the options of ${label}'s firelensConfiguration`)];
  }
  return isRecord(options) ? [...problems, ...optionProblems(options, label, definition)] : problems;
}

function optionProblems(options: Options, label: string, { fargate }: Definition): Problem[] {
  const subject = `${label} has a firelensConfiguration`;
  const strange = Object.keys(options).filter((name) => !OPTIONS.includes(name));
  const metadata = options["enable-ecs-log-metadata"];
  const problems = strange.map((name) =>
    violated(
      `firelens option ${name}`,
      `${subject} with the option ${shown(name)}, which FireLens does not have`,
      `Use one of ${OPTIONS.join(", ")}.`,
    ),
  );
  if (typeof metadata === "string" && metadata !== "true" && metadata !== "false") {
    const what = `${subject} with enable-ecs-log-metadata ${shown(metadata)}`;
    problems.push(violated("firelens metadata", what, 'Set it to "true" or "false".'));
  }
  const type = options["config-file-type"];
  if (fargate && type === "s3") {
    const what = `${subject} with the config-file-type s3, and Fargate has file only`;
    return [...problems, violated("firelens config", what, "Put the file into the image and set file.")];
  }
  return [...problems, ...configFileProblems(type, options["config-file-value"], subject)];
}

/** Both or neither; of S3 the object's ARN, of the image a path. */
function configFileProblems(type: unknown, value: unknown, subject: string): Problem[] {
  if (type === UNKNOWN || value === UNKNOWN) return [];
  const key = "firelens config";
  if (isSet(type) !== isSet(value)) {
    const [given, missing] = isSet(type)
      ? ["config-file-type", "config-file-value"]
      : ["config-file-value", "config-file-type"];
    return [
      violated(
        key,
        `${subject} with ${given} and without ${missing}`,
        `Set ${missing}, or take ${given} out.`,
      ),
    ];
  }
  if (!isSet(type)) return [];
  if (type !== "s3" && type !== "file")
    return [violated(key, `${subject} with the config-file-type ${shown(type)}`, "Choose one of s3, file.")];
  const arn = parseArn(shown(value));
  if (type === "s3" && (arn?.service !== "s3" || !arn.resource.includes("/"))) {
    const what = `${subject} with the config-file-value ${shown(value)}, which is the ARN of no object in S3`;
    return [violated(key, what, "Give the object's ARN, as in arn:aws:s3:::BUCKET/fluent.conf.")];
  }
  if (type === "file" && arn) {
    const what = `${subject} with the config-file-value ${shown(value)}, which is not a path in the image`;
    return [violated(key, what, "Give the path of a file in the log router's image.")];
  }
  return [];
}

/** ECS: "at least one container has to be configured with the awsfirelens log driver". */
function unusedRouter(routers: LabelledContainer[], { containers, isComplete }: Definition): Problem[] {
  const [router] = routers;
  if (!router) return [];
  const drivers = containers.map(({ container: { logConfiguration: log } }) =>
    isRecord(log) ? log.logDriver : log,
  );
  if (drivers.includes(DRIVER)) return [];
  const key = `router unused ${router.idText}`;
  if (!isComplete || drivers.includes(UNKNOWN))
    return [unproven(key, `whether any container logs by ${DRIVER}`)];
  return [
    violated(
      key,
      `${router.label} has a firelensConfiguration, and no container logs by ${DRIVER}`,
      `Set logDriver to ${DRIVER} where FireLens is to route the log, or take firelensConfiguration out.`,
    ),
  ];
}
