/**
 * Sees how the engine configures the pack. The SDK shows each policy its own config and no level, yet a policy can leave
 * a cause to another one only if that is mandatory. So the request is read where the SDK decodes it, and goes on to the
 * SDK as it is. With an SDK that decodes it elsewhere nothing is known, and each policy speaks for itself.
 */
import { createRequire } from "node:module";
import type { EnforcementLevel } from "@pulumi/policy";
import type { ConfigureAnalyzerRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { type Configured, packOf } from "./configured-pack";
import type { Policy } from "./policy";
import type { Run } from "./run";

type Decode = (bytes: Buffer) => ConfigureAnalyzerRequest;

/** By their numbers in the analyzer protocol. */
const LEVELS: EnforcementLevel[] = ["advisory", "mandatory", "disabled", "remediate"];

/**
 * Begins the run anew whenever the engine configures the pack. Called before the SDK starts to serve; until the engine
 * configures the pack, the policies' own levels hold.
 */
export function watchConfiguration(run: Run, policies: Policy[]): void {
  const service = analyzerService();
  const decode = service?.configure?.requestDeserialize;
  if (!service?.configure || !decode) return;
  service.configure.requestDeserialize = (bytes) => {
    const request = decode(bytes);
    run.begin(packOf(policies, (policy) => configuredIn(request, policy)));
    return request;
  };
  run.begin(packOf(policies, () => undefined));
}

/** The SDK's own copy. */
function analyzerService(): { configure?: { requestDeserialize?: Decode } } | undefined {
  try {
    const sdk = createRequire(require.resolve("@pulumi/policy"));
    const { AnalyzerService } = sdk("@pulumi/pulumi/proto/analyzer_grpc_pb") as { AnalyzerService: object };
    return AnalyzerService;
  } catch {
    return undefined;
  }
}

function configuredIn(request: ConfigureAnalyzerRequest, policy: string): Partial<Configured> | undefined {
  const given = request.getPolicyconfigMap().get(policy);
  if (!given) return undefined;
  const level = LEVELS[given.getEnforcementlevel()] ?? "advisory";
  return { level, config: given.getProperties()?.toJavaScript() ?? {} };
}
