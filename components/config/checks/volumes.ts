import type { IssueDraft } from "../errors";
import type { DraftConfig } from "../stack";
import { suggestion } from "../suggestion";
import { type TaskPart, containersOf, repeated, tasksIn } from "./walk";

/** Mounts of what is not there or of two things in one place, and file systems that could not be mounted. */
export function checkVolumes(config: DraftConfig): IssueDraft[] {
  return tasksIn(config).flatMap((task) => [
    ...unknownVolumes(task),
    ...samePath(task),
    ...fileSystems(task),
  ]);
}

function unknownVolumes(part: TaskPart): IssueDraft[] {
  const known = Object.keys(part.task.volumes ?? {});
  return containersOf(part).flatMap(({ container, path }) =>
    (container.mounts ?? []).flatMap((mount, index) => {
      if (mount?.volume === undefined || known.includes(mount.volume)) return [];
      const hint =
        known.length === 0 ? "it has none: add it under the task's volumes" : suggestion(mount.volume, known);
      return [
        {
          keys: [...path, "mounts", index, "volume"],
          value: mount.volume,
          message: `is not a volume of ${part.key}; ${hint}`,
        },
      ];
    }),
  );
}

function samePath(task: TaskPart): IssueDraft[] {
  return containersOf(task).flatMap(({ container, path }) => {
    const mounts = (container.mounts ?? []).flatMap((mount, index) =>
      mount?.path === undefined ? [] : [{ path: mount.path, keys: [...path, "mounts", index, "path"] }],
    );
    return repeated(mounts, (mount) => mount.path).map(({ part }) => ({
      keys: part.keys,
      value: part.path,
      message: "is where another volume of the container is mounted already",
    }));
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html */
function fileSystems({ task, path }: TaskPart): IssueDraft[] {
  return Object.entries(task.volumes ?? {}).flatMap(([name, volume]) => {
    const keys = [...path, "volumes", name, "efs"];
    const { efs, aws } = volume ?? {};
    if (aws?.s3filesVolumeConfiguration !== undefined && task.taskRole?.mode === "none") {
      const message = "is mounted as the task role, and the task has none";
      return [
        { keys: [...path, "volumes", name, "aws", "s3filesVolumeConfiguration"], value: undefined, message },
      ];
    }
    if (efs === undefined) return [];
    const issues: IssueDraft[] = [];
    if (efs.accessPoint !== undefined && efs.rootDirectory !== undefined && efs.rootDirectory !== "/")
      issues.push({
        keys: [...keys, "rootDirectory"],
        value: efs.rootDirectory,
        message: "does not go with an access point, which sets the path; take it out",
      });
    if (efs.transitEncryption === false && (efs.iam !== false || efs.accessPoint !== undefined))
      issues.push({
        keys: [...keys, "transitEncryption"],
        value: false,
        message: "must be true with iam (true unless it is set to false) or an access point",
      });
    if (efs.iam !== false && task.taskRole?.mode === "none")
      issues.push({
        keys: [...keys, "iam"],
        value: efs.iam,
        message:
          "mounts it as the task role, and the task has none: set iam to false, or give the task a role",
      });
    if (efs.rootAccess === true && efs.iam === false)
      issues.push({
        keys: [...keys, "rootAccess"],
        value: true,
        message: "is granted by IAM, and iam is false: anyone who mounts it may be root; take it out",
      });
    return issues;
  });
}
