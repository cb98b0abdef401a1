import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { IAMClient } from "@aws-sdk/client-iam";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { UsageError } from "../cli/usage-error";
import { clientSettings } from "./client-settings";

/** An AWS account to be looked at. Nothing here writes. */
export interface LiveAccount {
  iam: IAMClient;
  ecs: ECSClient;
  ecr: ECRClient;
  logs: CloudWatchLogsClient;
  secrets: SecretsManagerClient;
  ssm: SSMClient;
  sts: STSClient;
}

/** @param endpoint instead of AWS's own: an emulator's */
export function liveAccount(region: string, endpoint?: string): LiveAccount {
  const settings = clientSettings(region, endpoint);
  return {
    iam: new IAMClient(settings),
    ecs: new ECSClient(settings),
    ecr: new ECRClient(settings),
    logs: new CloudWatchLogsClient(settings),
    secrets: new SecretsManagerClient(settings),
    ssm: new SSMClient(settings),
    sts: new STSClient(settings),
  };
}

/**
 * The caller's ARN.
 * @throws UsageError without credentials, or with those of another account than the stack's
 */
export async function callerIn(live: LiveAccount, accountId: string, stack: string): Promise<string> {
  const { Account, Arn = "" } = await live.sts
    .send(new GetCallerIdentityCommand({}))
    .catch((error: Error) => {
      throw new UsageError([
        `AWS did not say who the caller is: ${error.message || error.name}\n` +
          "Log in first (AWS_PROFILE, `aws sso login`, or the credentials' environment variables).",
      ]);
    });
  if (Account === accountId) return Arn;
  throw new UsageError([
    `The credentials are ${Arn} of account ${Account}; stack ${stack} is account ${accountId}.\n` +
      `Log in to ${accountId}, or choose another stack.`,
  ]);
}
