import assert from "node:assert/strict";
import { LiveEndpoints } from "../../../commands/account/live-endpoints";
import type { RegionalClients } from "../../../commands/account/resource-policies/regional-clients";

const POLICY = { Version: "2012-10-17", Statement: [] };

function endpointsThat(answer: (input: { NextToken?: string }) => unknown) {
  let calls = 0;
  const client = {
    send: ({ input }: { input: { NextToken?: string } }) => {
      calls += 1;
      return Promise.resolve(input).then(answer);
    },
  };
  const clients = { home: "eu-central-1", of: () => client } as unknown as RegionalClients;
  return { endpoints: new LiveEndpoints(clients), calls: () => calls };
}

const described = (VpcEndpointId: string, service: string, PolicyDocument?: string) => ({
  VpcEndpointId,
  VpcId: "vpc-1",
  ServiceName: `com.amazonaws.eu-central-1.${service}`,
  PolicyDocument,
});

describe("verify: VPC endpoints of an account", () => {
  it("finds them by id and by service, over all pages, asked once", async () => {
    const { endpoints, calls } = endpointsThat(({ NextToken }) =>
      NextToken === undefined
        ? { VpcEndpoints: [described("vpce-1", "ecr.dkr", JSON.stringify(POLICY))], NextToken: "more" }
        : { VpcEndpoints: [described("vpce-2", "ecr.api"), { VpcEndpointId: "vpce-3" }] },
    );
    const docker = { id: "vpce-1", vpc: "vpc-1", service: "ecr.dkr", policy: POLICY };
    assert.deepEqual(await endpoints.named("ecr.dkr"), [docker]);
    assert.deepEqual(await endpoints.named("vpce-1"), [docker]);
    assert.deepEqual(
      (await endpoints.named("ecr.api")).map(({ id, policy }) => [id, policy]),
      [["vpce-2", undefined]],
    );
    assert.deepEqual(await endpoints.named("s3"), []);
    assert.equal(calls(), 2);
  });

  it("knows China's names of services", async () => {
    const { endpoints } = endpointsThat(() => ({
      VpcEndpoints: [{ ServiceName: "cn.com.amazonaws.eu-central-1.ecr.dkr", VpcEndpointId: "vpce-1" }],
    }));
    assert.equal((await endpoints.named("ecr.dkr")).length, 1);
  });

  it("rejects where the caller may not look", async () => {
    const { endpoints } = endpointsThat(() => {
      throw Object.assign(new Error("no"), { name: "UnauthorizedOperation" });
    });
    await assert.rejects(endpoints.named("s3"), { name: "UnauthorizedOperation" });
  });
});
