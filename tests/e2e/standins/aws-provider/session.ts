import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient } from "@aws-sdk/client-ecs";
import { IAMClient } from "@aws-sdk/client-iam";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Props } from "./resource-type";

/** A configured provider: its clients, and the tags that it puts on everything. */
export interface Session {
  iam: IAMClient;
  ecs: ECSClient;
  logs: CloudWatchLogsClient;
  secrets: SecretsManagerClient;
  account: string;
  region: string;
  defaultTags: Record<string, string>;
}

/**
 * @param config the provider resource's inputs
 * @throws {Error} in the official provider's words, for credentials that are missing, refused or of another account
 */
export async function openSession(config: Props): Promise<Session> {
  const region = String(config.region ?? process.env.AWS_REGION ?? "");
  if (!region) throw new Error("invalid AWS Region: ");
  const credentials = await assumed(config, region);
  const client = { region, ...(credentials && { credentials }) };
  const account = await callerAccount(client);
  assertAllowed(account, config);
  const tags = config.defaultTags as { tags?: Record<string, string> } | undefined;
  return {
    iam: new IAMClient(client),
    ecs: new ECSClient(client),
    logs: new CloudWatchLogsClient(client),
    secrets: new SecretsManagerClient(client),
    account,
    region,
    defaultTags: tags?.tags ?? {},
  };
}

function assertAllowed(account: string, config: Props): void {
  const allowed = config.allowedAccountIds as string[] | undefined;
  const forbidden = config.forbiddenAccountIds as string[] | undefined;
  if ((allowed && !allowed.includes(account)) || forbidden?.includes(account))
    throw new Error(`AWS account ID not allowed: ${account}`);
}

interface ClientConfig {
  region: string;
  credentials?: Credentials;
}

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The credentials of the roles that the provider is told to assume, one by way of the other. */
async function assumed(config: Props, region: string): Promise<Credentials | undefined> {
  let credentials: Credentials | undefined;
  for (const { roleArn } of (config.assumeRoles as { roleArn: string }[] | undefined) ?? []) {
    const sts = new STSClient({ region, ...(credentials && { credentials }) });
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "pulumi" });
    const { AccessKeyId, SecretAccessKey, SessionToken } = (await sts.send(command)).Credentials ?? {};
    credentials = {
      accessKeyId: AccessKeyId ?? "",
      secretAccessKey: SecretAccessKey ?? "",
      sessionToken: SessionToken,
    };
  }
  return credentials;
}

async function callerAccount(client: ClientConfig): Promise<string> {
  try {
    const { Account } = await new STSClient(client).send(new GetCallerIdentityCommand({}));
    return Account ?? "";
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "CredentialsProviderError")
      throw new Error("No valid credential sources found.", { cause: error });
    throw new Error(
      `validating provider credentials: retrieving caller identity from STS: ${name}: ${message}`,
      { cause: error },
    );
  }
}
