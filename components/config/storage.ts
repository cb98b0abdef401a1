/** The volumes of a task, and where its containers mount them. */
import type { z } from "zod";
import { volumeAdvice, volumeAws } from "./aws/spellings";
import * as names from "./names";
import { flag } from "./scalars";
import { strictObject } from "./shapes";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html */
const efs = strictObject(
  {
    fileSystem: names
      .text(/^fs-[0-9a-f]{8,40}$/, "the id of an EFS file system, e.g. fs-0123456789abcdef0")
      .describe("Id of the file system, which lies in the stack's account and region."),
    accessPoint: names
      .text(/^fsap-[0-9a-f]{8,40}$/, "the id of an access point, e.g. fsap-0123456789abcdef0")
      .optional()
      .describe("Id of the access point to mount through. Default: the file system itself."),
    rootDirectory: names
      .text(/^\/.*$/, "a path that begins with a slash")
      .optional()
      .describe("Directory of the file system to mount; not with an access point. Default: its root."),
    iam: flag()
      .default(true)
      .describe(
        "Whether it is mounted as the task role, which then gets the right to mount it, and to write unless every mount of it is read-only.",
      ),
    rootAccess: flag()
      .default(false)
      .describe("Whether root in the container is root on the file system (ClientRootAccess)."),
    transitEncryption: flag()
      .default(true)
      .describe("Whether data is encrypted on its way; must be with iam or an access point."),
    transitEncryptionPort: names
      .port()
      .optional()
      .describe("Port for that. Default: EFS's mount helper chooses."),
  },
  {
    fileSystemId: "AWS's fileSystemId is called fileSystem here",
    authorizationConfig: "AWS's authorizationConfig is two keys here, accessPoint and iam",
  },
);

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html */
export const volume = strictObject(
  {
    efs: efs.optional().describe("A file system of EFS."),
    hostPath: names
      .text(/^(?:\/|[A-Za-z]:\\)/, "an absolute path")
      .optional()
      .describe("A folder of the instance (bind mount); not on Fargate."),
    aws: volumeAws()
      .optional()
      .describe(
        "Any other kind, in the form of AWS's `Volume`: dockerVolumeConfiguration, fsxWindowsFileServerVolumeConfiguration, s3filesVolumeConfiguration, configuredAtLaunch.",
      ),
  },
  volumeAdvice,
)
  .refine(
    (given) => Object.values(given).filter((kind) => kind !== undefined).length <= 1,
    "must be of one kind: efs, hostPath or aws; with none it is an empty folder that lives as long as the task",
  )
  .meta({
    description:
      "At most one of `efs`, `hostPath` and `aws`; with none, `{}`, an empty folder that the task's containers share while it runs.",
    maxProperties: 1,
  });

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html */
export const mount = strictObject(
  {
    volume: names.ecsName().describe("One of the task's `volumes`."),
    path: names
      .text(/^(?:\/.|[A-Za-z]:)/, "an absolute path in the container")
      .describe("Where in the container."),
    readOnly: flag().default(false).describe("Whether the container can only read it."),
  },
  {
    sourceVolume: "AWS's sourceVolume is called volume here",
    containerPath: "AWS's containerPath is called path here",
  },
);

export type Volume = z.output<typeof volume>;
export type Mount = z.output<typeof mount>;
export type EfsSettings = z.output<typeof efs>;
