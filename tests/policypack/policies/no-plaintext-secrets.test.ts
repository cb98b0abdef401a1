import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { noPlaintextSecrets } from "../../../policypack/policies/no-plaintext-secrets";
import { findingMessage } from "../../../policypack/findings/finding";
import { judgeResourceByRule as judge, verdicts } from "../../support/judge";
import { lone as resource } from "../../support/stacks";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const said = (container: object, config = {}) =>
  judge(
    noPlaintextSecrets,
    resource(TASK, { containerDefinitions: [{ name: "app", ...container }] }),
    config,
  );
const variable = (name: unknown, value: unknown, config = {}) =>
  said({ environment: [{ name, value }] }, config);

/** Put together here, so that no scanner takes this file for a leak. */
const joined = (...parts: string[]) => parts.join("");
const SECRETS: [string, string][] = [
  ["an AWS access key", joined("AKIA", "IOSFODNN7EXAMPLE")],
  ["a private key", joined("-----BEGIN RSA ", "PRIVATE KEY-----\nMIIEow")],
  ["a private key in PKCS #8", joined("-----BEGIN ", "PRIVATE KEY-----\nMIIEow")],
  ["a JSON web token", joined("eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0In0", ".dozjgNryP4J3jVmNHl0w5N")],
  ["a GitHub token", joined("ghp", "_0123456789abcdefghijklmnopqrstuvwxyz")],
  ["a Slack token", joined("xoxb", "-123456789012-abcdefGHIJKL")],
  ["a Stripe key", joined("sk", "_live_0123456789abcdefghij")],
  ["a password in a URL", "postgres://app:s3cr3tpw@db.internal:5432/app"],
  ["a password in a query", "jdbc:postgresql://db/app?user=app&password=s3cr3tpw"],
  ["a password in a connection string", "Server=db;User Id=app;Password=s3cr3tpw;"],
  ["a password in a list of settings", "host=db user=app password=s3cr3tpw dbname=app"],
  ["a password in JSON", '{"db": {"user": "app", "password": "s3cr3tpw"}}'],
  ["an authorization header", "Basic YXBwOnMzY3IzdHB3"],
  ["a secret access key", joined("wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYEXAMPLEKEY")],
  ["a random text", "9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u"],
  ["a Hugging Face token", joined("hf", "_abcdefghijklmnopqrstuvwxyzABCDEFGH")],
  ["a password in YAML", "db:\n  host: db\n  password: s3cr3tpw # of the application\n"],
  ["a password in properties", "db.host=db\ndb.password=s3cr3tpw\n"],
  ["a password in an Oracle URL", "jdbc:oracle:thin:app/s3cr3tpw@//db:1521/APP"],
  ["a password in Base64", Buffer.from("postgres://app:s3cr3tpw@db.internal:5432/app").toString("base64")],
  ["settings in Base64", Buffer.from("db:\n  password: s3cr3tpw\n").toString("base64")],
  [
    "a private key in Base64",
    Buffer.from(joined("-----BEGIN ", "PRIVATE KEY-----\nMIIEow")).toString("base64"),
  ],
  ["a private key in DER", joined("MIIEvQIBADANBgkqhkiG", "9w0BAQEFAASCBKcwggSjAgEA")],
  [
    "an Azure access key",
    joined("Endpoint=sb://a.example/;SharedAccess", "Key=9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u="),
  ],
  ["a Terraform Cloud token", joined("0123456789abcd", ".atlasv1.", "0123456789".repeat(7))],
  ["a Doppler token", joined("dp.st", ".prd.", "0123456789".repeat(4))],
  ["a Supabase key", joined("sbp", "_", "0123456789".repeat(4))],
  ["a Telegram token", joined("123456789", ":AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX")],
];

describe("no-plaintext-secrets", () => {
  describe("Reports a violation if a variable's value is", () => {
    for (const [title, value] of SECRETS) {
      it(title, () => {
        const findings = variable("HARMLESS", value);
        assert.deepEqual(verdicts(findings), ["violated"]);
        const message = findingMessage(findings[0]!);
        assert.match(message, /environment variable HARMLESS( \([\w.]+\))? of container app/);
        assert.ok(!message.includes(value) && !message.includes("s3cr3tpw"), "never shows the value");
      });
    }
  });

  it("Reports a violation if a variable's name says that it is a secret", () => {
    for (const name of [
      "PASSWORD",
      "DB_PASSWORD",
      "dbPassword",
      "POSTGRES_PASSWORD_PROD",
      "MYSQL_PWD",
      "SMTP_PASS",
      "JWT_SECRET",
      "SECRET_KEY_BASE",
      "CLIENT_SECRET",
      "API_KEY",
      "STRIPE_APIKEY",
      "AWS_SECRET_ACCESS_KEY",
      "GITHUB_TOKEN",
      "private-key",
      "DB_CREDENTIALS",
      "redis.auth.token",
      "PGPASSWORD",
      "DB_PW",
      "NEW_RELIC_LICENSE_KEY",
      "SECRETACCESSKEY",
      "DBPWD",
      "ROOTPW",
      "APPSECRET",
      "BOTTOKEN",
      "PRIV_KEY",
    ]) {
      const findings = variable(name, "hunter2-Hunter2");
      assert.deepEqual(verdicts(findings), ["violated"], name);
      assert.ok(!findingMessage(findings[0]!).includes("hunter2"), "never shows the value");
    }
    assert.deepEqual(verdicts(variable("DB_PASSWORD", "abc/DEF1234567890ghijk+lm")), ["violated"], "Base64");
    assert.deepEqual(verdicts(variable("DB_PASSWORD", "postgres")), ["violated"], "a plain word");
    const laravel = "base64:9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u9fK2mQ8zLr4=";
    assert.deepEqual(verdicts(variable("APP_KEY", laravel)), ["violated"], "with its encoding");
    assert.deepEqual(verdicts(variable("DB_PASSWORD", "8675309")), ["violated"], "digits");
    const key = joined("wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYEXAMPLEKEY");
    assert.deepEqual(verdicts(variable("AWS_SECRET_ACCESS_KEY", key)), ["violated"], "slashes in it");
  });

  it("says nothing of variables that tell something about a secret", () => {
    for (const [name, value] of [
      ["SECRET_NAME", "prod/ignite-pilot/postgresInfo2"],
      ["SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf"],
      ["DB_PASSWORD_SECRET", "prod/db/password"],
      ["DB_SECRET", "prod-db-credentials"],
      ["SECRET_ID", "app"],
      ["TOKEN_URL", "https://login.example.com/oauth2/token"],
      ["DB_PASSWORD_ARN", "arn:aws:ssm:eu-west-1:111122223333:parameter/db"],
      ["MAX_TOKENS", "4096"],
      ["PASSWORD_MIN_LENGTH", "12"],
      ["PASSWORD_POLICY", "strong"],
      ["AWS_ACCESS_KEY_ID_HEADER", "x-key"],
      ["KMS_KEY_ID", "1111aaaa-22bb-33cc-44dd-555566667777"],
      ["TOKEN_EXPIRES_IN_SECONDS", "3600"],
      ["AUTH_TOKEN_COOKIE", "session"],
      ["PASSWORD_HASHER", "argon2id"],
      ["USE_TOKEN", "true"],
      ["DB_PASSWORD", ""],
      ["DB_PASSWORD", "${DB_PASSWORD}"],
      ["DB_PASSWORD_FILE", "/run/secrets/db"],
      ["JWT_SECRET", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:jwt"],
      ["JWT_PUBLIC_KEY", "-----BEGIN PUBLIC KEY-----"],
      ["NEXT_PUBLIC_MAPBOX_TOKEN", "pk.abc"],
      ["TOKENIZER", "bert-base"],
      ["COMPASS", "north"],
      ["BYPASS", "never"],
      ["DATABASE_URL", "postgres://db.internal:5432/app"],
      ["DATABASE_URL", "postgres://app:${DB_PASSWORD}@db.internal:5432/app"],
      ["AWS_REGION", "eu-west-1"],
      ["PASSWORD_MIN_LENGTH", "1234"],
      ["S3_KEY", "datasets2024validation9a7b"],
      ["CACHE_KEY", "orders2024eu1west2v3"],
      ["SORT_KEY", "createdAt"],
      ["TASK_ROLE", "MLPlatformECSTaskExecutionRole2024Prod"],
      ["IMAGE_DIGEST", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
      ["GIT_SHA", "9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u"],
      ["COGNITO_CLIENT_ID", "9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u"],
      ["STRIPE_PUBLISHABLE_KEY", "pk_live_9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u"],
      ["STRIPE_KEY", "pk_live_9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u"],
      ["RECAPTCHA_SITE_KEY", "6LdKx9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u"],
      ["SEARCH_APP_ID", "9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u"],
      ["FEATURES_BASE64", Buffer.from('{"search":true,"beta":["a","b"],"retries":3}').toString("base64")],
      ["CONFIG_KEY", Buffer.from("app:\n  name: orders\n  debug: false\n").toString("base64")],
      ["MODEL_PATH", "models/production/version2/weights/final"],
      ["SETTINGS", '{"password": "${DB_PASSWORD}", "tokenUrl": "https://login.example.com", "retries": 3}'],
      ["AUTH", "Basic authentication"],
      ["QUERY", "reset?password=${NEW}"],
      ["DEPLOY_KEY_PUB", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u ops"],
      ["DEPLOY_KEY", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI9fK2mQ8zLr4VtX7bNw3HsY6pDc1GjE5u ops"],
      ["JWT_KEY", "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----"],
      ["CA", Buffer.from("-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIB\n-----END").toString("base64")],
      ["OLDPWD", "app"],
      ["SETTINGS", "db:\n  password: ${DB_PASSWORD}\n  passwordFile: /run/p\ntoken:\n  ttl: 3600\n"],
      ["SETTINGS", "app.token.issuer=acme\napp.secret.name=prod/app\napp.password=\n"],
    ]) {
      assert.deepEqual(variable(name, value).map(findingMessage), [], name);
    }
  });

  it("is unproven if a variable that sounds so is unknown, or the environment is", () => {
    assert.deepEqual(verdicts(variable("DB_PASSWORD", UNKNOWN)), ["unproven"]);
    assert.deepEqual(variable("LOG_LEVEL", UNKNOWN), []);
    assert.deepEqual(verdicts(variable(UNKNOWN, UNKNOWN)), ["unproven"]);
    assert.deepEqual(verdicts(said({ environment: UNKNOWN })), ["unproven"]);
    assert.deepEqual(verdicts(said({ environment: [UNKNOWN] })), ["unproven"]);
    const whole = (containerDefinitions: unknown) =>
      verdicts(judge(noPlaintextSecrets, resource(TASK, { containerDefinitions })));
    assert.deepEqual(whole(UNKNOWN), ["unproven"]);
    assert.deepEqual(whole([UNKNOWN]), ["unproven"]);
  });

  it("leaves what ECS refuses to task-definition-valid", () => {
    for (const containerDefinitions of [undefined, "{", 7, {}, "[]"]) {
      assert.deepEqual(judge(noPlaintextSecrets, resource(TASK, { containerDefinitions })), []);
    }
    assert.deepEqual(said({ environment: "DB_PASSWORD=x" }), []);
    assert.deepEqual(variable("DB_PASSWORD", 12345), []);
  });

  it("does not mind what stands under secrets", () => {
    const secrets = [
      { name: "DB_PASSWORD", valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a" },
    ];
    assert.deepEqual(said({ secrets }), []);
  });

  describe("looks also into", () => {
    const token = SECRETS[4]![1];
    for (const [place, container] of [
      ["command", { command: ["run", token] }],
      ["entryPoint", { entryPoint: ["sh", "-c", `TOKEN=${token} run`] }],
      ["command --requirepass", { command: ["redis-server", "--requirepass", "kX9vR2pLm7qT"] }],
      ["command --requirepass", { command: ["sh", "-c", "exec redis-server --requirepass hunter2x"] }],
      ["command --masterauth", { command: ["redis-server --masterauth 'hunter2x'"] }],
      ["command --db-password", { command: ["sh", "-c", "run --db-password hunter2x --port 80"] }],
      ["command -storepass", { command: ["keytool -storepass hunter2x -list"] }],
      [
        "command Dspring.datasource.password",
        { command: ["java -Dspring.datasource.password=hunter2x -jar a.jar"] },
      ],
      ["command", { command: ["mongosh", "-u", "app", "-p", "hunter2x"] }],
      ["command", { command: ["sh", "-c", "sqlcmd -S db -U sa -P hunter2x"] }],
      ["command --db-password", { command: ["run", "--db-password", "hunter2x"] }],
      ["command db-password", { command: ["run --db-password=hunter2x"] }],
      ["command db-password", { command: ["sh", "-c", "run --db-password=hunter2x; wait"] }],
      ["command DB_PASSWORD", { command: ["sh", "-c", "DB_PASSWORD='hunter2x' run"] }],
      [
        "healthCheck.command",
        { healthCheck: { command: ["CMD-SHELL", "curl http://a:s3cr3tpw@localhost/"] } },
      ],
      ["log option splunk-token", { logConfiguration: { options: { "splunk-token": "0123-4567" } } }],
      ["docker label com.example.key", { dockerLabels: { "com.example.key": token } }],
      ["docker label db.password", { dockerLabels: { "db.password": "hunter2x" } }],
      ["command", { command: ["mysql", "-u", "app", "-phunter2x"] }],
      ["command", { command: ["sh", "-c", "curl -u app:hunter2x https://example.com/"] }],
      [
        "healthCheck.command",
        { healthCheck: { command: ["CMD-SHELL", "curl -fsu app:hunter2x http://a/"] } },
      ],
    ] as const) {
      it(place, () => {
        const findings = said(container);
        assert.ok(findings.length > 0);
        assert.ok(findings.every(({ verdict }) => verdict === "violated"));
        assert.ok(
          findings.some(({ message }) => message.startsWith(`${place} of container app`)),
          findings[0]?.message,
        );
      });
    }

    it("and not at words that only look like it", () => {
      assert.deepEqual(
        said({
          entryPoint: ["sh", "-c", "serve --with-credentials=true; app(allow_credentials=True, port=1)"],
          command: [
            "run",
            "--token",
            "$TOKEN",
            "--password-file",
            "/run/p",
            "--secret-name=prod/db",
            "PASSWORD=$P run",
            'redis-server --requirepass "$REDIS_PASSWORD" --masterauth `cat /run/p`',
            "docker login --password-stdin registry.example.com",
            "--bypass",
            "hosts.example.com",
          ],
          dockerLabels: { "com.example.token": "orders" },
          logConfiguration: { options: { "awslogs-group": "/ecs/token-service" } },
        }).map(findingMessage),
        [],
      );
    });
  });

  it("looks into the task's volumes and tags", () => {
    const ofTask = (props: object) =>
      judge(noPlaintextSecrets, resource(TASK, { containerDefinitions: [{ name: "app" }], ...props }));
    const driverOpts = { o: "username=app,password=s3cr3tpw" };
    const volumes = [{ name: "share", dockerVolumeConfiguration: { driverOpts } }];
    assert.deepEqual(verdicts(ofTask({ volumes })), ["violated"]);
    assert.deepEqual(verdicts(ofTask({ tags: { DbPassword: "s3cr3tpw" } })), ["violated"]);
    assert.deepEqual(ofTask({ tags: { token: "orders" }, volumes: [{ name: "data" }] }), []);
  });

  it("gives one finding a place, the same in whatever order and form", () => {
    const environment = [
      { name: "A_PASSWORD", value: "hunter2x" },
      { name: "A_TOKEN", value: SECRETS[4]![1] },
    ];
    const ids = (containerDefinitions: unknown) =>
      judge(noPlaintextSecrets, resource(TASK, { containerDefinitions }))
        .map(({ id }) => id)
        .sort();
    const all = ids([{ name: "app", environment }]);
    assert.equal(all.length, 2);
    assert.deepEqual(ids([{ name: "app", environment: [...environment].reverse() }]), all);
    assert.deepEqual(ids(JSON.stringify([{ Name: "app", Environment: environment }])), all);
  });

  it("excuses the names that config says hold no secret", () => {
    assert.deepEqual(variable("SESSION_TOKEN_KIND", "opaque", { notSecret: ["SESSION_*"] }), []);
  });

  it("takes linear time for long values", () => {
    assert.deepEqual(variable("DATA", "a://".repeat(20_000)), []);
    assert.deepEqual(variable("DATA", "x:".repeat(40_000)), []);
  });
});
