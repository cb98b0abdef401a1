/** What ECS must be allowed to mount the file systems of FSx for Windows File Server that a task names. */
import { isRecord, records, text } from "../../graph/resources/plain";
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { valueNeeds } from "./secret-needs";

/** In the spellings of `aws` and of `aws-native`. */
const CONFIGURATIONS = ["fsxWindowsFileServerVolumeConfiguration", "fSxWindowsFileServerVolumeConfiguration"];

/**
 * The credentials for the directory lie in a secret or a parameter.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html
 */
export function volumeNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  const writtenIn = { resource: task.resource, property: "volumes" };
  return records(task.resource.props.volumes).flatMap((volume) => {
    const configuration = CONFIGURATIONS.map((key) => volume[key]).find(isRecord);
    const authorization = configuration?.authorizationConfig;
    if (!isRecord(authorization)) return [];
    const label = `volume ${text(volume.name) ?? "of FSx"} of ${task.family}`;
    const place = { model, task, container: {}, label, writtenIn };
    return valueNeeds(place, authorization.credentialsParameter, `credentials of ${label}`);
  });
}
