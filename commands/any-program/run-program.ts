import { partitionOf } from "../../policypack/aws/partitions";
import type { StackSettings } from "../../policypack/graph/settings";
import type { Home } from "../offline/aws-outputs";
import { UNKNOWN_STRING } from "../offline/aws-provider";
import type { RegisteredResource } from "../offline/recording-monitor";
import { accountIn, STAND_IN_ACCOUNT } from "./home";
import { OfflineEngine } from "./offline-engine";
import type { ProgramProject } from "./program-project";
import { ProgramFailure, runBefore } from "./program-process";

/** What a program registered, and where it was taken to be. */
export interface ProgramRun {
  resources: RegisteredResource[];
  home: Home;
  /** Whether nothing told the account or the region, so that a stand-in served. */
  isStandIn: { account: boolean; region: boolean };
  /** Components whose plugin is not installed, so that what they consist of was not seen. */
  unmade: OfflineEngine["unmade"];
  /** What the program failed with where outputs were known, so that it was run as a first preview instead. */
  failedWith?: string;
}

const STAND_IN_REGION = "us-east-1";

/**
 * Runs a Node.js program as the language host does, before an engine that creates everything at once and nothing in
 * AWS: without the CLI, network, account or credentials. A program that does not bear the outputs it is given (it asks
 * what it believes to have created, say) is run again as at its first preview, where none is known.
 * @param settings what the pack's config says of account and region
 * @throws UsageError with the program's own errors where it fails, or where its packages are not installed
 */
export async function runAnyProgram(project: ProgramProject, settings: StackSettings): Promise<ProgramRun> {
  const defaults = defaultProviderInputs(project.config);
  const told = { account: settings.account ?? accountIn(defaults), region: regionOf(project, settings) };
  const runAs = async (place: Place, isFirstPreview: boolean): Promise<ProgramRun> => {
    const { account = STAND_IN_ACCOUNT, region = STAND_IN_REGION } = place;
    const home = { account, region, partition: settings.partition ?? partitionOf(region) };
    const engine = new OfflineEngine(project.name, project.stack, home, defaults, isFirstPreview);
    await runBefore(engine, project);
    const isStandIn = { account: account === STAND_IN_ACCOUNT, region: place.region === undefined };
    return { resources: [...engine.resources.values()], home, isStandIn, unmade: engine.unmade };
  };
  const run = async (place: Place): Promise<ProgramRun> => {
    try {
      return await runAs(place, false);
    } catch (error) {
      if (!(error instanceof ProgramFailure)) throw error;
      const again = await runAs(place, true).catch(() => undefined);
      if (!again) throw error;
      return { ...again, failedWith: error.said };
    }
  };
  const first = await run(told);
  const named = {
    account: told.account ?? accountNamed(first.resources),
    region: told.region ?? regionLogged(first.resources),
  };
  const isTold = named.account === told.account && named.region === told.region;
  return isTold ? first : await run(named);
}

/** Where a program is taken to be, as far as that is told. */
interface Place {
  account?: string;
  region?: string;
}

/** `aws:region` and so on: what config says of the default provider. */
function defaultProviderInputs(config: Record<string, string>): Record<string, unknown> {
  const prefix = "aws:";
  const entries = Object.entries(config).filter(
    ([key, value]) => key.startsWith(prefix) && value !== UNKNOWN_STRING,
  );
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}

function regionOf({ config }: ProgramProject, { region }: StackSettings): string | undefined {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return [config["aws:region"], config["aws-native:region"], region, AWS_REGION, AWS_DEFAULT_REGION].find(
    Boolean,
  );
}

/** The one region that all containers write their logs to, which is where their tasks run; undefined if it is the stand-in. */
function regionLogged(resources: RegisteredResource[]): string | undefined {
  const text = JSON.stringify(resources.map(({ inputs }) => inputs.containerDefinitions));
  const named = new Set(
    [...text.matchAll(/awslogs-region\\*"\s*:\s*\\*"([a-z0-9-]+)/g)].map(([, region]) => region!),
  );
  const [region] = named;
  return named.size === 1 && region !== STAND_IN_REGION ? region : undefined;
}

/** The one account whose roles, users and policies the program writes out. */
function accountNamed(resources: RegisteredResource[]): string | undefined {
  const text = JSON.stringify(resources.map(({ inputs }) => inputs));
  const named = new Set(
    [...text.matchAll(/arn:[\w-]+:iam::(\d{12}):(?:role|user|group|policy)\//g)].map(([, id]) => id!),
  );
  named.delete(STAND_IN_ACCOUNT);
  return named.size === 1 ? [...named][0] : undefined;
}
