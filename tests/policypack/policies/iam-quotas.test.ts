import assert from "node:assert/strict";
import { iamQuotas } from "../../../policypack/policies/iam-quotas";
import { judgeStack } from "../../support/judge";
import type { PackConfig } from "../../support/messages";
import * as s from "../../support/stacks";

const READ = [s.statement("s3:GetObject")];
const judge = (resources: s.TestResource[], config: PackConfig = {}) =>
  judgeStack(resources, config, [iamQuotas]);

function attachments(count: number, of: unknown = "app"): s.TestResource[] {
  return Array.from({ length: count }, (_, i) => s.attachment(of, s.arnOf("policy", `P${i}`), `attach-${i}`));
}

/** Statements that come to about so many characters without white space. */
function long(characters: number): object[] {
  return [s.statement("s3:GetObject", `arn:aws:s3:::${"b".repeat(characters)}`)];
}

async function assertSilent(resources: s.TestResource[], config?: PackConfig): Promise<void> {
  assert.deepEqual(await judge(resources, config), []);
}

async function assertOne(resources: s.TestResource[], ...mentions: RegExp[]): Promise<void> {
  const found = await judge(resources);
  assert.equal(found.length, 1, JSON.stringify(found, null, 1));
  assert.equal(found[0]?.level, "mandatory");
  for (const mention of mentions) assert.match(found[0]!.message, mention);
}

describe("iam-quotas", () => {
  const app = s.role("app");

  describe("attached managed policies", () => {
    it("may be ten on a role", () => assertSilent([app, ...attachments(10)]));
    it("may not be eleven", () =>
      assertOne(
        [app, ...attachments(11)],
        /role\/app has 11 managed policies attached; IAM allows 10/,
        /managedPoliciesPerRole/,
      ));
    it("may be as many as config says that AWS allows", () =>
      assertSilent([app, ...attachments(25)], { "iam-quotas": { managedPoliciesPerRole: 25 } }));
    it("may be in any order", () => assertOne([...attachments(11).reverse(), app], /11 managed/));
    it("count once each", () =>
      assertSilent([app, ...attachments(10), s.attachment("app", s.arnOf("policy", "P3"), "again")]));
    it("count where they are not known", () => {
      const unknown = s.attachment("app", s.unknown(), "unknown");
      return assertOne([app, ...attachments(10), unknown], /11 managed/);
    });
    it("count where config declares them", async () => {
      const external = [{ principal: "role/app", awsManagedPolicies: ["ReadOnlyAccess"] }];
      assert.equal((await judge([app, ...attachments(10)], { "iam-quotas": { external } })).length, 1);
    });
    it("count on users and groups", async () => {
      const on = (kind: string) =>
        Array.from({ length: 11 }, (_, i) =>
          s.resource(
            `aws:iam/${kind.toLowerCase()}PolicyAttachment:${kind}PolicyAttachment`,
            `${kind}-${i}`,
            {
              [kind.toLowerCase()]: "x",
              policyArn: s.arnOf("policy", `P${i}`),
            },
          ),
        );
      const messages = (await judge([...on("User"), ...on("Group")])).map(({ message }) => message).sort();
      assert.match(messages[0]!, /^group\/x has 11/);
      assert.match(messages[1]!, /^user\/x has 11/);
    });
    it("of groups do not count for their members", () => {
      const own = s.resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "own", {
        user: "ann",
        policyArn: s.arnOf("policy", "Own"),
      });
      const ofGroup = Array.from({ length: 10 }, (_, i) =>
        s.resource("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", `g-${i}`, {
          group: "devs",
          policyArn: s.arnOf("policy", `P${i}`),
        }),
      );
      const member = s.resource("aws:iam/userGroupMembership:UserGroupMembership", "m", {
        user: "ann",
        groups: ["devs"],
      });
      return assertSilent([own, ...ofGroup, member]);
    });
  });

  describe("inline policies in sum", () => {
    it("may come to the quota", () =>
      assertSilent([app, s.rolePolicy("app", "a", long(4000)), s.rolePolicy("app", "b", long(4000))]));
    it("may not come to more", () =>
      assertOne(
        [app, s.rolePolicy("app", "a", long(6000)), s.rolePolicy("app", "b", long(6000))],
        /inline policies of role\/app come to 12\d\d\d characters .* allows 10240/,
      ));
    it("are the document rule's matter where one resource holds them", () =>
      assertSilent([app, s.rolePolicy("app", "a", long(12000))]));
    it("have a smaller quota on a user", () =>
      assertOne([s.userPolicy("ann", "a", long(1100)), s.userPolicy("ann", "b", long(1100))], /allows 2048/));
    it("count role and resource together", () => {
      const carried = s.role("app", {
        inlinePolicies: [{ name: "own", policy: JSON.stringify(s.document(...long(6000))) }],
      });
      const apart = s.resource("aws-native:iam:RolePolicy", "apart", {
        roleName: "app",
        policyName: "apart",
        policyDocument: s.document(...long(6000)),
      });
      return assertOne([s.withOutputs(carried, {}), apart], /inline policies of role\/app/);
    });
  });

  it("lets a user be in ten groups, not in eleven", async () => {
    const member = (count: number) =>
      s.resource("aws:iam/userGroupMembership:UserGroupMembership", "m", {
        user: "ann",
        groups: Array.from({ length: count }, (_, i) => `g${i}`),
      });
    await assertSilent([member(10)]);
    await assertOne([member(11)], /user\/ann is in 11 groups; IAM allows 10/);
  });

  describe("names, paths, descriptions and tags", () => {
    const silent: [string, s.TestResource][] = [
      ["a role's name of 64 characters", s.role("r".repeat(64))],
      ["a policy's name of 128 characters", s.policy("p".repeat(128), READ)],
      [
        "a name that AWS generates",
        s.resource("aws:iam/role:Role", "r", { namePrefix: "app-", name: s.unknown() }),
      ],
      ["no name", s.resource("aws:iam/role:Role", "r", {})],
      ["a path", s.role("r", { path: "/team/app/" })],
      ["an unknown path", s.role("r", { path: s.unknown() })],
      ["a description", s.policy("p", READ, { description: "Policy for ECS Task Role to access S3" })],
      ["a policy's description in Korean", s.policy("p", READ, { description: "작업 역할" })],
      ["fifty tags", s.role("r", { tags: tags(50) })],
      ["unknown tags", s.role("r", { tags: s.unknown() })],
    ];
    for (const [title, resource] of silent) it(`may be ${title}`, () => assertSilent([resource]));

    const loud: [string, s.TestResource, RegExp][] = [
      ["a role's name of 65 characters", s.role("r".repeat(65)), /65 characters.*[^]*1 to 64 letters/],
      ["a policy's name of 129 characters", s.policy("p".repeat(129), READ), /129 characters/],
      ["a name with a space", s.role("my role"), /"my role"/],
      ["a name that is a number", s.role("r", { name: 42 }), /is 42, which is not a string[^]*unproven/],
      [
        "a session's duration that is unknown",
        s.role("r", { maxSessionDuration: s.unknown() }),
        /maxSessionDuration of r is unknown at preview[^]*unproven/,
      ],
      ["tags that are a text", s.role("r", { tags: "team=ml" }), /tags of r is of another type[^]*unproven/],
      [
        "a role name of aws-native",
        s.resource("aws-native:iam:Role", "r", { roleName: "r".repeat(65) }),
        /roleName of r/,
      ],
      ["a path without its last slash", s.role("r", { path: "/team" }), /path of r \("\/team"\)/],
      ["a path that is a list", s.role("r", { path: ["/"] }), /unproven/],
      [
        "a description of 1,001 characters",
        s.policy("p", READ, { description: "d".repeat(1001) }),
        /1001 characters/,
      ],
      ["a role's description in Korean", s.role("r", { description: "작업 역할" }), /contains "작"/],
      ["a description that is an object", s.role("r", { description: {} }), /unproven/],
      ["fifty-one tags", s.role("r", { tags: tags(51) }), /51 tags/],
    ];
    for (const [title, resource, mention] of loud)
      it(`may not be ${title}`, () => assertOne([resource], mention));
  });

  describe("a name", () => {
    const again = (of: s.TestResource, props: Record<string, unknown> = {}): s.TestResource => {
      const all = { ...of.props, ...props };
      return { ...of, urn: `${of.urn}-again`, name: "again", inputs: all, props: all };
    };
    const provider = (name: string) => ({
      urn: `urn:${name}`,
      type: "pulumi:providers:aws",
      name,
      props: {},
    });

    it("may not be given to two roles, by letter case or path either", () =>
      assertOne(
        [app, again(app, { name: "APP", path: "/team/" })],
        /2 resources of the stack make a role of the name app/,
        /Role "app" and .*Role "again"/,
        /another name/,
      ));
    it("may not be given to two managed policies", () =>
      assertOne([s.policy("Read", READ), again(s.policy("Read", READ))], /managed policy of the name Read/));
    it("may be given to a role and a user", () =>
      assertSilent([app, s.resource("aws:iam/user:User", "app", { name: "app" })]));
    it("may be given in two accounts", () =>
      assertSilent([
        { ...app, provider: provider("here") },
        { ...again(app), provider: provider("there") },
      ]));
    it("may be that of a role that is looked up twice", () => {
      const found = s.withOutputs(app, { arn: s.arnOf("role", "app") });
      return assertSilent([found, again(found)]);
    });
    it("may be left to Pulumi", () =>
      assertSilent([s.role("a", { name: s.unknown() }), s.role("b", { name: s.unknown() })]));
  });

  it("refuses a quota that AWS does not grant", async () => {
    const found = await judge([app], { "iam-quotas": { managedPoliciesPerRole: 40 } });
    assert.match(found[0]!.message, /40 for managedPoliciesPerRole/);
  });
});

function tags(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag-${i}`, "x"]));
}
