import type { StackConfig } from "../../../components/config";
import type { ContainerNeeds } from "../needs/code-need";
import { Applications } from "./applications";
import { sourcesOf } from "./sources-of";

/**
 * What the code of a stack's containers calls; empty where none names its sources, and then nothing of this folder is loaded.
 *
 * @param root the project's folder
 * @param applications as other stacks of this run have seen them
 * @throws UsageError where a source is not there
 */
export async function stackCode(
  root: string,
  config: StackConfig,
  applications = new Applications(root),
): Promise<ContainerNeeds[]> {
  if (!namesSources(config)) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for every stack
  const { readStackCode } = require("./read-stack-code") as typeof import("./read-stack-code");
  return await readStackCode(config, applications);
}

function namesSources({ tasks }: StackConfig): boolean {
  return tasks.some(({ containers }) => containers.some((container) => sourcesOf(container).length > 0));
}
