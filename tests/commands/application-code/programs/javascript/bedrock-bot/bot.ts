import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { SSM } from "@aws-sdk/client-ssm";
import { z } from "zod";

const environment = z.object({ SECRET: z.string(), PROMPTS: z.string().default("/bot/prompts") }).parse(process.env);

async function token(): Promise<string> {
  const manager = new SecretsManagerClient({});
  const { SecretString } = await manager.send(new GetSecretValueCommand({ SecretId: environment.SECRET })); // AWS: secretsmanager:GetSecretValue secret:bot/token-??????
  return SecretString ?? "";
}

export class Bot {
  private readonly model = "amazon.nova-lite-v1:0";
  private runtime = new BedrockRuntimeClient({ region: "us-east-1" });

  public async say(text: string) {
    const response = await this.runtime.send(
      new ConverseCommand({ modelId: this.model, messages: [{ role: "user", content: [{ text }] }] }), // AWS: bedrock:InvokeModel
    );
    return response.output?.message;
  }

  public embed = async (text: string) =>
    this.runtime.send(new InvokeModelCommand({ modelId: "amazon.titan-embed-text-v2:0", body: text })); // AWS: bedrock:InvokeModel
}

export async function prompts() {
  const ssm = new SSM();
  const { Parameters } = await ssm.getParametersByPath({ Path: "/bot/prompts" }); // AWS: ssm:GetParametersByPath parameter/bot/prompts
  return [await token(), Parameters];
}
