/** Whoever calls AWS in a test: users, and tasks with the role that ECS would give them. */
import { CreateAccessKeyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import type { Clients, Credentials } from "./aws";
import type { Emulator } from "./emulator";

export async function accessKey({ iam }: Clients, UserName: string): Promise<Credentials> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
}

/** Credentials such as ECS gives a task. The emulator knows no services, so its root assumes the role in ECS's place. */
export async function asTask(
  { account }: Emulator,
  { iam, sts }: Clients,
  RoleName: string,
): Promise<Credentials> {
  const trust = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: "sts:AssumeRole",
  };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
  const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "task" }));
  return {
    accessKeyId: given?.AccessKeyId ?? "",
    secretAccessKey: given?.SecretAccessKey ?? "",
    sessionToken: given?.SessionToken,
  };
}

/** The same for a process's environment. */
export function credentialsEnv({ accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  };
}
