import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { ecsServiceRoles } from "../../../policypack/policies/ecs-service-roles";
import { judgeStackByRule } from "../../support/judge";
import { resource } from "../../support/stacks";

const judged = (props: Record<string, unknown>) =>
  judgeStackByRule(ecsServiceRoles, [
    resource("aws:ecs/service:Service", "shop", { name: "shop", ...props }),
  ]);

describe("Configurations of a service that may name a role", () => {
  for (const [title, props] of [
    ["volumes that are unknown", { volumeConfiguration: UNKNOWN }],
    ["volumes of the wrong type", { volumeConfiguration: 42 }],
    [
      "a volume whose settings are unknown",
      { volumeConfiguration: { name: "data", managedEbsVolume: UNKNOWN } },
    ],
    ["unknown load balancers", { loadBalancers: UNKNOWN }],
    ["one of two load balancers", { loadBalancers: [{ containerName: "app" }, UNKNOWN] }],
    ["unknown Service Connect", { serviceConnectConfiguration: UNKNOWN }],
  ] as [string, Record<string, unknown>][]) {
    it(`are unproven, once: ${title}`, () => {
      assert.deepEqual(
        judged(props).map(({ verdict, urn }) => [verdict, urn?.endsWith("::shop")]),
        [["unproven", true]],
      );
    });
  }

  for (const [title, props] of [
    ["none", {}],
    ["a load balancer whose target group is unknown", { loadBalancers: [{ targetGroupArn: UNKNOWN }] }],
    ["Service Connect without TLS", { serviceConnectConfiguration: { enabled: true, namespace: UNKNOWN } }],
  ] as [string, Record<string, unknown>][]) {
    it(`are read: ${title}`, () => assert.deepEqual(judged(props), []));
  }
});
