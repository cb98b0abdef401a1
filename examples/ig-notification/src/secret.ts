import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** What the secret of a PostgreSQL database holds. */
export interface DatabaseCredentials {
  host: string;
  port: number;
  username: string;
  password: string;
  dbname: string;
}

const client = new SecretsManagerClient({});

/** Reads the credentials; the secret's name is in the container's environment. */
export async function databaseCredentials(): Promise<DatabaseCredentials> {
  const { SecretString } = await client.send(
    new GetSecretValueCommand({ SecretId: process.env.DB_SECRET_NAME }),
  );
  if (!SecretString) throw new Error("the database's secret is empty");
  return JSON.parse(SecretString) as DatabaseCredentials;
}
