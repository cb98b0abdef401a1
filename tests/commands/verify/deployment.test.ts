import type { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { deploymentQuestions } from "../../../commands/verify/checks/deployment";
import type { Subject } from "../../../commands/verify/subject";
import { buildModel } from "../../../policypack/graph/model";
import type { Deployer } from "../../../policypack/policies/deployer-can-deploy/deployers";
import { resource, role, statement, trust } from "../../support/stacks";

const ACCOUNT = "123456789012";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const OPS: Deployer = { name: "user/ops", iam: "all" };

type Input = SimulatePrincipalPolicyCommand["input"];
type Decide = (action: string) => string;

const stack = [
  role("app", { assumeRolePolicy: JSON.stringify(trust("ecs-tasks.amazonaws.com")) }),
  resource("aws:cloudwatch/logGroup:LogGroup", "logs", { name: "/ecs/app", retentionInDays: 7 }),
];

interface Account {
  /** What IAM's simulator says; without it that may not be called. */
  simulate?: Decide;
  /** What the deployer holds inline; without it there is no such user. */
  statements?: object[];
}

function subjectOf({ simulate, statements }: Account, deployers: Deployer[], may = ["register"]) {
  const asked: Input[] = [];
  const send = ({ input }: SimulatePrincipalPolicyCommand) => {
    asked.push(input);
    if (!simulate)
      return Promise.reject(Object.assign(new Error("no"), { name: "AccessDenied", $fault: "client" }));
    const EvaluationResults = input.ActionNames!.map((EvalActionName) => ({
      EvalActionName,
      EvalDecision: simulate(EvalActionName),
    }));
    return Promise.resolve({ EvaluationResults });
  };
  const iam = {
    principal: () => Promise.resolve(statements && { arn: `arn:aws:iam::${ACCOUNT}:user/ops` }),
    holdings: () =>
      Promise.resolve({ attached: [], inline: { own: { Version: "2012-10-17", Statement: statements } } }),
    groupsOf: () => Promise.resolve([]),
  };
  const subject = {
    stack: "dev",
    model: buildModel(stack, { account: ACCOUNT, region: "eu-west-1", partition: "aws" }),
    config: {
      accountId: ACCOUNT,
      region: "eu-west-1",
      partition: "aws",
      deployers: [{ type: "user", name: "own", may }],
    },
    pack: { propertiesOf: () => ({ deployers }), external: [], declarations: [] },
    packConfigFile: "policypack/config/dev.json",
    resources: [],
    organization: { id: () => Promise.resolve(undefined) },
    live: { iam: { send } as unknown as IAMClient },
    iam,
  } as unknown as Subject;
  return { subject, asked };
}

async function answerOf(account: Account, deployer = OPS) {
  const { subject, asked } = subjectOf(account, [deployer]);
  const [question] = deploymentQuestions(subject);
  assert.equal(question?.check, "deployment");
  assert.equal(question.subject, "user/ops");
  const [answer] = [await question.ask()].flat();
  assert.ok(answer);
  return { answer, asked };
}

const actionsIn = (asked: Input[]) => asked.flatMap(({ ActionNames }) => ActionNames!);

describe("verify: whoever deploys the stack", () => {
  it("asks nothing where config names nobody", () => {
    assert.deepEqual(deploymentQuestions(subjectOf({ statements: [] }, []).subject), []);
  });

  it("asks about the stack's own deployers that may deploy", () => {
    const { subject } = subjectOf({ statements: [] }, [OPS], ["register", "deploy"]);
    assert.deepEqual(
      deploymentQuestions(subject).map((question) => question.subject),
      ["user/own", "user/ops"],
    );
  });

  it("is proven by IAM's simulator, asked for each action on its resource", async () => {
    const { answer, asked } = await answerOf({ simulate: () => "allowed", statements: [] });
    assert.equal(answer.state, "proven");
    assert.match(answer.detail, /all \d+ that deploying the stack takes \(IAM's simulator\)/);
    const create = asked.find(({ ActionNames }) => ActionNames!.includes("iam:CreateRole"));
    assert.deepEqual(create?.ResourceArns, [ROLE]);
    assert.ok(actionsIn(asked).includes("logs:PutRetentionPolicy"));
  });

  it("fails by what the simulator refuses, and says how to ask for it", async () => {
    const simulate: Decide = (action) => (action === "iam:CreateRole" ? "implicitDeny" : "allowed");
    const { answer } = await answerOf({ simulate, statements: [] });
    assert.equal(answer.state, "failed");
    assert.match(answer.detail, /may not iam:CreateRole on .*role\/app \(implicitDeny\)/);
    assert.match(answer.state === "failed" ? answer.remedy : "", /npm run rights -- --stack dev/);
  });

  it("is judged by the pack where the simulator may not be called, and says so", async () => {
    const all = [statement("iam:*"), statement("logs:*")];
    const proven = (await answerOf({ statements: all })).answer;
    assert.equal(proven.state, "proven");
    assert.match(proven.detail, /\(the policy pack, on what IAM returns\)/);
    const { answer } = await answerOf({ statements: [statement("iam:*")] });
    assert.equal(answer.state, "failed");
    assert.match(answer.detail, /may not logs:\w+ on .* \(the policy pack, on what IAM returns\)/);
  });

  it("asks no more of a deployer in IAM than config says it does there", async () => {
    const { asked } = await answerOf(
      { simulate: () => "allowed", statements: [] },
      { name: "user/ops", iam: "read" },
    );
    assert.ok(actionsIn(asked).includes("iam:GetRole"));
    assert.ok(!actionsIn(asked).includes("iam:CreateRole"));
  });

  it("fails where the account has no such user", async () => {
    const { answer } = await answerOf({});
    assert.equal(answer.state, "failed");
    assert.match(answer.detail, /there is no such user/);
    assert.match(answer.state === "failed" ? answer.remedy : "", /policypack\/config\/dev\.json/);
  });
});
