import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { CreateRepositoryCommand, PutImageCommand } from "@aws-sdk/client-ecr";
import { CreateUserCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseStackConfig, type StackConfig } from "../../../components/config";
import { parseImage } from "../../../components/images";
import { parse } from "yaml";
import { type Clients, clients } from "./aws";
import { Emulator } from "./emulator";
import { FIXTURE_PROJECT } from "../../support/fixtures";

/** A fixture stack's config. */
export function fixtureConfig(stack: string): StackConfig {
  const text = readFileSync(join(FIXTURE_PROJECT, `Pulumi.${stack}.yaml`), "utf8");
  return parseStackConfig(stack, (parse(text) as { config: Record<string, unknown> }).config);
}

/** An emulator for a stack's account, with what the stack reaches and does not create. */
export async function startFurnished(stack: string): Promise<Emulator> {
  const config = fixtureConfig(stack);
  const emulator = await Emulator.start(config.accountId, config.region);
  try {
    await furnish(clients(emulator), config);
  } catch (error) {
    await emulator.stop();
    throw error;
  }
  return emulator;
}

async function furnish({ iam, dynamodb, s3, ecr, secrets }: Clients, config: StackConfig): Promise<void> {
  for (const { type, name } of config.deployers)
    if (type === "user") await iam.send(new CreateUserCommand({ UserName: name }));
  for (const name of tables(config)) await dynamodb.send(tableCommand(name));
  for (const Bucket of buckets(config)) {
    const CreateBucketConfiguration = { LocationConstraint: config.region as "ap-northeast-2" };
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  }
  for (const { name: repositoryName, tag: imageTag } of images(config)) {
    await ecr.send(new CreateRepositoryCommand({ repositoryName }));
    await ecr.send(
      new PutImageCommand({ repositoryName, imageTag, imageManifest: manifest(repositoryName) }),
    );
  }
  for (const Name of secretNames(config))
    await secrets.send(new CreateSecretCommand({ Name, SecretString: SECRET_VALUE }));
}

/** What no command may ever print. */
export const SECRET_VALUE = '{"password":"correct-horse-battery-staple"}';

function accesses(config: StackConfig) {
  return config.tasks.flatMap(({ taskRole }) =>
    "access" in taskRole && taskRole.access ? [taskRole.access] : [],
  );
}

function tables(config: StackConfig): string[] {
  return unique(accesses(config).flatMap(({ tables = [] }) => tables.map(({ name }) => name)));
}

function buckets(config: StackConfig): string[] {
  return unique(accesses(config).flatMap(({ buckets = [] }) => buckets.map(({ name }) => name)));
}

function secretNames(config: StackConfig): string[] {
  return unique(accesses(config).flatMap(({ secrets = [] }) => secrets.map(({ secret }) => secret)));
}

/** Each of its own repository. */
function images(config: StackConfig): { name: string; tag?: string }[] {
  return config.tasks
    .flatMap(({ containers }) => containers.map(({ image }) => parseImage(image)))
    .flatMap((image) => (image?.ecr ? [{ name: image.ecr.name, tag: image.tag }] : []));
}

function manifest(name: string): string {
  const digest = `sha256:${"0".repeat(64)}`;
  const config = { mediaType: "application/vnd.docker.container.image.v1+json", size: name.length, digest };
  const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
  return JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] });
}

function tableCommand(TableName: string): CreateTableCommand {
  return new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  });
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
