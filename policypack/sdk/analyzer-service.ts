/** The engine's requests where the SDK decodes them: what the pack must see of them, or do to them, before the SDK does. */
import { createRequire } from "node:module";
import type {
  AnalyzeRequest,
  AnalyzerStackConfigureRequest,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";

/** A method of the protocol, of which the part that reads requests may be replaced. */
interface Method<Request> {
  requestDeserialize?: (bytes: Buffer) => Request;
}

interface Service {
  configure?: Method<ConfigureAnalyzerRequest>;
  configureStack?: Method<AnalyzerStackConfigureRequest>;
  analyze?: Method<AnalyzeRequest>;
  analyzeStack?: Method<AnalyzeStackRequest>;
}

/** @returns whether requests will be seen */
export function watch<Request>(
  method: Method<Request> | undefined,
  see: (request: Request) => void,
): boolean {
  const decode = method?.requestDeserialize;
  if (!method || !decode) return false;
  method.requestDeserialize = (bytes) => {
    const request = decode(bytes);
    see(request);
    return request;
  };
  return true;
}

/** The SDK's own copy; undefined with an SDK that has it elsewhere. */
export function analyzerService(): Service | undefined {
  try {
    const sdk = createRequire(require.resolve("@pulumi/policy"));
    const { AnalyzerService } = sdk("@pulumi/pulumi/proto/analyzer_grpc_pb") as { AnalyzerService: Service };
    return AnalyzerService;
  } catch {
    return undefined;
  }
}
