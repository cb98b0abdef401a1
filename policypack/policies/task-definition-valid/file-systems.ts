/** Volumes that lie on a file system of AWS's. */
import { parseArn } from "../../aws/arn";
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { providerOf } from "../../graph/resources/api-spelling";
import { isRecord } from "../../graph/resources/plain";
import { type Definition, isSet } from "./definition";

type Volume = Record<string, unknown>;
type Maker = (what: string, remedy: string) => Problem;

const MOST_PORT = 65_535;

export function fileSystemProblems(volume: Volume, definition: Definition): Problem[] {
  return [...efsProblems(volume, definition), ...s3FilesProblems(volume), ...fsxProblems(volume, definition)];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html */
function efsProblems(volume: Volume, definition: Definition): Problem[] {
  const efs = volume.efsVolumeConfiguration;
  if (!isRecord(efs)) return [];
  const problem = maker("EFS", volume);
  return [
    ...idProblems(efs, definition, problem),
    ...encryptionProblems(efs, volume, problem),
    ...portProblems(efs, problem),
    ...accessPointProblems(efs, volume, problem),
    ...roleProblems(efs, definition, problem),
  ];
}

/** An ARN, a DNS name, a path or an access point; what an offline run makes up for an id is left alone. */
const NO_ID = /[:./]|^fsap-/;

/** The same of an access point. */
const NO_ACCESS_POINT = /[:./]|^fs-/;

function idProblems({ fileSystemId: id }: Volume, { resource }: Definition, problem: Maker): Problem[] {
  const property = providerOf(resource) === "aws" ? "fileSystemId" : "filesystemId";
  if (id === undefined || id === "") return [problem(`has no ${property}`, "Name the EFS file system.")];
  if (id === UNKNOWN || typeof id !== "string" || !NO_ID.test(id)) return [];
  return [
    problem(
      `has the ${property} ${shown(id)}, which is not the id of a file system`,
      "Give the id alone, as in fs-0123456789abcdef0.",
    ),
  ];
}

function maker(kind: string, { name }: Volume): Maker {
  return (what, remedy) =>
    violated(`${kind} ${shown(name)} ${what}`, `the volume ${shown(name)} ${what}`, remedy);
}

function encryptionProblems(
  { authorizationConfig, transitEncryption }: Volume,
  { name }: Volume,
  problem: Maker,
): Problem[] {
  const { accessPointId, iam } = isRecord(authorizationConfig) ? authorizationConfig : {};
  if (transitEncryption === "ENABLED") return [];
  const authorized = iam === "ENABLED" ? "IAM authorization" : isSet(accessPointId) ? "an access point" : "";
  if (authorized && transitEncryption !== UNKNOWN)
    return [problem(`has ${authorized} without transitEncryption`, "Set transitEncryption to ENABLED.")];
  const mayNeed = [authorizationConfig, accessPointId, iam].includes(UNKNOWN);
  if (!authorized && !mayNeed) return [];
  return [
    unproven(
      `EFS ${shown(name)} transitEncryption`,
      `whether the volume ${shown(name)} needs transitEncryption, which an access point and IAM authorization do, and has it,`,
    ),
  ];
}

/** The provider hands over 0 where the program sets no port. */
function portProblems({ transitEncryptionPort: port }: Volume, problem: Maker): Problem[] {
  if (typeof port !== "number" || (Number.isInteger(port) && port >= 0 && port <= MOST_PORT)) return [];
  return [problem(`has the transitEncryptionPort ${port}`, `Choose a port from 1 to ${MOST_PORT}.`)];
}

function accessPointProblems(
  { authorizationConfig, rootDirectory }: Volume,
  { name }: Volume,
  problem: Maker,
): Problem[] {
  const accessPointId = isRecord(authorizationConfig) ? authorizationConfig.accessPointId : undefined;
  if (typeof accessPointId === "string" && NO_ACCESS_POINT.test(accessPointId)) {
    return [
      problem(
        `has the accessPointId ${shown(accessPointId)}, which is not the id of an access point`,
        "Give the id alone, as in fsap-0123456789abcdef0.",
      ),
    ];
  }
  if (!isSet(rootDirectory) || rootDirectory === "/") return [];
  if (accessPointId === UNKNOWN)
    return [unproven(`EFS ${shown(name)} rootDirectory`, `the access point of the volume ${shown(name)}`)];
  if (!isSet(accessPointId)) return [];
  return [
    problem(
      `has an access point and the rootDirectory ${shown(rootDirectory)}`,
      "Leave rootDirectory out: the access point sets the path.",
    ),
  ];
}

function roleProblems({ authorizationConfig }: Volume, { props }: Definition, problem: Maker): Problem[] {
  const iam = isRecord(authorizationConfig) ? authorizationConfig.iam : undefined;
  if (iam !== "ENABLED" || (props.taskRoleArn !== undefined && props.taskRoleArn !== "")) return [];
  return [
    problem(
      "is mounted with the task role (authorizationConfig.iam), and the task has no taskRoleArn",
      "Name a task role, or set authorizationConfig.iam to DISABLED.",
    ),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_S3FilesVolumeConfiguration.html */
function s3FilesProblems(volume: Volume): Problem[] {
  const files = volume.s3filesVolumeConfiguration;
  if (!isRecord(files)) return [];
  const problem = maker("S3 Files", volume);
  const { accessPointArn, rootDirectory } = files;
  const wrong = ["fileSystemArn", "accessPointArn"].filter((property) => {
    const value = files[property];
    return typeof value === "string" && value !== "" && !parseArn(value);
  });
  const isBoth = isSet(accessPointArn) && isSet(rootDirectory) && rootDirectory !== "/";
  return [
    ...wrong.map((property) =>
      problem(`has the ${property} ${shown(files[property])}, which is not an ARN`, "Give the full ARN."),
    ),
    ...portProblems(files, problem),
    ...(isBoth
      ? [
          problem(
            `has an access point and the rootDirectory ${shown(rootDirectory)}`,
            "Leave rootDirectory out: the access point sets the path.",
          ),
        ]
      : []),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html */
function fsxProblems(volume: Volume, { request, windows }: Definition): Problem[] {
  const fsx = volume.fsxWindowsFileServerVolumeConfiguration;
  if (!isRecord(fsx)) return [];
  const problem = maker("FSx", volume);
  const platform = isRecord(request.runtimePlatform) ? request.runtimePlatform : {};
  const credentials = isRecord(fsx.authorizationConfig)
    ? fsx.authorizationConfig.credentialsParameter
    : undefined;
  const problems: Problem[] = [];
  if (!windows && platform.operatingSystemFamily === "LINUX") {
    problems.push(
      problem(
        "is an FSx for Windows File Server file system, which Linux containers do not have",
        "Use an EFS file system, or run Windows containers.",
      ),
    );
  }
  if (typeof credentials === "string" && credentials !== "" && !isCredentials(credentials)) {
    problems.push(
      problem(
        `has the credentialsParameter ${shown(credentials)}, which is not the ARN of a secret or parameter`,
        "Give the ARN of a secret of Secrets Manager or of a parameter of the Parameter Store.",
      ),
    );
  }
  return problems;
}

function isCredentials(value: string): boolean {
  const arn = parseArn(value);
  if (arn?.service === "secretsmanager") return arn.resource.startsWith("secret:");
  return arn?.service === "ssm" && arn.resource.startsWith("parameter/");
}
