/** Service control policies of the stack that stand above the account. */
import assert from "node:assert/strict";
import { taskRoleAccess } from "../../../policypack/policies/task-role-access";
import { judgeStackByRule as judgeStack } from "../../support/judge";
import {
  ACCOUNT,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  type TestResource,
  unknown,
  withOutputs,
} from "../../support/stacks";

const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`;

const policy = withOutputs(
  resource("aws:organizations/policy:Policy", "no-queues", {
    name: "no-queues",
    content: JSON.stringify(document({ Effect: "Deny", Action: "sqs:*", Resource: "*" })),
  }),
  { id: "p-noqueues" },
);
const attached = (targetId: unknown) =>
  resource("aws:organizations/policyAttachment:PolicyAttachment", "to", { policyId: "p-noqueues", targetId });
const account = (parentId: unknown, id: string = ACCOUNT) =>
  withOutputs(resource("aws:organizations/account:Account", "own", { name: "own", parentId }), { id });
const unit = (id: string, parentId: unknown) =>
  withOutputs(
    resource("aws:organizations/organizationalUnit:OrganizationalUnit", id, { name: id, parentId }),
    { id },
  );

function verdicts(...resources: TestResource[]): string[] {
  const stack = [
    role("app"),
    rolePolicy("app", "own", [
      statement(["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"], QUEUE),
    ]),
    policy,
    ...resources,
  ];
  const required = [{ role: "app", queues: [{ name: QUEUE, access: "write" }] }];
  return judgeStack(
    taskRoleAccess,
    stack,
    { required },
    { account: ACCOUNT, region: REGION, partition: "aws" },
  ).map(({ verdict }) => verdict);
}

describe("service control policies of the stack", () => {
  it("deny what they are attached to: the account, and the units and the root that it lies in", () => {
    const lies = [account("ou-team"), unit("ou-team", "ou-all"), unit("ou-all", "r-root")];
    for (const target of [ACCOUNT, "ou-team", "ou-all", "r-root"])
      assert.deepEqual(verdicts(attached(target), ...lies), ["violated"], target);
  });

  it("know a unit by the resource that it comes from", () => {
    const team = unit("ou-team", "r-root");
    const own = withOutputs(
      resource("aws:organizations/account:Account", "own", { name: "own", parentId: outputOf(team) }),
      { id: ACCOUNT },
    );
    assert.deepEqual(verdicts(attached("r-root"), team, own), ["violated"]);
  });

  it("leave accounts alone that lie elsewhere, or of which the stack does not say where", () => {
    const nothing: [string, TestResource[]][] = [
      ["no word of the account", [attached("ou-team")]],
      ["the root, which may be the management account's", [attached("r-root"), unit("ou-team", "r-root")]],
      ["another unit", [attached("ou-other"), account("ou-team"), unit("ou-team", "r-root")]],
      ["another account", [attached("ou-team"), account("ou-team", "999999999999")]],
      ["a parent that is not known", [attached("ou-team"), account(unknown())]],
      ["a parent that is no text", [attached("ou-team"), account(7)]],
      ["a target that is not known", [attached(unknown()), account("ou-team")]],
      ["a circle", [attached("ou-x"), account("ou-a"), unit("ou-a", "ou-b"), unit("ou-b", "ou-a")]],
    ];
    for (const [title, resources] of nothing) assert.deepEqual(verdicts(...resources), [], title);
  });
});
