import assert from "node:assert/strict";
import type { AccessExplanation } from "../../commands/judging/explain-access";
import { runCommand } from "./support/project";

const TABLE = "arn:aws:dynamodb:ap-northeast-2:618574523116:table/ml-platform-jobs";
const ROLE = "arn:aws:iam::618574523116:role/ecsTaskRole";

const explain = (words: string[], more: string[] = []) =>
  runCommand(["check", "--stack", "dev", ...more, "--explain", ...words]);

describe("check --explain", () => {
  it("shows the statement that allows, and exits 0", async () => {
    const { status, stdout } = await explain(["role/MLPlatformECSTaskRole", "dynamodb:UpdateItem", TABLE]);
    assert.equal(status, 0);
    assert.match(stdout, /MLPlatformECSTaskPolicy \(customer managed\)/);
    assert.match(stdout, /▶ Allow statement "\w+": decides/);
    assert.match(stdout, /^✓ allowed by MLPlatformECSTaskPolicy/m);
  });

  it("says why nothing allows, and exits 1", async () => {
    const { status, stdout } = await explain(["MLPlatformECSTaskRole", "dynamodb:DeleteTable", TABLE]);
    assert.equal(status, 1);
    assert.match(stdout, /^✗ denied: nothing allows it$/m);
  });

  it("takes what the request carries", async () => {
    const question = ["user/dev-pilot-reader", "iam:PassRole", ROLE];
    const open = await explain(question);
    assert.equal(open.status, 1);
    assert.match(open.stdout, /^\? neither proven nor refuted: .*iam:PassedToService/m);
    const toTasks = await explain(question, ["--context", "iam:PassedToService=ecs-tasks.amazonaws.com"]);
    assert.equal(toTasks.status, 0, toTasks.stdout);
    const toLambda = await explain(question, ["--context", "iam:PassedToService=lambda.amazonaws.com"]);
    assert.equal(toLambda.status, 1);
    assert.match(toLambda.stdout, /lambda\.amazonaws\.com/);
  });

  it("names the flag that settles an open condition, and says what the key is", async () => {
    const { stdout } = await explain(["user/dev-pilot-reader", "iam:PassRole", ROLE]);
    assert.match(stdout, /ask again with --context iam:PassedToService=ecs-tasks\.amazonaws\.com$/m);
    assert.match(stdout, /the service that a role is handed to/);
  });

  it("takes ARNs as check prints them", async () => {
    const questions = [
      ["role/MLPlatformECSTaskRole", "dynamodb:UpdateItem", "table/ml-platform-jobs"],
      ["role/MLPlatformECSTaskRole", "s3:GetObject", "ml-platform-models-618574523116/*"],
      ["role/MLPlatformECSTaskRole", "logs:PutLogEvents", "log-group:/ml-platform/jobs:log-stream:*"],
      ["role/ecsTaskExecutionRole", "ecr:BatchGetImage", "repository/ml-platform"],
      ["role/ecsTaskRole", "secretsmanager:GetSecretValue", "secret:dev/ignite-pilot/postgresInfo2-??????"],
    ];
    for (const question of questions) {
      const { status, stdout, stderr } = await explain(question);
      assert.equal(status, 0, stdout + stderr);
    }
  });

  it("takes a secret without its suffix", async () => {
    const arn = "arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:dev/ignite-pilot/postgresInfo2";
    for (const secret of ["secret:dev/ignite-pilot/postgresInfo2", arn, `${arn}-a1B2c3`]) {
      const { status, stdout } = await explain(["ecsTaskRole", "secretsmanager:GetSecretValue", secret]);
      assert.equal(status, 0, stdout);
    }
  });

  it("answers in JSON too, and in no format that has no word for it", async () => {
    const question = ["user/dev-pilot-reader", "iam:PassRole", ROLE];
    const { status, stdout } = await explain(question, ["--format", "json"]);
    assert.equal(status, 1);
    const [answer] = JSON.parse(stdout) as AccessExplanation[];
    assert.equal(answer!.outcome, "unproven");
    assert.deepEqual(answer!.open, [{ key: "iam:PassedToService", value: "ecs-tasks.amazonaws.com" }]);
    assert.ok(answer!.steps.length > 2);
    const refused = await explain(question, ["--format", "sarif"]);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /--explain prints text or json, not sarif/);
  });

  const mistakes: [title: string, words: string[], message: RegExp][] = [
    [
      "an unknown principal",
      ["role/ecsTaskRol", "s3:GetObject", "*"],
      /no principal role\/ecsTaskRol\. Did you mean role\/ecsTaskRole\?/,
    ],
    [
      "an action that AWS does not have",
      ["role/ecsTaskRole", "dynamodb:UpdateItems", "*"],
      /AWS has no action dynamodb:UpdateItems .*The nearest are dynamodb:UpdateItem,/,
    ],
    ["a pattern of actions", ["role/ecsTaskRole", "s3:*", "*"], /s3:\* is not an action/],
    [
      "a resource that is not an ARN",
      ["role/ecsTaskRole", "s3:GetObject", "my-bucket"],
      /my-bucket is not a resource/,
    ],
    ["too few words", ["role/ecsTaskRole", "s3:GetObject"], /; given: role\/ecsTaskRole s3:GetObject\./],
  ];
  for (const [title, words, message] of mistakes) {
    it(`exits 2 on ${title}`, async () => {
      const { status, stderr } = await explain(words);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
  }
});
