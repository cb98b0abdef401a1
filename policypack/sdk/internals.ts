/**
 * What the pack relies on in the policy SDK and in the engine's protocol that neither documents. Each has a contract test
 * of its name, which fails when the SDK changes it.
 */
export interface Internal {
  /** What is so today. */
  relies: string;
  /** The file that goes by it, from the pack's folder. */
  in: string;
  /** What becomes of the pack where it is no longer so. */
  otherwise: string;
}

export const INTERNALS: Record<string, Internal> = {
  "the request that configures the pack": {
    relies:
      "the SDK decodes it by AnalyzerService.configure.requestDeserialize, which may be replaced before it serves",
    in: "sdk/engine-configuration.ts",
    otherwise: "the other policies' levels and config are not known, and every rule speaks for itself",
  },
  "the properties of a message": {
    relies:
      "the SDK reads requests by AnalyzerService.analyze and analyzeStack, their properties by toJavaScript, and changes nothing of what that returns",
    in: "sdk/properties-once.ts",
    otherwise:
      "properties are read again for each policy, which takes longer; or policies see what others have changed",
  },
  "the numbers of enforcement levels": {
    relies: "0 advisory, 1 mandatory, 2 disabled, 3 remediate",
    in: "sdk/engine-configuration.ts",
    otherwise: "a rule would leave a cause to one that does not stop the stack",
  },
  "the order of policies": {
    relies: "on each resource the SDK runs the policies one after the other, in the order of the pack's list",
    in: "sdk/run.ts",
    otherwise: "a cause would be reported by several rules",
  },
  "one array for all policies": {
    relies: "opts.ignoreChanges is the array inside the request's message, the same one for every policy",
    in: "sdk/plain-resources.ts",
    otherwise:
      "each policy reads the resources, and makes a model of the stack, by itself, which takes longer and says the same",
  },
  "the values in place of unknown ones": {
    relies: "seven fixed strings, one a type",
    in: "graph/resources/plain.ts",
    otherwise: "an unknown value would be taken for a text",
  },
  "the object behind the proxy": {
    relies: "the proxy around props hands it out as __getSpecialProxyTarget",
    in: "sdk/plain-props.ts",
    otherwise: "props are read key by key through the proxy, and what it refuses is unknown",
  },
  "a violation with a level of its own": {
    relies: "reportViolation takes an object with message, urn and enforcementLevel beside a string",
    in: "sdk/policy.ts",
    otherwise: "advisory findings of mandatory policies would stop the stack, or messages be lost",
  },
  "npm's installer": {
    relies: "the SDK loads @npmcli/arborist at its start, and uses it only to collect a function's files",
    in: "sdk/deferred-arborist.ts",
    otherwise: "nothing is deferred, and the pack is ready later",
  },
  "what says that it is a preview": {
    relies:
      "pulumi.runtime.isDryRun() goes by PULUMI_NODEJS_DRY_RUN, which the engine sets to true or false for the analyzer",
    in: "sdk/stage.ts",
    otherwise: "nothing is deferred: what a preview leaves open is unproven, at the level of the policy",
  },
  "the request that tells of the stack": {
    relies:
      "the SDK decodes it by AnalyzerService.configureStack.requestDeserialize, and it has the engine's dryRun",
    in: "sdk/engine-configuration.ts",
    otherwise: "with engines from 3.221 on nothing is deferred",
  },
  "the handlers of requests": {
    relies: "@pulumi/policy/server exports makeAnalyzeRpcFun and makeAnalyzeStackRpcFun",
    in: "../tests/support/judge.ts",
    otherwise: "tests that judge in their own process must drive the analyzer process instead",
  },
};
