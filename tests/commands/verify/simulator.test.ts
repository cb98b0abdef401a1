import assert from "node:assert/strict";
import type { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import type { GrantRequest } from "../../../commands/verify/grants";
import { Simulator } from "../../../commands/verify/simulator";

const ROLE = "arn:aws:iam::123456789012:role/task";

const request = (action: string, resource: string, context: Record<string, string[]> = {}): GrantRequest => ({
  action,
  resource,
  context,
});

/** A client that records what it is asked and answers as told. */
function clientThat(answer: (input: SimulatePrincipalPolicyCommand["input"]) => unknown) {
  const asked: SimulatePrincipalPolicyCommand["input"][] = [];
  const send = ({ input }: SimulatePrincipalPolicyCommand) => {
    asked.push(input);
    return Promise.resolve(input).then(answer);
  };
  return { asked, iam: { send } as unknown as IAMClient };
}

const allowing = ({ ActionNames }: SimulatePrincipalPolicyCommand["input"]) => ({
  EvaluationResults: ActionNames!.map((EvalActionName) => ({ EvalActionName, EvalDecision: "allowed" })),
});

function failure(name: string, more: object = {}): Error {
  return Object.assign(new Error(name), { name, ...more });
}

describe("verify: IAM's simulator", () => {
  it("asks once for what has the same resource and context", async () => {
    const { asked, iam } = clientThat(allowing);
    const requests = [
      request("s3:GetObject", "arn:b/*"),
      request("s3:PutObject", "arn:b/*"),
      request("sts:X", "*"),
    ];
    assert.deepEqual(await new Simulator(iam).refusals(ROLE, requests), []);
    assert.deepEqual(
      asked.map(({ ActionNames, ResourceArns }) => [ActionNames, ResourceArns]),
      [
        [["s3:GetObject", "s3:PutObject"], ["arn:b/*"]],
        [["sts:X"], undefined],
      ],
    );
  });

  it("passes the context on", async () => {
    const { asked, iam } = clientThat(allowing);
    const context = { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] };
    await new Simulator(iam).refusals(ROLE, [request("iam:PassRole", "arn:r", context)]);
    assert.deepEqual(asked[0]?.ContextEntries, [
      {
        ContextKeyName: "iam:PassedToService",
        ContextKeyValues: ["ecs-tasks.amazonaws.com"],
        ContextKeyType: "string",
      },
    ]);
  });

  it("reads every page, and names what is refused", async () => {
    const { iam } = clientThat(({ Marker }) =>
      Marker === undefined
        ? {
            EvaluationResults: [{ EvalActionName: "a:B", EvalDecision: "allowed" }],
            IsTruncated: true,
            Marker: "2",
          }
        : { EvaluationResults: [{ EvalActionName: "a:C", EvalDecision: "explicitDeny" }] },
    );
    const denied = request("a:C", "arn:x");
    const refusals = await new Simulator(iam).refusals(ROLE, [request("a:B", "arn:x"), denied]);
    assert.deepEqual(refusals, [{ request: denied, why: "explicitDeny" }]);
  });

  const ABSENT: Record<string, Error> = {
    "it may not be called": failure("AccessDenied"),
    "an emulator answers that it has no such operation": failure("Error", {
      $metadata: { httpStatusCode: 500 },
    }),
  };
  for (const [title, error] of Object.entries(ABSENT)) {
    it(`has no answer where ${title}, and asks no further`, async () => {
      const { asked, iam } = clientThat(() => Promise.reject(error));
      const simulator = new Simulator(iam);
      assert.equal(
        await simulator.refusals(ROLE, [request("a:B", "arn:x"), request("a:B", "arn:y")]),
        undefined,
      );
      assert.equal(await simulator.refusals(ROLE, [request("a:B", "arn:z")]), undefined);
      assert.equal(asked.length, 1);
    });
  }

  it("lets IAM's own errors through", async () => {
    const error = failure("ServiceFailureException", {
      $fault: "server",
      $metadata: { httpStatusCode: 500 },
    });
    const { iam } = clientThat(() => Promise.reject(error));
    await assert.rejects(new Simulator(iam).refusals(ROLE, [request("a:B", "arn:x")]), {
      name: "ServiceFailureException",
    });
  });
});
