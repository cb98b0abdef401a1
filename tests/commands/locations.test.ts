import assert from "node:assert/strict";
import type { Judgement } from "../../commands/judgement/judgement";
import { runCommand, TemporaryProject } from "./support/project";

const FILE = "Pulumi.dev.yaml";

describe("the line of a config that a finding points at", () => {
  let project: TemporaryProject;
  beforeEach(() => (project = new TemporaryProject()));
  afterEach(() => project.remove());

  async function lineOf(policy: string, file = FILE): Promise<string | undefined> {
    const { stdout } = await runCommand(["check", "--stack", "dev", "--format", "json"], { project });
    const [judgement] = JSON.parse(stdout) as Judgement[];
    const found = judgement?.findings.find((finding) => finding.policy === policy);
    assert.equal(found?.location?.file, file);
    return project.read(file).split("\n")[found.location.line - 1]?.trim();
  }

  it("is the variable's, for a secret in plain text", async () => {
    project.edit(
      FILE,
      "            LOG_LEVEL:",
      "            DB_PASSWORD: hunter2secret\n            LOG_LEVEL:",
    );
    assert.equal(await lineOf("no-plaintext-secrets"), "DB_PASSWORD: hunter2secret");
  });

  it("is the property's of the very container, whatever the message says", async () => {
    project.edit(FILE, "ig-notification:0.9.3", "ig-notification:latest");
    assert.match((await lineOf("image-pinned")) ?? "", /^image: .*ig-notification:latest$/);
  });

  it("is the word's of a command, for a password in it", async () => {
    project.edit(FILE, "        - name: trainer", "$&\n          command: [run, --password, hunter2secret]");
    assert.equal(await lineOf("no-plaintext-secrets"), "command: [run, --password, hunter2secret]");
  });

  it("is that policy's of several attached, where one of them is too broad", async () => {
    const policies =
      "awsManagedPolicies:\n          - AmazonSSMReadOnlyAccess\n          - AmazonS3FullAccess";
    project.edit(FILE, "policyName: MLPlatformECSTaskPolicy", `$&\n        ${policies}`);
    assert.equal(await lineOf("least-privilege"), "- AmazonS3FullAccess");
  });

  it("is the statement's, where a statement of the config decides", async () => {
    const statement = "statements: [{ sid: Everything, actions: ['*'], resources: ['*'] }]";
    project.edit(FILE, "policyName: MLPlatformECSTaskPolicy", `$&\n        ${statement}`);
    assert.equal(await lineOf("no-privilege-escalation"), statement);
    assert.equal(await lineOf("pass-role-scoped"), statement);
  });

  it("is that of the pack's config, for a mistake or an idle exemption there", async () => {
    const config = "policypack/config/dev.json";
    const idle = `"exemptions": [{ "id": "x", "reason": "r", "owner": "o", "expires": "2999-01-31" }]`;
    project.edit(config, '"allowedRoles"', '"allowedRole"');
    project.edit(config, '"deployers":', `${idle},\n    "deployers":`);
    assert.match((await lineOf("pass-role-scoped", config)) ?? "", /^"allowedRole":/);
    assert.match((await lineOf("deployer-can-register", config)) ?? "", /^"exemptions":/);
  });

  it("leads to the roles that the pack's config allows to be passed, and names the one to add", async () => {
    const config = "policypack/config/dev.json";
    project.edit(config, ', "ecsTaskRole"]', "]");
    assert.match((await lineOf("pass-role-scoped", config)) ?? "", /^"allowedRoles":/);
    const { stdout } = await runCommand(["check", "--stack", "dev", "--format", "json"], { project });
    const [{ findings }] = JSON.parse(stdout) as [Judgement];
    const found = findings.find(({ policy }) => policy === "pass-role-scoped");
    assert.match(
      found?.remedy ?? "",
      /add "ecsTaskRole" to "pass-role-scoped": \{ "allowedRoles": \[\.\.\.\] \}/,
    );
  });
});
