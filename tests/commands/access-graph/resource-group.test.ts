import assert from "node:assert/strict";
import { resourceGroup } from "../../../commands/access-graph/resource-group";

const HOME = "eu-central-1:111122223333";

describe("resourceGroup", () => {
  const cases: [resource: string, action: string, kind: string, name: string][] = [
    ["arn:aws:s3:::data/reports/*", "s3:GetObject", "S3 bucket", "data"],
    [`arn:aws:dynamodb:${HOME}:table/jobs/index/*`, "dynamodb:Query", "DynamoDB table", "jobs"],
    [`arn:aws:logs:${HOME}:log-group:/ecs/app:log-stream:*`, "logs:PutLogEvents", "Log group", "/ecs/app"],
    [
      `arn:aws:secretsmanager:${HOME}:secret:db/main-??????`,
      "secretsmanager:GetSecretValue",
      "Secret",
      "db/main",
    ],
    [`arn:aws:secretsmanager:${HOME}:secret:db/main-*`, "secretsmanager:GetSecretValue", "Secret", "db/main"],
    [`arn:aws:ssm:${HOME}:parameter/app/key`, "ssm:GetParameters", "SSM parameter", "app/key"],
    [`arn:aws:sqs:${HOME}:orders`, "sqs:SendMessage", "SQS queue", "orders"],
    [`arn:aws:athena:${HOME}:workgroup/main`, "athena:StartQueryExecution", "ATHENA", "workgroup/main"],
    ["*", "ecr:GetAuthorizationToken", "ECR", "every resource"],
    ["*", "*", "AWS", "every resource"],
    ["everything but arn:aws:s3:::data", "s3:GetObject", "Resource", "everything but arn:aws:s3:::data"],
  ];
  for (const [resource, action, kind, name] of cases) {
    it(`takes ${resource} for ${kind} ${name}`, () => {
      const group = resourceGroup(resource, action);
      assert.deepEqual([group.kind, group.name], [kind, name]);
    });
  }

  it("keeps what different services call by one name apart", () => {
    assert.notEqual(
      resourceGroup("*", "ecr:GetAuthorizationToken").key,
      resourceGroup("*", "ecs:ListTasks").key,
    );
  });
});
