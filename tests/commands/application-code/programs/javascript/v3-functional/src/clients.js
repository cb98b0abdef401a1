import * as s3sdk from "@aws-sdk/client-s3";
import { SNS } from "@aws-sdk/client-sns";
import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { SSMClient, GetParametersCommand, paginateGetParametersByPath } from "@aws-sdk/client-ssm";
import config from "./config.js";

let memo;
export const getS3 = () => (memo ??= new s3sdk.S3Client({ region: process.env.AWS_REGION }));
export const sns = new SNS({ maxAttempts: 5 });
const secrets = new SecretsManagerClient();
const ssm = new SSMClient({});

const once = (load) => {
  let promise;
  return () => (promise ||= load());
};

export const token = once(async () => {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: config.secretId })); // AWS: secretsmanager:GetSecretValue secret:bot/token-??????
  return JSON.parse(SecretString).token;
});

export async function parameters() {
  const first = await ssm.send(new GetParametersCommand({ Names: ["/app/one", "/app/two"], WithDecryption: true })); // AWS: ssm:GetParameters
  const all = [];
  for await (const page of paginateGetParametersByPath({ client: ssm }, { Path: "/app", Recursive: true })) { // AWS: ssm:GetParametersByPath parameter/app
    all.push(...page.Parameters);
  }
  return [...first.Parameters, ...all];
}
