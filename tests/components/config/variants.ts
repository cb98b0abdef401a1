/** Configs that differ from the fixture and are just as correct. */
import { ecsVariants } from "./ecs-variants";
import { type Edit, accountId, ci, deployers, igNotification, mlPlatform, notifier, trainer } from "./edit";

const secretArn = "arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:prod/db-a1b2c3";
const key = "arn:aws:kms:ap-northeast-2:618574523116:key/0f3c1d2e-1111-2222-3333-444455556666";

export const variants: [title: string, edits: Edit[]][] = [
  ["as it is", []],
  ...ecsVariants,
  ["an account with leading zeros", [[[accountId], "001234567890"]]],
  [
    "GovCloud",
    [
      [["aws:region"], "us-gov-west-1"],
      [[...trainer, "image"], "app:1"],
      [[...notifier, "image"], "app:1"],
    ],
  ],
  ["a policy described in Korean", [[[...mlPlatform, "taskRole", "policyDescription"], "작업 정책"]]],
  ["no deployers", [[[deployers], undefined]]],
  ["settings of Pulumi's own", [[["pulumi:tags"], { team: "ml" }]]],
  ["a task without task role", [[[...igNotification, "taskRole"], { mode: "none" }]]],
  [
    "a role managed elsewhere",
    [[[...igNotification, "taskRole"], { mode: "reference", name: "Shared", path: "/team/" }]],
  ],
  [
    "a role that is not even attached to",
    [[[...igNotification, "taskRole"], { mode: "reference", name: "Shared", attach: false }]],
  ],
  [
    "a secret by complete ARN with a JSON key",
    [
      [
        [...notifier, "secrets"],
        { A: { secret: secretArn, jsonKey: "password" }, B: { secret: `${secretArn}:user::` } },
      ],
    ],
  ],
  ["a parameter with its key", [[[...notifier, "secrets"], { A: { parameter: "/app/db", kmsKey: key } }]]],
  ["a group that the agent creates", [[[...notifier, "logGroup"], { name: "/ecs/x", createdBy: "agent" }]]],
  [
    "a sidecar that comes first",
    [
      [[...trainer, "dependsOn"], [{ container: "init", condition: "SUCCESS" }]],
      [
        [...mlPlatform, "containers", 1],
        { name: "init", image: "public.ecr.aws/docker/library/busybox:1.36", essential: false },
      ],
    ],
  ],
  [
    "roles that agree although both say it",
    [
      [[...mlPlatform, "executionRole", "path"], "/ecs/"],
      [[...igNotification, "executionRole", "path"], "/ecs/"],
    ],
  ],
  ["AWS's own execution policy", [[[...mlPlatform, "executionRole", "permissions"], "aws-managed"]]],
  [
    "a role that deploys from GitHub",
    [
      [
        [ci],
        { roleName: "github-deploy", repository: "acme/ml", environment: "dev", oidcProvider: "create" },
      ],
    ],
  ],
  [
    "a statement of one's own",
    [
      [
        [...mlPlatform, "taskRole", "statements"],
        [
          {
            sid: "Queue",
            actions: ["sqs:SendMessage"],
            resources: ["arn:aws:sqs:ap-northeast-2:618574523116:jobs"],
            conditions: { Bool: { "aws:SecureTransport": "true" } },
          },
        ],
      ],
    ],
  ],
];
