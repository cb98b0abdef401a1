/**
 * Sees how the engine configures the pack, and for what it runs it. The SDK shows each policy its own config and no level, yet a policy can leave
 * a cause to another one only if that is mandatory. So the request is read where the SDK decodes it, and goes on to the
 * SDK as it is. With an SDK that decodes it elsewhere nothing is known, and each policy speaks for itself.
 */
import type { EnforcementLevel } from "@pulumi/policy";
import type { ConfigureAnalyzerRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { analyzerService, watch } from "./analyzer-service";
import { type Configured, packOf } from "./configured-pack";
import type { Policy } from "./policy";
import type { Run } from "./run";

/** By their numbers in the analyzer protocol. */
const LEVELS: EnforcementLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

/**
 * Begins the run anew whenever the engine configures the pack, and tells it for what it runs. Called before the SDK starts to
 * serve; until the engine configures the pack, the policies' own levels hold.
 */
export function watchConfiguration(run: Run, policies: Policy[]): void {
  const service = analyzerService();
  watch(service?.configureStack, (request) => run.setStage(request.getDryRun() ? "preview" : "update"));
  const isSeen = watch(service?.configure, (request) =>
    run.begin(packOf(policies, (policy) => configuredIn(request, policy))),
  );
  if (isSeen) run.begin(packOf(policies, () => undefined));
}

function configuredIn(request: ConfigureAnalyzerRequest, policy: string): Partial<Configured> | undefined {
  const given = request.getPolicyconfigMap().get(policy);
  if (!given) return undefined;
  const level = LEVELS[given.getEnforcementlevel()] ?? "advisory";
  return { level, config: given.getProperties()?.toJavaScript() ?? {} };
}
