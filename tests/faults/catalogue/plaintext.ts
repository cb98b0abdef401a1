import { editContainers, find } from "../declared";
import type { Fault } from "../fault";

const policy = "no-plaintext-secrets";

type Json = Record<string, unknown>;

function container(title: string, edit: (app: Json) => void, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => editContainers(stack, "task", ([app]) => edit(app!)),
    policy,
    mentions: [...mentions, "app"],
  };
}

function variable(title: string, name: string, ...parts: string[]): Fault {
  const value = parts.join("");
  return container(title, (app) => (app.environment as Json[]).push({ name, value }), [name]);
}

function pem(kind: string): string {
  return Buffer.from(`-----BEGIN ${kind} KEY-----\nMIIEow==\n-----END ${kind} KEY-----\n`).toString("base64");
}

/** Values are put together here, so that no scanner takes this file for a leak. */
export const plaintextFaults: Fault[] = [
  variable("a password of digits", "ADMIN_PASSWORD", "8675309123"),
  variable("a password by PostgreSQL's name", "PGPASSWORD", "correct-horse"),
  variable("a password by a short name", "DB_PW", "correct-horse"),
  variable(
    "AWS's secret access key",
    "AWS_SECRET_ACCESS_KEY",
    "wJalrXUtnFEMI/K7MDENG",
    "/bPxRfiCYEXAMPLEKEY",
  ),
  variable("a secret access key by another name", "UPLOADS", "wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYEXAMPLEKEY"),
  variable("a random text by no name", "PARTNER", "9fK2mQ8zLr4VtX7b", "Nw3HsY6pDc1GjE5u"),
  variable("a salt", "SESSION_SALT", "9f86d081884c7d659a2feaa0c55ad015", "a3bf4f1b2b0b822cd15d6c15b0f00a08"),
  variable("a licence's key", "NEW_RELIC_LICENSE_KEY", "0123456789abcdef0123456789abcdef0123", "NRAL"),
  variable("a password among settings", "DB_SETTINGS", "host=db user=app ", "password=s3cr3tpw dbname=app"),
  variable("a password in JSON", "SETTINGS", '{"db":{"user":"app",', '"password":"s3cr3tpw"}}'),
  variable("a password in YAML", "APP_YAML", "db:\n  host: db\n  ", "password: s3cr3tpw\n"),
  variable("a private key in Base64", "TLS_BUNDLE", pem("PRIVATE")),
  variable("Laravel's key", "APP_KEY", "base64:", "9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u9fK2mQ8zLr4="),
  variable("a header with credentials", "UPSTREAM_HEADER", "Basic ", "YXBwOnMzY3IzdHB3"),
  variable(
    "a registry's credentials",
    "REGISTRIES",
    '{"auths":{"r.example.com":',
    '{"auth":"YXBwOnMzY3IzdHB3"}}}',
  ),
  variable("a Hugging Face token", "HUB", "hf", "_abcdefghijklmnopqrstuvwxyzABCDEFGH"),
  variable(
    "a webhook of Discord",
    "HOOK",
    "https://discord.com/api/webhooks/123456789012345678/",
    "aB".repeat(34),
  ),
  variable(
    "a shared access signature",
    "BLOBS",
    "https://a.blob.core.windows.net/c?sv=1&sig=",
    "aB3".repeat(14),
  ),
  container(
    "a password on MySQL's command line",
    (app) => (app.command = ["mysql", "-u", "app", "-phunter2x"]),
    ["command"],
  ),
  container(
    "a password on curl's command line",
    (app) => (app.command = ["sh", "-c", "curl -u app:hunter2x https://example.com/"]),
    ["command"],
  ),
  container("a password in a docker label", (app) => (app.dockerLabels = { "db.password": "s3cr3tpw" }), [
    "db.password",
  ]),
  {
    title: "a password in a tag of the task definition",
    stack: "explicit",
    edit: (stack) => (find(stack, "task").props.tags = { DbPassword: "s3cr3tpw" }),
    policy,
    mentions: ["DbPassword"],
  },
];
