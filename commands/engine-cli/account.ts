import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient } from "@aws-sdk/client-ecs";
import { IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { UsageError } from "../usage-error";

/** The stack's account, as far as adoption looks into it. */
export interface Account {
  partition: string;
  accountId: string;
  iam: IAMClient;
  logs: CloudWatchLogsClient;
  ecs: ECSClient;
}

/** Where a stack lives. */
export interface Place {
  partition: string;
  region: string;
  accountId: string;
}

/**
 * Opens the account with the credentials that the AWS SDK finds.
 * @throws UsageError if there are none, or if they are another account's
 */
export async function openAccount({ partition, region, accountId }: Place, stack: string): Promise<Account> {
  const caller = await callerAccount(region);
  if (caller !== accountId) {
    throw new UsageError([
      `The credentials are of account ${caller}; stack ${stack} is account ${accountId}.`,
      `Log in to ${accountId} (AWS_PROFILE, \`aws sso login\`), or choose another stack.`,
    ]);
  }
  return {
    partition,
    accountId,
    iam: new IAMClient({ region }),
    logs: new CloudWatchLogsClient({ region }),
    ecs: new ECSClient({ region }),
  };
}

async function callerAccount(region: string): Promise<string | undefined> {
  try {
    return (await new STSClient({ region }).send(new GetCallerIdentityCommand({}))).Account;
  } catch (error) {
    throw new UsageError([
      `AWS did not say who the caller is: ${(error as Error).message}`,
      "Log in first (AWS_PROFILE, `aws sso login`, or the credentials' environment variables).",
    ]);
  }
}
