/** A task's volumes, and what else of it is in AWS's form, as Pulumi's AWS provider spells them. */
import type { EfsSettings, Volume } from "../config";

type Members = Record<string, unknown>;

/** https://www.pulumi.com/registry/packages/aws/api-docs/ecs/taskdefinition/#taskdefinitionvolume */
export interface ProviderVolume {
  name: string;
  hostPath?: string;
  configureAtLaunch?: boolean;
  efsVolumeConfiguration?: { fileSystemId: string };
}

/** Volumes by name, sorted; undefined where there are none. */
export function providerVolumes(volumes: Record<string, Volume>): ProviderVolume[] | undefined {
  const names = Object.keys(volumes).sort();
  if (names.length === 0) return undefined;
  return names.map((name) => {
    const { efs, hostPath, aws } = volumes[name] ?? {};
    const { configuredAtLaunch, ...others } = (aws ?? {}) as Members & { configuredAtLaunch?: boolean };
    return {
      name,
      ...(hostPath !== undefined && { hostPath }),
      ...(efs && { efsVolumeConfiguration: efsConfiguration(efs) }),
      ...others,
      ...(configuredAtLaunch !== undefined && { configureAtLaunch: configuredAtLaunch }),
    };
  });
}

function efsConfiguration(efs: EfsSettings) {
  const { fileSystem, accessPoint, rootDirectory, iam, transitEncryption, transitEncryptionPort } = efs;
  return {
    fileSystemId: fileSystem,
    rootDirectory,
    transitEncryption: transitEncryption ? "ENABLED" : "DISABLED",
    transitEncryptionPort,
    authorizationConfig:
      iam || accessPoint ? { accessPointId: accessPoint, iam: iam ? "ENABLED" : "DISABLED" } : undefined,
  };
}

/** The members of a task in AWS's form; the provider has the proxy's properties as a map. */
export function providerTask(aws: Members | undefined): Members {
  const proxy = aws?.proxyConfiguration as { properties?: { name?: string; value?: string }[] } | undefined;
  if (!proxy?.properties) return aws ?? {};
  const properties = Object.fromEntries(proxy.properties.map(({ name = "", value = "" }) => [name, value]));
  return { ...aws, proxyConfiguration: { ...proxy, properties } };
}
