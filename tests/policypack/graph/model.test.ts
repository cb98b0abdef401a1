import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { buildModel } from "../../../policypack/graph/model";
import type { StackSettings } from "../../../policypack/graph/settings";
import type { PlainResource, Principal } from "../../../policypack/graph/types";
import * as s from "../../support/stacks";
import { describeUnknown } from "../../../policypack/unknowns/describe";

const READ = [s.statement("s3:GetObject", "arn:aws:s3:::data/*")];
const SETTINGS: StackSettings = { account: s.ACCOUNT, region: s.REGION, partition: "aws" };

function principalOf(
  resources: PlainResource[],
  id = "role/app",
  settings: StackSettings = SETTINGS,
): Principal {
  const principal = buildModel(resources, settings).principal(id);
  assert.ok(principal, `no principal ${id}`);
  return principal;
}

function documentsOf(resources: PlainResource[], id = "role/app", settings = SETTINGS): string[] {
  return principalOf(resources, id, settings).documents.map(({ name }) => name);
}

function unknownsOf(resources: PlainResource[], id = "role/app", settings = SETTINGS): string[] {
  return principalOf(resources, id, settings).unknowns.map(({ fact }) => describeUnknown(fact));
}

const native = (type: string, name: string, props: Record<string, unknown>) =>
  s.resource(`aws-native:iam:${type}`, name, props);

describe("buildModel", () => {
  const app = s.role("app");
  const read = s.policy("Read", READ);
  const readArn = s.arnOf("policy", "Read");

  describe("tells inline policies of a principal apart", () => {
    const named = s.rolePolicy("app", "a", READ);
    const later = (name: unknown, more: object = {}) =>
      s.resource("aws:iam/rolePolicy:RolePolicy", "b", {
        role: "app",
        name,
        policy: JSON.stringify(s.document(...READ)),
        ...more,
      });
    const output = s.outputOf(s.resource("random:index/randomPet:RandomPet", "pet", {}));

    it("by names that are known", () => {
      assert.deepEqual(documentsOf([app, named, later("b")]), ["a", "b"]);
    });

    it("by names that AWS generates", () => {
      assert.deepEqual(documentsOf([app, named, later(undefined)]), ["a", "b"]);
      assert.deepEqual(documentsOf([app, named, later(UNKNOWN, { namePrefix: "b-" })]), ["a", "b"]);
    });

    it("but not where one may have any name: it may write over every other", () => {
      const open = [app, named, later(output)];
      assert.deepEqual(documentsOf(open), []);
      assert.deepEqual(unknownsOf(open), [
        'whether policy a stands, as the name of RolePolicy "b" is not known at preview and may be its own',
        'whether policy b stands, as the name of RolePolicy "b" is not known at preview and may be its own',
      ]);
    });

    it("and one alone is nobody else's", () => {
      assert.deepEqual(documentsOf([app, later(output)]), ["b"]);
    });
  });

  describe("attaches managed policies", () => {
    const user = s.resource("aws:iam/user:User", "ann", { name: "ann" });
    const group = s.resource("aws:iam/group:Group", "devs", { name: "devs" });
    const cases: [string, PlainResource[], string][] = [
      ["by names and ARNs", [s.attachment("app", readArn)], "role/app"],
      ["by a name in other letter case", [s.attachment("APP", readArn)], "role/app"],
      ["by dependency", [s.attachment(s.outputOf(app), s.outputOf(read))], "role/app"],
      [
        "to a user",
        [
          s.resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "a", {
            user: "ann",
            policyArn: readArn,
          }),
        ],
        "user/ann",
      ],
      [
        "to a group",
        [
          s.resource("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "a", {
            group: "devs",
            policyArn: readArn,
          }),
        ],
        "group/devs",
      ],
      [
        "by PolicyAttachment",
        [
          s.resource("aws:iam/policyAttachment:PolicyAttachment", "a", {
            roles: ["app"],
            users: ["ann"],
            policyArn: readArn,
          }),
        ],
        "user/ann",
      ],
      [
        "by an exclusive list",
        [
          s.resource("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "a", {
            roleName: "app",
            policyArns: [readArn],
          }),
        ],
        "role/app",
      ],
    ];
    for (const [title, attachments, id] of cases) {
      it(title, () => assert.deepEqual(documentsOf([app, user, group, read, ...attachments], id), ["Read"]));
    }

    it("once, however often", () => {
      const twice = [s.attachment("app", readArn), s.attachment(s.outputOf(app), s.outputOf(read))];
      assert.deepEqual(documentsOf([app, read, ...twice]), ["Read"]);
    });

    it("of AWS", () => {
      const arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
      assert.deepEqual(documentsOf([app, s.attachment("app", arn)]), ["AmazonECSTaskExecutionRolePolicy"]);
    });

    it("to principals that the stack does not create", () => {
      const attach = s.resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "a", {
        user: "dev-pilot-reader",
        policyArn: readArn,
      });
      const user = principalOf([read, attach], "user/dev-pilot-reader");
      assert.deepEqual(
        [user.urn, user.documents.length, user.unknowns, user.tags],
        [undefined, 1, [], UNKNOWN],
      );
    });

    it("of the aws-native provider", () => {
      const managed = native("ManagedPolicy", "m", {
        managedPolicyName: "M",
        policyDocument: s.document(...READ),
        roles: ["app"],
      });
      const role = native("Role", "app", {
        roleName: "app",
        assumeRolePolicyDocument: s.trust("ecs-tasks.amazonaws.com"),
        managedPolicyArns: [s.arnOf("policy", "Read")],
        policies: [{ policyName: "Own", policyDocument: s.document(...READ) }],
      });
      const inline = native("RolePolicy", "i", {
        roleName: "app",
        policyName: "Apart",
        policyDocument: s.document(...READ),
      });
      const resources = [role, managed, inline, read];
      assert.deepEqual(documentsOf(resources).sort(), ["Apart", "M", "Own", "Read"]);
      assert.equal(principalOf(resources).trust?.reading.state, "known");
    });
  });

  describe("leaves a gap", () => {
    const cases: [string, PlainResource[], RegExp][] = [
      [
        "for a policy of another stack",
        [s.attachment("app", s.arnOf("policy", "Base"))],
        /policy\/Base, which the stack/,
      ],
      [
        "for a policy of another account",
        [s.attachment("app", s.arnOf("policy", "Read", "111122223333"))],
        /111122223333/,
      ],
      [
        "for a policy that is not known",
        [s.attachment("app", s.unknown(), "x")],
        /that x attaches, which is not known/,
      ],
      [
        "for a policy that is missing",
        [s.attachment("app", undefined, "x")],
        /attachment x, which names no policy/,
      ],
      [
        "for a policy of a wrong type",
        [s.attachment("app", 42, "x")],
        /whose policy 42 is not a policy's ARN/,
      ],
      [
        "for a policy that AWS does not have",
        [s.attachment("app", "arn:aws:iam::aws:policy/SecretsManagerReadOnly")],
        /AWS does not have/,
      ],
      [
        "for a role that is not known",
        [s.attachment(s.unknown(), readArn, "x")],
        /"x", which attaches policy Read to a role/,
      ],
      [
        "for a role by its ARN, which IAM refuses",
        [s.attachment(s.arnOf("role", "app"), readArn, "x")],
        /to the role "arn:aws:iam::618574523116:role\/app", which is not a role's name/,
      ],
      ["for a role that is missing", [s.attachment(undefined, readArn, "x")], /to a role that is not known/],
    ];
    for (const [title, attachments, what] of cases) {
      it(title, () => {
        const unknowns = unknownsOf([app, read, ...attachments]);
        assert.equal(unknowns.length, 1, unknowns.join());
        assert.match(unknowns[0]!, what);
      });
    }

    it("for an inline policy that two resources write", () => {
      const [first, second] = [s.rolePolicy("app", "data", READ), s.rolePolicy("app", "data", [])];
      const renamed = { ...second, urn: `${second.urn}-again`, name: "again" };
      assert.match(unknownsOf([app, first, renamed])[0]!, /^inline policy data, which two resources write/);
    });

    it("that cannot deny for what is known to deny nothing", () => {
      const { unknowns } = principalOf([app, read, s.attachment(s.unknown(), readArn)]);
      assert.equal(unknowns[0]?.deniesNothing, true);
      const denying = s.policy("Deny", [s.deny("s3:*")]);
      const other = principalOf([app, denying, s.attachment(s.unknown(), s.outputOf(denying))]);
      assert.equal(other.unknowns[0]?.deniesNothing, false);
    });

    it("where several policies are possible", () => {
      const both = s.attachment("app", s.unknown(), "x");
      both.propertyDependencies.policyArn = [read.urn, s.policy("Other", READ).urn];
      assert.equal(unknownsOf([app, read, s.policy("Other", READ), both]).length, 1);
    });

    it("for what an exclusive list takes away", () => {
      const exclusive = s.resource(
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        "only",
        {
          roleName: "app",
          policyArns: [],
        },
      );
      const resources = [app, read, s.attachment("app", readArn), exclusive];
      assert.deepEqual(documentsOf(resources), []);
      assert.match(
        unknownsOf(resources)[0]!,
        /policy Read, which is attached but not named in RolePolicyAttachmentsExclusive "only"/,
      );
    });

    it("for an inline policy that an exclusive list takes away", () => {
      const exclusive = s.resource("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "only", {
        roleName: "app",
        policyNames: ["B"],
      });
      const resources = [app, s.rolePolicy("app", "A", READ), s.rolePolicy("app", "B", READ), exclusive];
      assert.deepEqual(documentsOf(resources), ["B"]);
      assert.match(unknownsOf(resources)[0]!, /policy A, .*RolePoliciesExclusive "only"/);
    });

    it("for what another PolicyAttachment takes away", () => {
      const sole = s.resource("aws:iam/policyAttachment:PolicyAttachment", "sole", {
        roles: ["other"],
        policyArn: readArn,
      });
      const resources = [app, s.role("other"), read, s.attachment("app", readArn), sole];
      assert.match(unknownsOf(resources)[0]!, /PolicyAttachment "sole"/);
      assert.deepEqual(documentsOf(resources, "role/other"), ["Read"]);
    });
  });

  describe("resolves lists", () => {
    it("of which some entries are known", () => {
      const other = s.policy("Other", READ);
      const list = s.resource("aws:iam/role:Role", "app", {
        name: "app",
        managedPolicyArns: [readArn, s.outputOf(other)],
      });
      list.propertyDependencies.managedPolicyArns = [other.urn, read.urn];
      assert.deepEqual(documentsOf([list, read, other]).sort(), ["Other", "Read"]);
    });

    it("that are unknown as a whole, by what they depend on", () => {
      const list = s.resource("aws:iam/role:Role", "app", {
        name: "app",
        managedPolicyArns: s.outputOf(read),
      });
      assert.deepEqual(documentsOf([list, read]), ["Read"]);
    });

    it("not if more entries are unknown than there are dependencies", () => {
      const list = s.resource("aws:iam/role:Role", "app", {
        name: "app",
        managedPolicyArns: [s.unknown(), s.outputOf(read)],
      });
      assert.deepEqual(documentsOf([list, read]), []);
    });
  });

  describe("names", () => {
    it("find a role whose name AWS generates by dependency only", () => {
      const role = s.resource("aws:iam/role:Role", "app", { namePrefix: "app-", name: s.unknown() });
      assert.deepEqual(documentsOf([role, read, s.attachment(s.outputOf(role), readArn)]), ["Read"]);
      assert.equal(principalOf([role]).arn, undefined);
    });

    it("may be missing from the resource that an attachment depends on", () => {
      const nameless = s.resource("aws:iam/role:Role", "app", {});
      const attach = s.attachment("app-7f3a", readArn);
      attach.propertyDependencies.role = [nameless.urn];
      assert.deepEqual(documentsOf([nameless, read, attach]), ["Read"]);
    });

    it("have paths in ARNs, not in ids", () => {
      const role = s.role("app", { path: "/team/" });
      assert.equal(principalOf([role]).arn, `arn:aws:iam::${s.ACCOUNT}:role/team/app`);
    });
  });

  describe("permissions boundaries", () => {
    const bounded = (permissionsBoundary: unknown) => s.role("app", { permissionsBoundary });
    it("are resolved by ARN and by dependency", () => {
      assert.equal(principalOf([bounded(readArn), read]).boundary?.name, "Read");
      assert.equal(principalOf([bounded(s.outputOf(read)), read]).boundary?.reading.state, "known");
    });
    it("are unknown where they cannot be resolved", () => {
      for (const value of [s.arnOf("policy", "Base"), s.unknown(), 42]) {
        assert.equal(principalOf([bounded(value), read]).boundary?.reading.state, "unknown");
      }
    });
    it("are none where none is set", () => {
      assert.equal(principalOf([bounded(undefined)]).boundary, undefined);
      assert.equal(principalOf([bounded("")]).boundary, undefined);
    });
  });

  describe("groups", () => {
    const group = s.resource("aws:iam/group:Group", "devs", { name: "devs" });
    const attach = s.resource("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "a", {
      group: "devs",
      policyArn: readArn,
    });
    const joins = {
      GroupMembership: s.resource("aws:iam/groupMembership:GroupMembership", "m", {
        group: "devs",
        name: "m",
        users: ["ann"],
      }),
      UserGroupMembership: s.resource("aws:iam/userGroupMembership:UserGroupMembership", "m", {
        user: "ann",
        groups: ["devs"],
      }),
    };
    for (const [type, membership] of Object.entries(joins)) {
      it(`give their documents to members by ${type}`, () => {
        const user = principalOf([group, read, attach, membership], "user/ann");
        assert.deepEqual(
          user.documents.map(({ name }) => name),
          ["Read"],
        );
        assert.deepEqual(user.groups, ["group/devs"]);
      });
    }
    it("of which nothing is known leave a gap, unless config declares them", () => {
      const outside = s.resource("aws:iam/userGroupMembership:UserGroupMembership", "m", {
        user: "ann",
        groups: ["ops"],
      });
      assert.match(unknownsOf([outside], "user/ann")[0]!, /group\/ops/);
      assert.deepEqual(
        unknownsOf([outside], "user/ann", { ...SETTINGS, external: [{ principal: "group/ops" }] }),
        [],
      );
    });
    it("end a membership that GroupMembership does not name", () => {
      const sole = s.resource("aws:iam/groupMembership:GroupMembership", "sole", {
        group: "devs",
        users: ["bob"],
      });
      const user = principalOf([group, read, attach, sole, joins.UserGroupMembership], "user/ann");
      assert.deepEqual([user.documents, user.groups], [[], []]);
      assert.match(describeUnknown(user.unknowns[0]!.fact), /sole/);
    });
  });

  describe("external principals", () => {
    it("have what config declares", () => {
      const external = [
        {
          principal: "role/shared",
          documents: [s.document(...READ)],
          awsManagedPolicies: ["AmazonECSTaskExecutionRolePolicy"],
          trust: s.trust("ecs-tasks.amazonaws.com"),
          tags: { team: "a" },
        },
      ];
      const role = principalOf([], "role/shared", { ...SETTINGS, external });
      assert.deepEqual(
        role.documents.map(({ name }) => name),
        ["external role/shared documents[0]", "AmazonECSTaskExecutionRolePolicy"],
      );
      assert.equal(role.trust?.reading.state, "known");
      assert.deepEqual(role.tags, { team: "a" });
    });
  });

  describe("task definitions", () => {
    const definitionOf = (props: Record<string, unknown>, ...others: PlainResource[]) =>
      buildModel([s.taskDefinition("web", props), app, ...others], SETTINGS).taskDefinitions[0]!;
    const arn = s.arnOf("role", "app");
    const roles: [string, unknown, string][] = [
      ["an ARN", arn, "resolved"],
      ["a dependency", s.outputOf(app), "resolved"],
      ["nothing", undefined, "none"],
      ["a role elsewhere", s.arnOf("role", "other"), "elsewhere"],
      ["another account's role of that name", s.arnOf("role", "app", "111122223333"), "elsewhere"],
      ["the role in another partition", `arn:aws-cn:iam::${s.ACCOUNT}:role/app`, "elsewhere"],
      ["the role with a path that it does not have", s.arnOf("role", "team/app"), "elsewhere"],
      ["an unknown value", s.unknown(), "unknown"],
      ["a plain name, which the provider refuses", "app", "malformed"],
      ["a number", 42, "malformed"],
      ["a policy's ARN", s.arnOf("policy", "app"), "malformed"],
    ];
    for (const [title, taskRoleArn, state] of roles) {
      it(`have a role by ${title}: ${state}`, () =>
        assert.equal(definitionOf({ taskRoleArn }).taskRole.state, state));
    }
    it("of aws-native may have a role by name", () => {
      const definition = s.resource("aws-native:ecs:TaskDefinition", "web", {
        taskRoleArn: "app",
        containerDefinitions: [],
      });
      assert.equal(buildModel([definition, app], SETTINGS).taskDefinitions[0]?.taskRole.state, "resolved");
    });

    const containers: [string, unknown, string][] = [
      ["JSON text", '[{"name":"a"}]', "known"],
      ["a list", [{ name: "a", image: s.unknown() }], "known"],
      ["an unknown value", s.unknown(), "unknown"],
      ["a list with an unknown entry", [s.unknown()], "unknown"],
      ["nothing", undefined, "malformed"],
      ["no JSON", "[{", "malformed"],
      ["an object", { name: "a" }, "malformed"],
      ["a list of strings", ["a"], "malformed"],
    ];
    for (const [title, containerDefinitions, state] of containers) {
      it(`have containers by ${title}: ${state}`, () =>
        assert.equal(definitionOf({ containerDefinitions }).containers.state, state));
    }

    const service = (props: Record<string, unknown>) =>
      s.resource("aws:ecs/service:Service", "svc", { taskDefinition: "web", ...props });
    const onEc2 = { requiresCompatibilities: undefined };
    const launches: [string, Record<string, unknown>, PlainResource[], boolean | undefined][] = [
      ["FARGATE among the compatibilities", { requiresCompatibilities: ["EC2", "FARGATE"] }, [], true],
      ["EC2 alone", { requiresCompatibilities: ["EC2"] }, [], false],
      ["unknown compatibilities", { requiresCompatibilities: [s.unknown()] }, [], undefined],
      ["bridge networking", { ...onEc2, networkMode: "bridge" }, [], false],
      ["a service on Fargate", onEc2, [service({ launchType: "FARGATE" })], true],
      [
        "a service on Fargate Spot",
        onEc2,
        [service({ capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] })],
        true,
      ],
      ["a service on EC2", onEc2, [service({ launchType: "EC2" })], false],
      ["nothing that tells", onEc2, [], undefined],
    ];
    for (const [title, props, others, fargate] of launches) {
      it(`run on Fargate by ${title}: ${fargate}`, () =>
        assert.equal(definitionOf(props, ...others).fargate, fargate));
    }

    it("are tagged by tags, default tags or unknown tags", () => {
      assert.equal(definitionOf({}).tagged, false);
      assert.equal(definitionOf({ tags: {} }).tagged, false);
      assert.equal(definitionOf({ tags: { a: "b" } }).tagged, true);
      assert.equal(definitionOf({ tags: s.unknown() }).tagged, true);
      assert.equal(definitionOf({ tagsAll: { a: "b" } }).tagged, true);
    });
  });

  it("keeps accounts apart where a stack has two providers", () => {
    const provider = (name: string, account: string) => ({
      urn: `urn:${name}`,
      type: "pulumi:providers:aws",
      name,
      props: { allowedAccountIds: JSON.stringify([account]) },
    });
    const other = "111122223333";
    const there = [
      s.role("app"),
      s.attachment("app", s.arnOf("policy", "Read", other)),
      s.policy("Read", READ),
    ].map((one) => ({ ...one, urn: `${one.urn}-there`, provider: provider("there", other) }));
    const here = { ...app, provider: provider("here", s.ACCOUNT) };
    const byAccount = buildModel([here, ...there], SETTINGS).principals.map(({ arn, documents }) => [
      arn?.split(":")[4],
      documents.length,
    ]);
    assert.deepEqual(byAccount.sort(), [
      [other, 1],
      [s.ACCOUNT, 0],
    ]);
    assert.equal(principalOf([here, ...there]).arn, s.arnOf("role", "app"));
  });

  it("takes an attachment's role from where its name comes from, if several roles have that name", () => {
    const there = { ...app, urn: `${app.urn}-there`, name: "there" };
    const attached = {
      ...s.attachment("app", readArn),
      propertyDependencies: { role: [there.urn] },
    };
    const byUrn = buildModel([app, there, read, attached], SETTINGS).principals.map(({ urn, documents }) => [
      urn,
      documents.length,
    ]);
    assert.deepEqual(Object.fromEntries(byUrn), { [app.urn]: 0, [there.urn]: 1 });
  });

  it("is the same whatever the order of the resources", () => {
    const resources = [
      app,
      read,
      s.policy("Other", READ),
      s.attachment("app", readArn),
      s.attachment("app", s.arnOf("policy", "Other")),
    ];
    const one = documentsOf(resources);
    assert.deepEqual(documentsOf([...resources].reverse()), one);
    assert.equal(one.length, 2);
  });
});
