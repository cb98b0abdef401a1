import assert from "node:assert/strict";
import {
  actionFacts,
  actionsMatching,
  isKnownAction,
  isKnownService,
  matchesAnyAction,
  nearestActions,
  resourceTypesOf,
} from "../../../../policypack/evaluation/catalogue/actions";
import { actionAcceptsResource } from "../../../../policypack/evaluation/catalogue/action-resources";

describe("action catalogue", () => {
  it("knows services and actions in any letter case", () => {
    assert.equal(isKnownService("dynamodb"), true);
    assert.equal(isKnownService("DynamoDB"), true);
    assert.equal(isKnownService("dynamo"), false);
    for (const action of ["dynamodb:UpdateItem", "DYNAMODB:updateitem", "iam:PassRole", "s3:ListBucket"]) {
      assert.equal(isKnownAction(action), true, action);
    }
    for (const action of ["dynamodb:UpdateItems", "s3:ListObjects", "dynamodb", "", "constructor:x", ":"]) {
      assert.equal(isKnownAction(action), false, action);
    }
  });

  it("expands patterns", () => {
    assert.deepEqual(actionsMatching("ecr:getauthorizationtoken"), ["ecr:GetAuthorizationToken"]);
    assert.ok(actionsMatching("dynamodb:*Item").includes("dynamodb:UpdateItem"));
    assert.ok(!actionsMatching("dynamodb:*Item").includes("dynamodb:Scan"));
    assert.ok(actionsMatching("iam:Pass?ole").includes("iam:PassRole"));
    assert.ok(actionsMatching("*").length > 20_000);
    assert.deepEqual(actionsMatching("nosuch:*"), []);
  });

  it("tells whether a pattern names any action", () => {
    assert.equal(matchesAnyAction("*"), true);
    assert.equal(matchesAnyAction("s3:Get*"), true);
    assert.equal(matchesAnyAction("s3:Fetch*"), false);
    assert.equal(matchesAnyAction("nosuch:*"), false);
  });

  it("says which resources an action takes", () => {
    assert.deepEqual(resourceTypesOf("ecr:GetAuthorizationToken"), {
      wildcardOnly: true,
      arnPatterns: ["*"],
    });
    assert.deepEqual(resourceTypesOf("dynamodb:GetItem"), {
      wildcardOnly: false,
      arnPatterns: ["arn:*:dynamodb:*:*:table/*"],
    });
    assert.equal(resourceTypesOf("ecs:DescribeTaskDefinition").wildcardOnly, true);
    assert.ok(resourceTypesOf("ecs:RegisterTaskDefinition").arnPatterns.includes("*"));
    assert.ok(
      resourceTypesOf("logs:CreateLogGroup").arnPatterns.includes("arn:*:logs:*:*:log-group:*:log-stream:"),
    );
  });

  it("gives the access level", () => {
    assert.equal(actionFacts("dynamodb:updateitem")?.accessLevel, "Write");
    assert.equal(actionFacts("iam:AttachRolePolicy")?.accessLevel, "Permissions management, Write");
  });

  it("offers the nearest actions, of the nearest service if need be", () => {
    assert.equal(nearestActions("dynamodb:UpdateItems")[0], "dynamodb:UpdateItem");
    assert.equal(nearestActions("dynamodb:DescribeTabel")[0], "dynamodb:DescribeTable");
    assert.equal(nearestActions("dynamodbb:GetItem")[0], "dynamodb:GetItem");
    assert.equal(nearestActions("ecr:BatchGetImages")[0], "ecr:BatchGetImage");
  });
});

describe("meets", () => {
  const table: [string, string, boolean][] = [
    ["s3:ListBucket", "arn:aws:s3:::logs", true],
    ["s3:ListBucket", "arn:aws:s3:::logs*", true],
    ["s3:ListBucket", "arn:aws:s3:::*", true],
    ["s3:ListBucket", "arn:aws:s3:::logs/*", false],
    ["s3:ListBucket", "arn:aws:s3:::${aws:PrincipalTag/team}", true],
    ["s3:GetObject", "arn:aws:s3:::logs", false],
    ["s3:GetObject", "arn:aws:s3:::logs/*", true],
    ["s3:GetObject", "arn:aws:s3:::logs*", true],
    ["s3:GetObject", "arn:aws:s3:::logs/${aws:username}/a", true],
    ["s3:GetObject", "arn:aws-cn:s3:::logs/a/b/c", true],
    ["s3:GetObject", "arn:aws:s3:eu-west-1:111122223333:logs/a", false],
    ["s3:GetObject", "arn:aws:s3:eu-west-1:111122223333:accesspoint/a/object/*", true],
    ["s3:ListAllMyBuckets", "*", true],
    ["s3:ListAllMyBuckets", "arn:aws:s3:::*", true],
    ["s3:ListAllMyBuckets", "arn:aws:s3:::logs", false],
    ["dynamodb:ListTables", "arn:aws:dynamodb:eu-west-1:111122223333:table/*", true],
    ["dynamodb:ListTables", "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs", false],
    ["dynamodb:ListStreams", "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs/stream/*", true],
    ["dynamodb:ListStreams", "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs", false],
    ["kinesis:ListStreams", "arn:aws:kinesis:eu-west-1:111122223333:stream/jobs", true],
    ["cloudformation:ListStacks", "arn:aws:cloudformation:eu-west-1:111122223333:stack/*", true],
    ["cloudformation:ListStacks", "arn:aws:cloudformation:eu-west-1:111122223333:stack/*/*", true],
    ["cloudformation:ListStacks", "arn:aws:cloudformation:eu-west-1:111122223333:stack/app", false],
    ["cloudformation:CreateChangeSet", "arn:aws:cloudformation:eu-west-1:aws:transform/Serverless", true],
    ["cloudformation:CreateStackSet", "arn:aws:cloudformation:eu-west-1:aws:transform/Macro", true],
    ["cloudformation:DeleteStack", "arn:aws:cloudformation:eu-west-1:aws:transform/Macro", false],
    [
      "elasticloadbalancing:SetWebACL",
      "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/*/*",
      true,
    ],
    [
      "elasticloadbalancing:SetWebAcl",
      "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/1",
      false,
    ],
    ["wafv2:DisassociateWebACL", "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/*/*", true],
    ["eks:ListClusters", "arn:aws:eks:eu-west-1:111122223333:cluster/*", true],
    ["iam:ListRoles", "arn:aws:iam::111122223333:role/", true],
    ["iam:ListRoles", "arn:aws:iam::111122223333:role/service-role/", true],
    ["iam:ListRoles", "arn:aws:iam::111122223333:role/deploy", false],
    ["ec2:DescribeSubnets", "arn:aws:ec2:eu-west-1:111122223333:subnet/*", false],
    ["iam:ListRoles", "arn:aws:iam::111122223333:role/*", true],
    ["ssm:DescribeParameters", "arn:aws:ssm:eu-west-1:111122223333:*", true],
    ["logs:DescribeLogGroups", "arn:aws:logs:eu-west-1:111122223333:log-group:*", true],
    ["ecr:GetAuthorizationToken", "arn:aws:ecr:*:*:repository/*", false],
    ["ecs:RegisterTaskDefinition", "*", true],
    ["ecs:RegisterTaskDefinition", "arn:aws:ecs:eu-west-1:111122223333:task-definition/app:*", true],
    ["ecs:DescribeTaskDefinition", "arn:aws:ecs:eu-west-1:111122223333:task-definition/app:*", false],
    ["kms:Decrypt", "arn:aws:kms:*:*:*", true],
    ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:*", true],
    ["ecr:GetAuthorizationToken", "arn:aws:ecr:eu-west-1:111122223333:repository/app", false],
    ["ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:111122223333:repository/team/app", true],
    ["dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs", true],
    ["dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/*", true],
    ["dynamodb:GetItem", "arn:aws:s3:::jobs", false],
    ["dynamodb:Query", "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs/index/*", true],
    ["dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs/index/*", false],
    ["dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/jobs/*", false],
    ["dynamodb:GetItem", "arn:aws:dynamodb:*", true],
    ["logs:CreateLogGroup", "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app", true],
    ["logs:CreateLogGroup", "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app:*", true],
    ["logs:CreateLogGroup", "arn:aws:logs:eu-west-1:111122223333:*", true],
    ["logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app:*", true],
    ["logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app:log-stream:*", true],
    ["logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app", false],
    [
      "secretsmanager:GetSecretValue",
      "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a/b-??????",
      true,
    ],
    ["ssm:GetParameters", "arn:aws:ssm:eu-west-1:111122223333:parameter/app/db", true],
    ["kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/*", true],
    ["kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:alias/app", false],
    ["iam:PassRole", "arn:aws:iam::111122223333:role/path/ecsTaskRole", true],
    ["iam:PassRole", "arn:aws:iam:eu-west-1:111122223333:role/ecsTaskRole", false],
    ["iam:PassRole", "arn:aws:iam::*:user/*", false],
    ["iam:PassRole", "arn:aws:iam::*:*", true],
    ["ecs:RunTask", "arn:aws:ecs:eu-west-1:111122223333:task-definition/app:*", true],
    ["ecs:UpdateService", "arn:aws:ecs:eu-west-1:111122223333:service/main/app", true],
    ["ecs:UpdateService", "arn:aws:ecs:eu-west-1:111122223333:service/app", true],
    ["lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:app:live", true],
    ["sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:jobs", true],
    ["es:ESHttpGet", "arn:aws:es:eu-west-1:111122223333:domain/logs/*", true],
    ["es:ESHttpGet", "arn:aws:es:eu-west-1:111122223333:domain/logs", false],
    ["es:ESHttpGet", "arn:aws:es:eu-west-1:111122223333:domain/logs*", true],
    ["es:ESHttpPost", "arn:aws:es:eu-west-1:111122223333:domain/logs/index-2026/_bulk", true],
    ["es:DescribeDomain", "arn:aws:es:eu-west-1:111122223333:domain/logs", true],
    ["es:ESCrossClusterGet", "arn:aws:es:eu-west-1:111122223333:domain/logs", true],
    ["rds-db:connect", "arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABCDEFGHIJKL01234/app", true],
    ["rds-db:connect", "arn:aws:rds-db:eu-west-1:111122223333:dbuser:cluster-ABCDEFGHIJKL01234/*", true],
    ["rds-db:connect", "arn:aws:rds-db:eu-west-1:111122223333:dbuser:prx-ABCDEFGHIJKL01234/app", true],
    ["rds-db:connect", "arn:aws:rds-db:*:*:dbuser:*/app", true],
    ["rds-db:connect", "arn:aws:rds-db:eu-west-1:111122223333:dbuser:${aws:PrincipalTag/db}/app", true],
    ["rds-db:connect", "arn:aws:rds-db:eu-west-1:111122223333:dbuser:orders-prod/app", false],
    ["rds-db:connect", "arn:aws:rds:eu-west-1:111122223333:db:orders-prod", false],
    ["nosuch:Action", "arn:aws:nosuch:::x", true],
  ];
  for (const [action, resource, expected] of table) {
    it(`${action} ${expected ? "meets" : "does not meet"} ${resource}`, () => {
      assert.equal(actionAcceptsResource(action, resource), expected);
    });
  }

  it("takes linear time for patterns made of wildcards", () => {
    assert.equal(actionAcceptsResource("s3:GetObject", `arn:aws:s3:::${"*a".repeat(1900)}`), true);
    assert.equal(
      actionAcceptsResource("dynamodb:GetItem", `arn:aws:dynamodb:*:*:table/${"?*/".repeat(1300)}`),
      false,
    );
  });
});
