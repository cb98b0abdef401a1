import assert from "node:assert/strict";
import { Analyzer } from "../../../support/analyzer";
import type { Diagnostic } from "../../../support/messages";
import * as s from "../../../support/stacks";

const WIDE = [s.statement("iam:PassRole", `arn:aws:iam::${s.ACCOUNT}:role/*`)];
const NARROW = [s.statement("iam:PassRole", s.arnOf("role", "app"))];
const ARN = s.arnOf("policy", "Passes");

const passes = s.policy("Passes", WIDE);
const attach = (type: string, props: Record<string, unknown>) => s.resource(type, "attached", props);
const toRole = s.attachment("deploy", ARN);

describe("What attaches a customer managed policy that passes roles widely", () => {
  let update: Analyzer;
  let preview: Analyzer;
  before(async () => {
    update = await Analyzer.start(undefined, "update");
    preview = await Analyzer.start(undefined, "preview");
  });
  after(() => [update, preview].forEach((analyzer) => analyzer?.kill()));
  beforeEach(async () => {
    await update.configure({});
    await preview.configure({});
  });

  async function onResources(analyzer: Analyzer, resources: s.TestResource[]): Promise<Diagnostic[]> {
    const found: Diagnostic[] = [];
    for (const resource of resources) found.push(...(await analyzer.analyze(resource)));
    return found.filter(({ policy, level }) => policy === "pass-role-scoped" && level === "mandatory");
  }

  const attaching: [string, s.TestResource][] = [
    ["an attachment to a role", toRole],
    [
      "an attachment to a user",
      attach("aws:iam/userPolicyAttachment:UserPolicyAttachment", { user: "dev", policyArn: ARN }),
    ],
    [
      "an attachment to a group",
      attach("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", { group: "devs", policyArn: ARN }),
    ],
    [
      "an attachment to several",
      attach("aws:iam/policyAttachment:PolicyAttachment", { name: "all", roles: ["deploy"], policyArn: ARN }),
    ],
    ["a role's own list", s.role("deploy", { managedPolicyArns: [ARN] })],
    [
      "an exclusive list",
      attach("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", {
        roleName: "deploy",
        policyArns: [ARN],
      }),
    ],
    ["a user of aws-native", attach("aws-native:iam:User", { userName: "dev", managedPolicyArns: [ARN] })],
  ];
  for (const [title, resource] of attaching) {
    it(`is stopped in an update before it is made: ${title}`, async () => {
      assert.deepEqual(await onResources(update, [passes]), [], "nobody has it yet");
      const found = await onResources(update, [resource]);
      assert.equal(found.length, 1, JSON.stringify(found, null, 1));
      assert.match(found[0]!.message, /Whoever has Passes may pass roles that are not named/);
    });
  }

  it("is stopped where the policy itself lists who has it", async () => {
    const properties = { managedPolicyName: "Passes", policyDocument: s.document(...WIDE) };
    const unused = s.resource("aws-native:iam:ManagedPolicy", "p", properties);
    const used = s.resource("aws-native:iam:ManagedPolicy", "q", { ...properties, roles: ["deploy"] });
    assert.deepEqual(await onResources(update, [unused]), []);
    assert.equal((await onResources(update, [used])).length, 1);
  });

  it("is said once, however many attach it, and not again of the stack", async () => {
    const stack = [
      passes,
      toRole,
      attach("aws:iam/userPolicyAttachment:UserPolicyAttachment", { user: "dev", policyArn: ARN }),
    ];
    const found = (await update.preview(stack)).filter(({ policy }) => policy === "pass-role-scoped");
    assert.equal(found.length, 1, JSON.stringify(found, null, 1));
    assert.equal((await onResources(update, [passes, toRole])).length, 1, "the next stack is another one");
  });

  it("is left to the stack at a preview, under the same id", async () => {
    const stack = [passes, toRole];
    assert.deepEqual(await onResources(preview, stack), []);
    const idOf = (found: Diagnostic[]) =>
      found
        .filter(({ policy }) => policy === "pass-role-scoped")
        .map(({ message }) => /finding: (\S+)/.exec(message)?.[1]);
    const atPreview = idOf(await preview.analyzeStack(stack));
    assert.deepEqual(atPreview, idOf(await onResources(update, stack)));
    assert.equal(atPreview.length, 1);
  });

  it("is made where nothing is wrong with it", async () => {
    const bounded = s.role("deploy", { permissionsBoundary: ARN });
    assert.deepEqual(await onResources(update, [passes, bounded]), [], "a boundary grants nothing");
    await update.configure({});
    assert.deepEqual(await onResources(update, [s.policy("Passes", NARROW), toRole]), [], "named roles");
    await update.configure({});
    const other = s.policy("Passes", WIDE, { path: "/other/" });
    assert.deepEqual(await onResources(update, [other, toRole]), [], "another policy of that name");
    await update.configure({});
    const unnamed = s.resource("aws:iam/policy:Policy", "p", {
      namePrefix: "Pass",
      policy: JSON.stringify(s.document(...WIDE)),
    });
    assert.deepEqual(await onResources(update, [unnamed, toRole]), [], "a name that no prefix makes");
    const made = s.attachment("deploy", s.arnOf("policy", "Pass20261130071000123400000001"));
    assert.equal((await onResources(update, [made])).length, 1, "the one that it makes");
  });

  it("is judged by config as the stack is", async () => {
    await update.configure({ "pass-role-scoped": { allowedRoles: ["other"] } });
    const found = await onResources(update, [s.policy("Passes", NARROW), toRole]);
    assert.match(found.map(({ message }) => message).join(), /which the pack's config does not allow/);
  });
});
