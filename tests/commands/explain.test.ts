import assert from "node:assert/strict";
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

  const mistakes: [title: string, words: string[], message: RegExp][] = [
    [
      "an unknown principal",
      ["role/ecsTaskRol", "s3:GetObject", "*"],
      /no principal role\/ecsTaskRol\. Did you mean role\/ecsTaskRole\?/,
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
