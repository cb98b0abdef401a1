import assert from "node:assert/strict";
import path from "node:path";
import type { LiveEndpoint } from "../../../commands/account/live-endpoints";
import { endpointQuestions } from "../../../commands/verify/checks/endpoints";
import { liveExternal } from "../../../commands/verify/live-external";
import { answered, type Line } from "../../../commands/verify/question";
import { foundEndpoints } from "../../../commands/verify/write/found-endpoints";
import type { External } from "../../../policypack/graph/settings";
import { repository } from "../support/project";
import { denied, standInSubject } from "./stand-in-subject";

const EXAMPLES = path.join(repository, "docs", "examples");
const policy = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action, Resource: "*" }],
});
const endpoint = (id: string, Action: string): LiveEndpoint => ({
  id,
  vpc: "vpc-1",
  service: "s3",
  policy: policy(Action),
});
const DECLARED: External = { vpcEndpoint: "s3", endpointPolicy: policy("s3:GetObject") };

async function subjectOf(external: External[], endpoints?: LiveEndpoint[]) {
  const subject = await standInSubject(EXAMPLES, "efs", { endpoints: endpoints ?? [] }, external);
  if (endpoints) return subject;
  const refusing = { named: () => Promise.reject(denied()) } as unknown as typeof subject.endpoints;
  return { ...subject, endpoints: refusing };
}

async function lines(external: External[], endpoints?: LiveEndpoint[]): Promise<Line[]> {
  const questions = endpointQuestions(await subjectOf(external, endpoints));
  return (await Promise.all(questions.map(answered))).flat();
}

describe("verify: policies of VPC endpoints", () => {
  it("asks about those that config declares, and about nothing where it declares none", async () => {
    assert.deepEqual(await lines([], [endpoint("vpce-1", "*")]), []);
    const [line] = await lines([DECLARED], [endpoint("vpce-1", "s3:GetObject")]);
    assert.equal(line?.state, "proven");
    assert.equal(line.detail, "vpce-1 in vpc-1: as the pack's config declares");
  });

  it("says which endpoint lets through something else, that there is none, and that it may not look", async () => {
    const [wrong] = await lines([DECLARED], [endpoint("vpce-1", "s3:PutObject")]);
    assert.equal(wrong?.state, "failed");
    assert.match(wrong.detail, /^vpce-1 in vpc-1: .*endpointPolicy of ecs-task-can-start/);
    assert.match(wrong.remedy ?? "", /--write/);
    const several = await lines([DECLARED], [endpoint("vpce-1", "s3:GetObject"), endpoint("vpce-2", "*")]);
    assert.match(several[0]?.remedy ?? "", /by its id/);
    assert.equal((await lines([DECLARED], []))[0]?.state, "failed");
    const [refused] = await lines([DECLARED]);
    assert.equal(refused?.state, "not-permitted");
    assert.match(refused.remedy ?? "", /ec2:DescribeVpcEndpoints/);
  });

  it("judges by what the account has, and as declared where that is not one policy", async () => {
    const judgedBy = async (endpoints?: LiveEndpoint[]) =>
      (await liveExternal(await subjectOf([DECLARED], endpoints))).find(({ vpcEndpoint }) => vpcEndpoint);
    const differing = [endpoint("vpce-1", "s3:PutObject"), endpoint("vpce-2", "*")];
    assert.deepEqual((await judgedBy(differing.slice(0, 1)))?.endpointPolicy, policy("s3:PutObject"));
    for (const live of [differing, [], undefined]) assert.deepEqual(await judgedBy(live), DECLARED);
  });

  it("writes what the account has into the entry", async () => {
    const found = async (endpoints?: LiveEndpoint[]) =>
      (await foundEndpoints(await subjectOf([DECLARED], endpoints)))[0];
    assert.deepEqual(
      (await found([endpoint("vpce-1", "*")]))?.changes.map(({ external }) => external),
      [{ vpcEndpoint: "s3", endpointPolicy: policy("*") }],
    );
    assert.deepEqual(await found([endpoint("vpce-1", "s3:GetObject")]), { changes: [], refused: [] });
    for (const live of [[], [endpoint("a", "s3:GetObject"), endpoint("b", "*")], undefined])
      assert.equal((await found(live))?.refused.length, 1);
  });
});
