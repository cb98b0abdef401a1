import assert from "node:assert/strict";
import fs from "node:fs";
import { linesNaming, moved, withoutEncryption } from "../../commands/new-stack/move-stack";
import { runCommand, TemporaryProject } from "./support/project";

describe("npm run new-stack", () => {
  let project: TemporaryProject;
  beforeEach(() => (project = new TemporaryProject()));
  afterEach(() => project.remove());

  const newStack = (...args: string[]) => runCommand(["new-stack", ...args], { project });

  it("writes a stack that check passes", async () => {
    await runCommand(["export"], { project });
    const { status, stdout } = await newStack("staging", "--from", "dev", "--account", "123456789012");
    assert.equal(status, 0, stdout);
    for (const written of [
      "Pulumi.staging.yaml",
      "policypack/config/staging.json",
      "infrastructure/staging/",
    ]) {
      assert.ok(stdout.includes(`wrote ${written}\n`), written);
    }
    assert.match(stdout, /^✓ staging: clean/m);
    const check = await runCommand(["check", "--stack", "staging"], { project });
    assert.equal(check.status, 0, check.stdout);
  });

  it("replaces the account everywhere and keeps the rest, comments too", async () => {
    project.edit("Pulumi.dev.yaml", "config:\n", "config:\n  # owned by the platform team\n");
    await newStack("staging", "--from", "dev", "--account", "123456789012");
    const staging = project.read("Pulumi.staging.yaml");
    const expected = withoutEncryption(project.read("Pulumi.dev.yaml")).replaceAll(
      "618574523116",
      "123456789012",
    );
    assert.equal(staging, expected);
    assert.match(staging, /# owned by the platform team/);
    assert.doesNotMatch(project.read("policypack/config/staging.json"), /618574523116/);
  });

  it("moves to another region and partition", async () => {
    const to = ["--account", "123456789012", "--region", "cn-north-1"];
    const { status, stdout } = await newStack("beijing", "--from", "prod", ...to);
    assert.equal(status, 0, stdout);
    const stack = project.read("Pulumi.beijing.yaml");
    assert.match(stack, /aws:region: cn-north-1/);
    assert.match(stack, /123456789012\.dkr\.ecr\.cn-north-1\.amazonaws\.com\.cn\/ml-platform@/);
    assert.match(
      project.read("policypack/config/beijing.json"),
      /arn:aws-cn:dynamodb:cn-north-1:123456789012:/,
    );
  });

  it("names what still carries the other environment's name", async () => {
    const { stdout } = await newStack("staging", "--from", "prod", "--account", "123456789012");
    assert.match(stdout, /Pulumi\.staging\.yaml still says prod/);
    assert.match(stdout, /\d+: - secret: prod\/ignite-pilot\/postgresInfo2/);
  });

  it("overwrites nothing", async () => {
    const before = project.read("Pulumi.prod.yaml");
    const { status, stderr } = await newStack("prod", "--from", "dev", "--account", "123456789012");
    assert.equal(status, 2);
    assert.match(stderr, /Pulumi\.prod\.yaml exists already/);
    assert.equal(project.read("Pulumi.prod.yaml"), before);
  });

  it("leaves nothing behind when the result would not hold", async () => {
    const to = ["--account", "123456789012", "--region", "nowhere"];
    const { status, stderr } = await newStack("staging", "--from", "dev", ...to);
    assert.equal(status, 2);
    assert.match(stderr, /aws:region = "nowhere"/);
    assert.ok(!fs.existsSync(project.path("Pulumi.staging.yaml")));
    assert.ok(!fs.existsSync(project.path("policypack/config/staging.json")));
  });

  const mistakes: [title: string, args: string[], message: RegExp][] = [
    [
      "an account of eleven digits",
      ["staging", "--from", "dev", "--account", "12345678901"],
      /twelve digits/,
    ],
    [
      "a stack that does not exist",
      ["staging", "--from", "dve", "--account", "123456789012"],
      /Did you mean dev\?/,
    ],
    ["no account", ["staging", "--from", "dev"], /required option '--account <id>' not specified/],
    ["no name", ["--from", "dev", "--account", "123456789012"], /missing required argument 'name'/],
    ["a name with a slash", ["a/b", "--from", "dev", "--account", "123456789012"], /letters, digits/],
  ];
  for (const [title, args, message] of mistakes) {
    it(`exits 2 on ${title}`, async () => {
      const { status, stderr } = await newStack(...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
  }
});

describe("moving a stack's text", () => {
  const from = { account: "111122223333", region: "eu-west-1" };
  const to = { account: "444455556666", region: "us-gov-west-1" };

  it("leaves longer numbers and other regions alone", () => {
    const text = "1111222233334 eu-west-11 my-eu-west-1 us-east-1 arn:aws:s3:::b";
    assert.equal(moved(text, from, to), text.replace("arn:aws:", "arn:aws-us-gov:"));
  });

  it("changes the partition only where the region's is another", () => {
    assert.equal(moved("arn:aws:s3:::b", from, { ...to, region: "eu-west-2" }), "arn:aws:s3:::b");
  });

  it("drops what Pulumi keeps of the other stack's encryption", () => {
    assert.equal(
      withoutEncryption("secretsprovider: x\nencryptionsalt: v1:abc=\nconfig:\n  a:b: c\n"),
      "config:\n  a:b: c\n",
    );
  });

  it("finds names of their own, not parts of words", () => {
    assert.deepEqual(linesNaming("dev", "a: dev/db\nb: device\nc: my.dev.domain\nd: dev-reader"), [
      "1: a: dev/db",
      "4: d: dev-reader",
    ]);
  });
});
