import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { STSClient } from "@aws-sdk/client-sts";
import type { Emulator } from "./emulator";

/** A caller's credentials, as STS hands them out. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const ROOT: Credentials = { accessKeyId: "root", secretAccessKey: "root" };

/** AWS SDK clients on an emulator, as root or as somebody else. */
export function clients({ endpoint, region }: Emulator, credentials: Credentials = ROOT) {
  const settings = { endpoint, region, credentials };
  return {
    iam: new IAMClient(settings),
    sts: new STSClient(settings),
    ecs: new ECSClient(settings),
    ecr: new ECRClient(settings),
    logs: new CloudWatchLogsClient(settings),
    secrets: new SecretsManagerClient(settings),
    dynamodb: new DynamoDBClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
  };
}

export type Clients = ReturnType<typeof clients>;
