import assert from "node:assert/strict";
import type { Judgement } from "../../commands/judgement/judgement";
import { runCommand, TemporaryProject } from "./support/project";

const NAMES = [
  "MLPlatformECSTaskRole",
  "MLPlatformECSTaskPolicy",
  "ecsTaskRole",
  "ecsTaskExecutionRole",
  "dev-pilot-reader",
  ...["GetItem", "PutItem", "UpdateItem", "Scan", "Query", "DescribeTable"].map((name) => `dynamodb:${name}`),
];

const ESCAPE = String.fromCharCode(27);

describe("npm run check", () => {
  let project: TemporaryProject;
  beforeEach(() => (project = new TemporaryProject()));
  afterEach(() => project.remove());

  /** One attachment that AWS does not have: a mandatory finding. */
  const addFault = () =>
    project.edit(
      "Pulumi.dev.yaml",
      "name: ecsTaskRole\n",
      "name: ecsTaskRole\n        awsManagedPolicies: [Nonesuch]\n",
    );

  it("exits 0 on the committed stacks and shows both in full", async () => {
    const { status, stdout, stderr } = await runCommand(["check"]);
    assert.equal(status, 0, stdout + stderr);
    assert.equal(stderr, "");
    const [dev, prod] = stdout.split(/^(?=Stack prod)/m);
    assert.match(dev!, /^Stack dev {2}account 618574523116, ap-northeast-2$/m);
    assert.match(prod!, /^Stack prod {2}account 575084400422, ap-northeast-2$/m);
    for (const name of NAMES) {
      assert.ok(dev!.includes(name), `${name} in dev`);
      assert.ok(prod!.includes(name), `${name} in prod`);
    }
    assert.match(dev!, /^✓ dev: clean: no findings/m);
    assert.match(prod!, /^✓ prod: clean: no findings/m);
  });

  it("prints no line over 100 columns", async () => {
    addFault();
    const { stdout } = await runCommand(["check"], { project });
    const long = stdout.split("\n").filter((line) => [...line].length > 100);
    assert.deepEqual(long, []);
  });

  it("judges only the stacks that are named", async () => {
    const { stdout } = await runCommand(["check", "--stack", "prod"]);
    assert.match(stdout, /^Stack prod/);
    assert.doesNotMatch(stdout, /Stack dev/);
  });

  it("exits 1 on a mandatory finding and says where it comes from", async () => {
    addFault();
    const { status, stdout } = await runCommand(["check"], { project });
    assert.equal(status, 1);
    assert.match(stdout, /✗ aws-managed-policy-exists {2}mandatory, violated/);
    assert.match(stdout, /to fix {6}\S/);
    const line =
      project
        .read("Pulumi.dev.yaml")
        .split("\n")
        .findIndex((each) => each.includes("Nonesuch")) + 1;
    assert.match(stdout, new RegExp(`at {10}Pulumi\\.dev\\.yaml:${line}:`));
    assert.match(stdout, /^✗ dev: violated: \d mandatory finding/m);
    assert.match(stdout, /^✓ prod: clean/m);
  });

  it("exits 0 on advisory findings alone", async () => {
    addFault();
    project.write(
      "policypack/config/dev.json",
      JSON.stringify({ ...JSON.parse(project.read("policypack/config/dev.json")), all: "advisory" }),
    );
    const { status, stdout } = await runCommand(["check", "--stack", "dev"], { project });
    assert.match(stdout, /! aws-managed-policy-exists {2}advisory, violated/);
    assert.equal(status, 0, stdout);
  });

  it("prints what the program warns of, which changes no exit status", async () => {
    project.edit(
      "Pulumi.dev.yaml",
      /taskRole:\n {8}mode: create\n {8}name: ecsTaskRole[^]*?(?= {6}executionRole:)/,
      "taskRole: { mode: none }\n",
    );
    const config = JSON.parse(project.read("policypack/config/dev.json")) as Record<string, unknown>;
    project.write("policypack/config/dev.json", JSON.stringify({ ...config, "task-role-access": {} }));
    const { status, stdout } = await runCommand(["check", "--stack", "dev"], { project });
    assert.match(stdout, /^! warning[^]*ig-notification has no task role[^]*at +Pulumi\.dev\.yaml:42:7$/m);
    assert.match(stdout, /^✓ dev: clean: no findings, 1 warning/m);
    assert.equal(status, 0, stdout);
    const json = await runCommand(["check", "--stack", "dev", "--format", "json"], { project });
    const [dev] = JSON.parse(json.stdout) as Judgement[];
    assert.deepEqual(
      dev!.warnings.map(({ location }) => location.line),
      [42],
    );
  });

  it("leaves out a policy that the pack's config disables, and takes a bare level for it", async () => {
    addFault();
    const config = JSON.parse(project.read("policypack/config/dev.json")) as Record<string, unknown>;
    project.write(
      "policypack/config/dev.json",
      JSON.stringify({ ...config, "aws-managed-policy-exists": "disabled" }),
    );
    const { stdout } = await runCommand(["check", "--stack", "dev"], { project });
    assert.doesNotMatch(stdout, /aws-managed-policy-exists/);
  });

  it("uses colours only where they are wanted", async () => {
    const plain = await runCommand(["check", "--stack", "dev"]);
    assert.ok(!plain.stdout.includes(ESCAPE));
    const forced = await runCommand(["check", "--stack", "dev"], { env: { FORCE_COLOR: "1" } });
    assert.ok(forced.stdout.includes(ESCAPE));
    const refused = await runCommand(["check", "--stack", "dev"], {
      env: { FORCE_COLOR: "1", NO_COLOR: "1" },
    });
    assert.ok(!refused.stdout.includes(ESCAPE));
  });

  it("prints everything it knows as JSON", async () => {
    addFault();
    const { status, stdout } = await runCommand(["check", "--format", "json"], { project });
    assert.equal(status, 1);
    const [dev, prod] = JSON.parse(stdout) as Judgement[];
    assert.equal(dev!.stack, "dev");
    assert.equal(dev!.verdict, "violated");
    const [found] = dev!.findings;
    assert.equal(found!.policy, "aws-managed-policy-exists");
    for (const own of ["place", "unknowns", "sharedCause"]) assert.ok(!(own in found!), own);
    assert.equal(prod!.account, "575084400422");
    assert.equal(prod!.verdict, "clean");
    assert.ok(prod!.resources.some(({ awsName }) => awsName === "MLPlatformECSTaskPolicy"));
    const updates = prod!.permissions.filter(({ action }) => action === "dynamodb:UpdateItem");
    assert.equal(updates[0]!.principal, "role/MLPlatformECSTaskRole");
    assert.equal(updates[0]!.effect, "allowed");
    assert.equal(updates[0]!.document, "MLPlatformECSTaskPolicy");
    assert.ok(
      prod!.taskDefinitions!.some(({ executionRole }) => executionRole === "role/ecsTaskExecutionRole"),
    );
  });
});
