import { listed } from "../../policypack/unknowns/listed";
import type { ProgramRun } from "../any-program/run-program";
import type { Home } from "../offline/aws-outputs";

/** What was not as it would be in the account when a program was run, and what to do about it. */
export function runWarnings({ home, isStandIn, unmade, failedWith }: ProgramRun): string[] {
  return [
    ...standInWarnings(home, isStandIn),
    ...unmadeWarnings(unmade),
    ...firstPreviewWarnings(failedWith),
  ];
}

/** One a package. */
function unmadeWarnings(unmade: ProgramRun["unmade"]): string[] {
  const packages = [...new Set(unmade.map(({ type }) => type.split(":", 1)[0]!))];
  return packages.map((name) => {
    const of = unmade.filter(({ type }) => type.startsWith(`${name}:`));
    return (
      `Not judged is what ${listed(of.map(({ type, name }) => `${type} (${name})`))} consist${of.length === 1 ? "s" : ""} of: ` +
      `the plugin of ${name}, which makes it, is not installed here. Run \`pulumi install\` in the project, ` +
      "or judge the stack by --preview, where the engine runs it."
    );
  });
}

function firstPreviewWarnings(failedWith: string | undefined): string[] {
  if (failedWith === undefined) return [];
  return [
    "The program was run as at its first preview, where no output of a new resource is known, because it fails " +
      `where they are: ${failedWith}`,
  ];
}

function standInWarnings({ account, region }: Home, isStandIn: ProgramRun["isStandIn"]): string[] {
  const warning = (what: string, standIn: string, given: string) =>
    `Nothing tells the stack's ${what}: ${standIn} stands for it. Give it with --config ${given}.`;
  return [
    ...(isStandIn.account ? [warning("account", account, `'aws:allowedAccountIds=["111122223333"]'`)] : []),
    ...(isStandIn.region ? [warning("region", region, "aws:region=eu-west-1")] : []),
  ];
}
