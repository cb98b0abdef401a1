import assert from "node:assert/strict";
import { areAllKnownLater } from "../../../policypack/unknowns/resolution";
import { deployerCanRegister } from "../../../policypack/policies/deployer-can-register";
import { passRoleScoped } from "../../../policypack/policies/pass-role-scoped";
import { judge as judgeBoth, judgeStack as judgeThroughSdk } from "../../support/judge";
import {
  ACCOUNT,
  arnOf,
  attachment,
  deny,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
  userPolicy,
} from "../../support/stacks";
import { judgeStackByRule as judgeStack, summary } from "../../support/judge";

const USER = "dev-pilot-reader";
const TASK = arnOf("role", "ecsTaskRole");
const EXECUTION = arnOf("role", "ecsTaskExecutionRole");
const REGISTER = ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"];
const CONFIG = { deployers: [`user/${USER}`] };

const judge = (resources: TestResource[], config: Record<string, unknown> = CONFIG) =>
  judgeStack(deployerCanRegister, resources, config);

const toEcs = { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } };
const register = statement(REGISTER);
const pass = (on: string | string[] = [TASK, EXECUTION], rest: object = toEcs) =>
  statement("iam:PassRole", on, rest);
const granted = (...statements: object[]) => userPolicy(USER, "register", statements);

const roles = () => [role("ecsTaskRole"), role("ecsTaskExecutionRole")];
const task = (props: Record<string, unknown> = {}) =>
  taskDefinition("ig-notification", { taskRoleArn: TASK, executionRoleArn: EXECUTION, ...props });
const stack = (...others: TestResource[]) => [task(), ...roles(), ...others];

function one(resources: TestResource[], config: Record<string, unknown> = CONFIG) {
  const findings = judge(resources, config);
  assert.equal(findings.length, 1, JSON.stringify(findings, null, 2));
  assert.deepEqual(judge([...resources].reverse(), config), findings);
  return findings[0]!;
}

describe("deployer-can-register", () => {
  describe("Compliance", () => {
    const cases: [string, TestResource[]][] = [
      ["three actions and PassRole on both roles", stack(granted(register, pass()))],
      ["without a condition on the service", stack(granted(register, pass([TASK, EXECUTION], {})))],
      ["a statement a role", stack(granted(register, pass(TASK), pass(EXECUTION)))],
      ["ecs:* in other letters", stack(granted(statement("ECS:*"), pass()))],
      [
        "PowerUserAccess, which passes no role, and PassRole",
        stack(
          granted(pass()),
          resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", "power", {
            user: USER,
            policyArn: "arn:aws:iam::aws:policy/PowerUserAccess",
          }),
        ),
      ],
      [
        "a region condition that the stack meets",
        stack(
          granted(
            statement(REGISTER, "*", { Condition: { StringEquals: { "aws:RequestedRegion": REGION } } }),
            pass(),
          ),
        ),
      ],
      [
        "roles known by dependency",
        (() => {
          const [own, execution] = roles() as [TestResource, TestResource];
          const props = { taskRoleArn: outputOf(own), executionRoleArn: outputOf(execution) };
          return [task(props), own, execution, granted(register, pass())];
        })(),
      ],
      [
        "by a group",
        stack(
          resource("aws:iam/group:Group", "deployers", { name: "deployers" }),
          resource("aws:iam/groupPolicy:GroupPolicy", "deployers", {
            group: "deployers",
            name: "register",
            policy: document(register, pass()),
          }),
          resource("aws:iam/userGroupMembership:UserGroupMembership", "member", {
            user: USER,
            groups: ["deployers"],
          }),
        ),
      ],
      [
        "only the role that is used",
        [task({ taskRoleArn: undefined }), ...roles(), granted(register, pass(EXECUTION))],
      ],
      ["no task definition: both roles that ECS may assume", [...roles(), granted(register, pass())]],
      ["no task definition and no role: complete ARNs of this account", [granted(register, pass())]],
      [
        "other roles in the stack",
        stack(granted(register, pass()), role("lambda", { assumeRolePolicy: trust("lambda.amazonaws.com") })),
      ],
    ];
    for (const [title, resources] of cases) {
      it(title, () => {
        assert.deepEqual(judge(resources), []);
        assert.deepEqual(judge([...resources].reverse()), []);
      });
    }

    it("a stack for which config names no deployer", () => {
      assert.deepEqual(judge(stack(), {}), []);
      assert.deepEqual(judge(stack(), { deployers: [] }), []);
    });

    it("a role or a group as deployer", () => {
      const pipeline = [
        role("pipeline", { assumeRolePolicy: trust("codebuild.amazonaws.com") }),
        rolePolicy("pipeline", "register", [register, pass()]),
      ];
      assert.deepEqual(
        judge(stack(...pipeline), { deployers: ["role/pipeline", arnOf("role", "pipeline")] }),
        [],
      );
    });

    it("tags that the deployer may set", () => {
      const family = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/ig-notification`;
      for (const tag of [
        statement("ecs:TagResource", `${family}:*`),
        statement("ecs:TagResource", "*", {
          Condition: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
        }),
        statement("ecs:TagResource", "*", { Condition: { StringEquals: { "aws:RequestTag/team": "ml" } } }),
      ]) {
        assert.deepEqual(
          judge([task({ tags: { team: "ml" } }), ...roles(), granted(register, pass(), tag)]),
          [],
        );
      }
    });
  });

  describe("tags of requests", () => {
    const byTag = (Condition: object) => statement("ecs:TagResource", "*", { Condition });
    const judged = (tags: unknown, Condition: object) =>
      judge([task({ tags }), ...roles(), granted(register, pass(), byTag(Condition))]);

    it("that are not known yet are known in the update", () => {
      const found = judged({ team: unknown() }, { StringEquals: { "aws:RequestTag/team": "ml" } });
      assert.deepEqual(
        found.map(({ verdict }) => verdict),
        ["unproven"],
      );
      assert.ok(areAllKnownLater(found[0]!.unknowns!));
    });

    it("that are not there are absent", () => {
      const absent = { StringEquals: { "aws:RequestTag/owner": "ml" } };
      assert.deepEqual(
        judged({ team: "ml" }, absent).map(({ verdict }) => verdict),
        ["violated"],
      );
      assert.deepEqual(judged({ team: "ml" }, { Null: { "aws:RequestTag/owner": "true" } }), []);
    });
  });

  describe("Reports a violation if", () => {
    for (const action of REGISTER) {
      it(`${action} is missing`, () => {
        const found = one(stack(granted(statement(REGISTER.filter((one) => one !== action)), pass())));
        assert.deepEqual([found.verdict, found.subject], ["violated", `user/${USER}`]);
        assert.deepEqual(found.actions, [action]);
        assert.match(
          found.message,
          /^user\/dev-pilot-reader may not (register|describe|list) task definitions\.$/,
        );
      });
    }

    it("registering is granted on a family, which takes no such permission", () => {
      const family = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/ig-notification:*`;
      const found = one(
        stack(granted(statement(REGISTER.slice(0, 1), family), statement(REGISTER.slice(1)), pass())),
      );
      assert.deepEqual([found.actions, found.resources], [["ecs:RegisterTaskDefinition"], ["*"]]);
    });

    it("one of the two roles may not be passed, and says which", () => {
      const found = one(stack(granted(register, pass(EXECUTION))));
      assert.deepEqual([found.actions, found.resources], [["iam:PassRole"], [TASK]]);
      assert.match(
        found.message,
        /may not pass arn:aws:iam::618574523116:role\/ecsTaskRole to ECS tasks \(role of ig-notification\)/,
      );
      assert.match(
        found.remedy,
        /"Condition": \{"StringEquals": \{"iam:PassedToService": "ecs-tasks.amazonaws.com"\}\}/,
      );
    });

    it("the roles may be passed to another service only", () => {
      const other = { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } };
      const found = one(stack(granted(register, pass([TASK, EXECUTION], other))));
      assert.match(found.decidedBy ?? "", /iam:PassedToService = ec2.amazonaws.com fails/);
    });

    it("a Deny refuses", () => {
      const found = one(stack(granted(register, pass()), userPolicy(USER, "guard", [deny("iam:*")])));
      assert.equal(found.decidedBy, "Deny Statement[0] of inline policy guard");
    });

    it("the role's path is not in the grant", () => {
      const own = role("ecsTaskRole", { path: "/ig/" });
      const findings = judge([
        task({ taskRoleArn: outputOf(own) }),
        own,
        role("ecsTaskExecutionRole"),
        granted(register, pass()),
      ]);
      assert.deepEqual(findings.map(({ resources }) => resources).sort(), [
        [arnOf("role", "ecsTaskRole")],
        [arnOf("role", "ig/ecsTaskRole")],
      ]);
    });

    it("tags may not be set", () => {
      const found = one([task({ tags: { team: "ml" } }), ...roles(), granted(register, pass())]);
      assert.deepEqual(found.actions, ["ecs:TagResource"]);
      assert.deepEqual(found.resources, [
        `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/ig-notification:*`,
      ]);
    });

    const excesses: [string, object, string][] = [
      ["a third role", pass([TASK, EXECUTION, arnOf("role", "Admin")]), arnOf("role", "Admin")],
      [
        "a role of another account",
        pass([TASK, EXECUTION, arnOf("role", "ecsTaskRole", "575084400422")]),
        arnOf("role", "ecsTaskRole", "575084400422"),
      ],
      [
        "a third role to another service",
        statement("iam:*", [TASK, EXECUTION, arnOf("role", "batch")]),
        arnOf("role", "batch"),
      ],
    ];
    for (const [what, excess, beyond] of excesses) {
      it(`${what} may be passed`, () => {
        const found = one(stack(granted(register, excess)));
        assert.equal(found.verdict, "violated");
        assert.ok(found.resources.some((on) => on.startsWith(beyond)));
        assert.match(found.message, /may pass roles that no task definition of the stack uses/);
        assert.ok(found.remedy.includes(EXECUTION) && found.remedy.includes(TASK));
      });
    }

    /** The stack's own documents are held to names by pass-role-scoped, so that a cause has one finding. */
    const unnamed: [string, object, string][] = [
      ["any role", pass("*"), "*"],
      ["any role of the account", pass(arnOf("role", "*")), arnOf("role", "*")],
      ["roles by prefix", pass([TASK, EXECUTION, arnOf("role", "ecs*")]), arnOf("role", "ecs*")],
      [
        "all but some roles",
        { Effect: "Allow", Action: "iam:PassRole", NotResource: arnOf("role", "Admin") },
        "everything but",
      ],
    ];
    for (const [what, excess, beyond] of unnamed) {
      it(`${what} may be passed by a document that is managed elsewhere`, async () => {
        const external = [{ principal: `user/${USER}`, documents: [document(register, pass(), excess)] }];
        const config = { "deployer-can-register": { ...CONFIG, external } };
        const [found] = await judgeThroughSdk(stack(), config, [deployerCanRegister]);
        assert.match(found?.message ?? "", /may pass roles that no task definition of the stack uses/);
        assert.ok(found?.message.includes(beyond));
      });

      it(`${what} may be passed by a document of the stack: left to pass-role-scoped, if that was asked`, async () => {
        const resources = stack(granted(register, pass(), excess));
        const config = { "deployer-can-register": CONFIG };
        const both = await judgeBoth(resources, config, [passRoleScoped, deployerCanRegister]);
        const mandatory = both.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
        assert.deepEqual(mandatory, ["pass-role-scoped"]);
        assert.ok(one(resources).resources.some((on) => on.startsWith(beyond)));
      });
    }

    const ofOthers: [string, object][] = [
      ["another account's roles denied", denied(`arn:aws:iam::999999999999:role/*`)],
      ["another partition's roles denied", denied("arn:aws-cn:iam::*:role/*")],
      ["roles of a name denied that a variable says", denied("arn:aws:iam::*:role/${aws:username}")],
    ];
    for (const [what, denial] of ofOthers) {
      it(`any role may be passed, ${what}`, async () => {
        const resources = stack(granted(register, pass("*"), denial));
        const config = { "deployer-can-register": CONFIG };
        const both = await judgeBoth(resources, config, [passRoleScoped, deployerCanRegister]);
        const mandatory = both.filter(({ level }) => level === "mandatory");
        assert.equal(mandatory.length, 1, "one rule says so");
        assert.match(mandatory[0]?.message ?? "", /iam:PassRole/);
      });
    }

    it("no task definition: another account's role or one that ECS may not assume", () => {
      const admin = role("Admin", { assumeRolePolicy: trust("ec2.amazonaws.com") });
      for (const on of [arnOf("role", "x", "575084400422"), arnOf("role", "Admin")]) {
        one([...roles(), admin, granted(register, pass([TASK, EXECUTION, on]))]);
      }
    });

    it("the user exists and has nothing", () => {
      const found = one(stack(resource("aws:iam/user:User", USER, { name: USER })));
      assert.deepEqual(found.actions, [...REGISTER, "iam:PassRole"].sort());
      assert.match(found.decidedBy ?? "", /no policy is attached/);
    });
  });

  describe("Is unproven if", () => {
    const cases: [string, TestResource[]][] = [
      ["nothing is known of the deployer", stack()],
      [
        "the deployer's document is unknown",
        stack(resource("aws:iam/userPolicy:UserPolicy", "p", { user: USER, name: "p", policy: unknown() })),
      ],
      [
        "a role of a task definition is unknown",
        [task({ taskRoleArn: unknown() }), ...roles(), granted(register, pass(EXECUTION))],
      ],
      [
        "a part of the statement is unknown",
        stack(
          resource("aws:iam/userPolicy:UserPolicy", "p", {
            user: USER,
            name: "p",
            policy: document(register, statement("iam:PassRole", [unknown() as unknown as string])),
          }),
        ),
      ],
      [
        "it takes a second factor",
        stack(
          granted(
            register,
            pass([TASK, EXECUTION], { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
          ),
        ),
      ],
    ];
    for (const [title, resources] of cases) {
      it(title, () => {
        const findings = judge(resources);
        assert.ok(findings.length > 0);
        for (const { verdict, subject } of findings)
          assert.deepEqual([verdict, subject], ["unproven", `user/${USER}`]);
        assert.deepEqual(summary(judge([...resources].reverse())), summary(findings));
      });
    }

    it("a single further role may be the one that is not known", () => {
      const resources = [task({ taskRoleArn: unknown() }), ...roles(), granted(register, pass())];
      assert.deepEqual([...new Set(judge(resources).map(({ verdict }) => verdict))], ["unproven"]);
    });
  });

  for (const deployers of ["user/x", [42], ["dev-pilot-reader"], ["team/x"]]) {
    it(`a mandatory finding says what is allowed instead of ${JSON.stringify(deployers)}`, async () => {
      const config = { [deployerCanRegister.name]: { deployers } };
      const [found] = await judgeThroughSdk(stack(), config as never, [deployerCanRegister]);
      assert.equal(found?.level, "mandatory");
      assert.match(found?.message ?? "", /deployers/);
    });
  }

  it("an attachment of another user's policy is none of the deployer's", () => {
    const data = resource("aws:iam/policy:Policy", "register", {
      name: "register",
      policy: document(register, pass()),
    });
    const resources = stack(data, attachment("ecsTaskRole", arnOf("policy", "register")));
    assert.equal(one(resources).verdict, "unproven");
  });

  describe("of whoever changes what starts tasks", () => {
    const STARTS = arnOf("role", "starts");
    const starts = role("starts", { assumeRolePolicy: JSON.stringify(trust("scheduler.amazonaws.com")) });
    const schedule = resource("aws:scheduler/schedule:Schedule", "nightly", {
      name: "nightly",
      target: {
        arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main`,
        roleArn: STARTS,
        ecsParameters: { taskDefinitionArn: outputOf(task()) },
      },
    });
    const change = statement("scheduler:UpdateSchedule");
    const passTo = (service: string) =>
      statement("iam:PassRole", STARTS, { Condition: { StringEquals: { "iam:PassedToService": service } } });
    const judged = (...statements: object[]) => judge([...stack(granted(...statements)), starts, schedule]);

    it("Compliance: it passes the schedule's role to Scheduler", () => {
      assert.deepEqual(judged(register, pass(), change, passTo("scheduler.amazonaws.com")), []);
    });

    it("Noncompliance: it may change the schedule and not pass its role, or to another service", () => {
      for (const more of [[], [passTo("events.amazonaws.com")]]) {
        const [found, ...others] = judged(register, pass(), change, ...more);
        assert.deepEqual(others, []);
        assert.deepEqual([found?.verdict, found?.resources], ["violated", [STARTS]]);
        assert.match(found?.remedy ?? "", /scheduler\.amazonaws\.com/);
      }
    });

    it("Noncompliance: it passes the role of a schedule that it may not change", () => {
      const [found] = judged(register, pass(), passTo("scheduler.amazonaws.com"));
      assert.deepEqual(found?.resources, [STARTS]);
    });

    it("Compliance: it looks after all schedules, and passes no role of them", () => {
      assert.deepEqual(judged(register, pass(), statement("scheduler:*")), []);
    });

    it("Compliance: it may change another schedule", () => {
      const other = statement(
        "scheduler:UpdateSchedule",
        `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/other/x`,
      );
      const known = {
        ...schedule,
        props: { ...schedule.props, arn: `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/nightly` },
      };
      assert.deepEqual(judge([...stack(granted(register, pass(), other)), starts, known]), []);
    });
  });

  describe("what config says that it may", () => {
    const CLUSTER = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main`;
    const FAMILY = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/ig-notification`;
    const run = (on = `${FAMILY}:*`, rest: object = {}) => statement("ecs:RunTask", on, rest);
    const follow = statement(
      ["ecs:StopTask", "ecs:DescribeTasks"],
      `arn:aws:ecs:${REGION}:${ACCOUNT}:task/main/*`,
    );
    const update = statement(
      ["ecs:UpdateService", "ecs:DescribeServices"],
      `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/shop`,
    );
    const places = { clusters: ["main"], services: ["shop"] };
    const judged = (may: string[], statements: object[]) =>
      judge(stack(granted(...statements)), { deployers: [{ name: `user/${USER}`, may, ...places }] });

    it("Compliance: each duty with what it takes and no more", () => {
      assert.deepEqual(judged(["register"], [register, pass()]), []);
      assert.deepEqual(judged(["run"], [run(), follow, pass()]), []);
      const inMain = { Condition: { ArnEquals: { "ecs:cluster": CLUSTER } } };
      assert.deepEqual(judged(["run"], [run(undefined, inMain), follow, pass()]), []);
      assert.deepEqual(judged(["update"], [update]), []);
      assert.deepEqual(judged(["register", "run", "update"], [register, run(), follow, update, pass()]), []);
    });

    it("Noncompliance: a right of a duty is missing", () => {
      const lacking: [string[], object[], string[]][] = [
        [["run"], [follow, pass()], ["ecs:RunTask"]],
        [["run"], [run(), pass()], ["ecs:DescribeTasks", "ecs:StopTask"]],
        [["run"], [run(), follow, pass(TASK)], ["iam:PassRole"]],
        [["update"], [register], ["ecs:DescribeServices", "ecs:UpdateService"]],
        [["register", "run"], [register, follow, pass()], ["ecs:RunTask"]],
      ];
      for (const [may, statements, actions] of lacking) {
        const [found, ...others] = judged(may, statements);
        assert.deepEqual([found?.verdict, found?.actions, others], ["violated", actions, []]);
      }
    });

    it("Noncompliance: another cluster, or the family without a revision", () => {
      const other = { Condition: { ArnEquals: { "ecs:cluster": CLUSTER.replace("main", "other") } } };
      assert.deepEqual(judged(["run"], [run(undefined, other), follow, pass()])[0]?.actions, ["ecs:RunTask"]);
      assert.deepEqual(judged(["run"], [run(FAMILY), follow, pass()])[0]?.actions, ["ecs:RunTask"]);
    });

    it("takes the clusters and services of the stack where config names none", () => {
      const own = [
        resource("aws:ecs/cluster:Cluster", "main", { name: "main" }),
        resource("aws:ecs/service:Service", "shop", { name: "shop", cluster: CLUSTER }),
      ];
      const config = { deployers: [{ name: `user/${USER}`, may: ["run", "update"] }] };
      const having = (...statements: object[]) => judge([...stack(granted(...statements)), ...own], config);
      assert.deepEqual(having(run(), follow, update, pass()), []);
      assert.deepEqual(having(run(), follow, pass())[0]?.actions, [
        "ecs:DescribeServices",
        "ecs:UpdateService",
      ]);
    });

    it("joins several entries of one deployer", () => {
      const name = `user/${USER}`;
      const config = { deployers: [name, { name, may: ["update"], ...places }] };
      assert.deepEqual(judge(stack(granted(register, pass(), update)), config), []);
      assert.equal(judge(stack(granted(register, pass())), config).length, 1);
    });

    it("names what an unknown deployer is to do", () => {
      const [found] = judge(stack(), { deployers: [{ name: "role/nobody", may: ["run", "update"] }] });
      assert.match(found!.message, /run the stack's tasks and update the stack's services/);
    });
  });
});

function denied(on: string): object {
  return { Effect: "Deny", Action: "iam:PassRole", Resource: on };
}
