/**
 * The simulator's own engine, asked about all kinds of documents: its entry point without checks leaves endpoints out, and
 * stumbles over policies of resources.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { EvaluationResult } from "@cloud-copilot/iam-simulate";
import { contextOfSurrounded, type Surrounded } from "./surrounded";

interface Engine {
  authorize(request: object): { result: EvaluationResult };
}
type Constructor = new (...args: unknown[]) => object;

const load = createRequire(__filename);
const inside = (file: string): unknown =>
  load(join(dirname(load.resolve("@cloud-copilot/iam-simulate")), file));
const { authorize } = inside("core_engine/CoreSimulatorEngine.js") as Engine;
const { AwsRequestImpl } = inside("request/request.js") as { AwsRequestImpl: Constructor };
const { RequestContextImpl } = inside("requestContext.js") as { RequestContextImpl: Constructor };
const { DiscoveryContextKeyConstraints } = inside("context_keys/discoveryContextKeyConstraints.js") as {
  DiscoveryContextKeyConstraints: Constructor;
};
const { loadPolicy } = load("@cloud-copilot/iam-policy") as {
  loadPolicy(document: unknown, metadata: { name: string }): object;
};

const EVERYTHING = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

export function simulatedSurrounded(example: Surrounded): EvaluationResult {
  const { principal, request, boundary, resourcePolicy, endpoint, resourceAccount } = example;
  const named = (policy: unknown, index = 0) => loadPolicy(policy, { name: `policy-${index}` });
  const level = (policies: unknown[], index: number) => ({
    orgIdentifier: `level-${index}`,
    policies: policies.map(named),
  });
  return authorize({
    request: new AwsRequestImpl(
      principal,
      { resource: request.resource, accountId: resourceAccount },
      request.action,
      new RequestContextImpl(contextOfSurrounded(example)),
    ),
    identityPolicies: example.documents.map(named),
    serviceControlPolicies: example.serviceControl.map(level),
    resourceControlPolicies: example.resourceControl.map((each, index) => level([EVERYTHING, each], index)),
    resourcePolicy: resourcePolicy && named(resourcePolicy),
    permissionBoundaries: boundary && [named(boundary)],
    vpcEndpointPolicies: endpoint && [named(endpoint)],
    simulationParameters: {
      simulationMode: "Strict",
      discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
    },
  }).result;
}
