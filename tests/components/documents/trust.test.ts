import assert from "node:assert/strict";
import { ciTrust } from "../../../components/documents/ci";
import { executionRoleTrust, taskRoleTrust } from "../../../components/documents/trust";
import { china, scope } from "./samples";

const only = (document: string) => {
  const { Version, Statement } = JSON.parse(document) as {
    Version: string;
    Statement: Record<string, unknown>[];
  };
  assert.equal(Version, "2012-10-17");
  assert.equal(Statement.length, 1);
  return Statement[0];
};

describe("A trust document", () => {
  it("lets only this account's and region's tasks assume a task role", () => {
    assert.deepEqual(only(taskRoleTrust(scope)), {
      Sid: "EcsTasks",
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        ArnLike: { "aws:SourceArn": "arn:aws:ecs:ap-northeast-2:111122223333:*" },
        StringEquals: { "aws:SourceAccount": "111122223333" },
      },
    });
  });

  it("asks nothing of ECS that it does not send for an execution role", () => {
    assert.equal(only(executionRoleTrust())?.Condition, undefined);
  });

  it("names the same service in China, and China's ARNs", () => {
    assert.match(taskRoleTrust(china), /"ecs-tasks\.amazonaws\.com"/);
    assert.match(taskRoleTrust(china), /arn:aws-cn:ecs:cn-north-1:111122223333:\*/);
  });

  it("lets one repository's jobs in one environment deploy", () => {
    assert.deepEqual(only(ciTrust(scope, { repository: "acme/ml", environment: "prod" })), {
      Sid: "GitHubActions",
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:acme/ml:environment:prod",
        },
      },
    });
  });
});
