import assert from "node:assert/strict";
import { volume } from "../../../components/config/storage";
import { allow } from "../../../components/documents/statement";
import { fileSystemStatements, volumeCredentialStatements } from "../../../components/documents/mounting";
import { providerTask, providerVolumes } from "../../../components/documents/volumes";
import { container, scope } from "./samples";

const here = "ap-northeast-2:111122223333";
const fileSystem = "fs-0123456789abcdef0";
const arn = `arn:aws:elasticfilesystem:${here}:file-system/${fileSystem}`;

/** A task with one volume, mounted as given. */
const task = (kind: unknown, ...mounts: object[]) => ({
  volumes: { data: volume.parse(kind) },
  containers: [container({ mounts: mounts.map((mount) => ({ volume: "data", path: "/data", ...mount })) })],
});

describe("What a task role may do with a file system", () => {
  it("mounts and writes it where a container does", () => {
    assert.deepEqual(fileSystemStatements(scope, task({ efs: { fileSystem } }, {})), [
      allow("MountFileSystems", ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], [arn]),
    ]);
  });

  it("only reads it where every mount is read-only", () => {
    const [read] = fileSystemStatements(scope, task({ efs: { fileSystem } }, { readOnly: true }));
    assert.deepEqual(read, allow("ReadFileSystems", ["elasticfilesystem:ClientMount"], [arn]));
    const both = [{ readOnly: true }, { path: "/other" }];
    const [write] = fileSystemStatements(scope, task({ efs: { fileSystem } }, ...both));
    assert.equal(write?.sid, "MountFileSystems");
  });

  it("keeps to the access point, and is root only where told to", () => {
    const efs = { fileSystem, accessPoint: "fsap-01234567", rootAccess: true };
    const [mount] = fileSystemStatements(scope, task({ efs }, {}));
    assert.ok(mount?.actions.includes("elasticfilesystem:ClientRootAccess"));
    assert.deepEqual(mount?.conditions, {
      StringEquals: {
        "elasticfilesystem:AccessPointArn": `arn:aws:elasticfilesystem:${here}:access-point/fsap-01234567`,
      },
    });
  });

  it("needs nothing of what is mounted without IAM, of the instance's folders and of empty ones", () => {
    for (const kind of [{ efs: { fileSystem, iam: false } }, { hostPath: "/var/log" }, {}])
      assert.deepEqual(fileSystemStatements(scope, task(kind, {})), []);
  });

  it("mounts S3 Files as the task", () => {
    const fileSystemArn = `arn:aws:s3files:${here}:file-system/fs-01234567`;
    const kind = { aws: { s3filesVolumeConfiguration: { fileSystemArn } } };
    assert.deepEqual(fileSystemStatements(scope, task(kind, { readOnly: true })), [
      allow("ReadS3Files", ["s3files:ClientMount"], [fileSystemArn]),
    ]);
  });
});

describe("What an execution role may do for volumes", () => {
  const fsx = (credentialsParameter: string) =>
    volume.parse({
      aws: {
        fsxWindowsFileServerVolumeConfiguration: {
          fileSystemId: "fs-1",
          rootDirectory: "share",
          authorizationConfig: { domain: "example.com", credentialsParameter },
        },
      },
    });

  it("reads the credentials of a Windows file server, wherever they lie", () => {
    const secret = `arn:aws:secretsmanager:${here}:secret:ad-a1b2c3`;
    const parameter = `arn:aws:ssm:${here}:parameter/ad`;
    assert.deepEqual(volumeCredentialStatements(scope, [fsx(secret), fsx(parameter)]), [
      allow("ReadSecrets", ["secretsmanager:GetSecretValue"], [secret]),
      allow("ReadParameters", ["ssm:GetParameters"], [parameter]),
    ]);
  });
});

describe("A task in the provider's spelling", () => {
  it("has its volumes sorted by name, of every kind", () => {
    const volumes = {
      shared: volume.parse({ efs: { fileSystem } }),
      launched: volume.parse({ aws: { configuredAtLaunch: true } }),
      host: volume.parse({ hostPath: "/var/log" }),
      empty: volume.parse({}),
    };
    assert.deepEqual(JSON.parse(JSON.stringify(providerVolumes(volumes))), [
      { name: "empty" },
      { name: "host", hostPath: "/var/log" },
      { name: "launched", configureAtLaunch: true },
      {
        name: "shared",
        efsVolumeConfiguration: {
          fileSystemId: fileSystem,
          transitEncryption: "ENABLED",
          authorizationConfig: { iam: "ENABLED" },
        },
      },
    ]);
    assert.equal(providerVolumes({}), undefined);
  });

  it("has a proxy's properties as a map", () => {
    const proxyConfiguration = { containerName: "envoy", properties: [{ name: "AppPorts", value: "80" }] };
    assert.deepEqual(providerTask({ pidMode: "task", proxyConfiguration }), {
      pidMode: "task",
      proxyConfiguration: { containerName: "envoy", properties: { AppPorts: "80" } },
    });
  });
});
