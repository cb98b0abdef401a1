import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient } from "@aws-sdk/client-ecs";
import { IAMClient } from "@aws-sdk/client-iam";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
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
  const account = await callerAccount(region);
  assertAllowed(account, config);
  const tags = config.defaultTags as { tags?: Record<string, string> } | undefined;
  return {
    iam: new IAMClient({ region }),
    ecs: new ECSClient({ region }),
    logs: new CloudWatchLogsClient({ region }),
    secrets: new SecretsManagerClient({ region }),
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

async function callerAccount(region: string): Promise<string> {
  try {
    const { Account } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
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
