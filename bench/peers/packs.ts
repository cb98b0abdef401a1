/** Policy packs, each asked over the analyzer protocol as the engine does. */
import type { TestResource } from "../../tests/support/stacks";
import { Analyzer } from "../../tests/support/analyzer";
import type { PackConfig } from "../../tests/support/messages";
import type { Findings } from "./templates";

/**
 * @param config without it every policy of the pack is mandatory
 * @param folder the pack's; this project's own by default
 */
export async function judgeByPack(
  stacks: Map<string, TestResource[]>,
  config?: PackConfig,
  folder?: string,
): Promise<Findings> {
  const analyzer = await Analyzer.start(folder);
  try {
    await analyzer.configure(config ?? (await allMandatory(analyzer)));
    const findings: Findings = new Map();
    for (const [name, resources] of stacks) {
      const found = await analyzer.preview(resources);
      const mandatory = found.filter(({ level }) => level === "mandatory");
      findings.set(name, new Set(mandatory.map(({ policy, message }) => `${policy} ${message}`)));
    }
    return findings;
  } finally {
    analyzer.kill();
  }
}

/** The engine sends a pack's own initial config back to it; here everything is switched on instead. */
async function allMandatory(analyzer: Analyzer): Promise<PackConfig> {
  const policies = (await analyzer.info()).getPoliciesList();
  return Object.fromEntries(policies.map((policy) => [policy.getName(), "mandatory"]));
}
