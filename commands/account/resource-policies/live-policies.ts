import { parseArn } from "../../../policypack/aws/arn";
import type { PolicyCarrier } from "../../../policypack/aws/resource-type";
import { carrierOf, isOne } from "../../../policypack/graph/resource-policies/carrier-arns";
import type { PolicyReader } from "./policy-reader";
import { POLICY_READERS } from "./policy-readers";
import type { RegionalClients } from "./regional-clients";

/** What stands on a resource in an account: a document, or none; `absent` where there is no such resource. */
export type LivePolicy = { state: "read"; policy: object | undefined } | { state: "absent" };

/** Reads the policies of resources, each once however often it is asked for. */
export class LivePolicies {
  private readonly answers = new Map<string, Promise<LivePolicy>>();

  constructor(private readonly clients: RegionalClients) {}

  /**
   * The policy on a resource.
   * @param arn of the resource itself; a secret's without its suffix, `repository/*` for a registry
   * @returns rejects with the SDK's error where the caller may not look, or AWS does not answer
   */
  on(arn: string): Promise<LivePolicy> {
    const known = this.answers.get(arn);
    if (known) return known;
    const answer = this.read(arn);
    this.answers.set(arn, answer);
    return answer;
  }

  private async read(arn: string): Promise<LivePolicy> {
    const reader = readerOf(arn);
    const parsed = parseArn(arn);
    if (!reader || !parsed) throw new Error(`${arn} carries no policy that can be read`);
    try {
      return { state: "read", policy: documentIn(await reader.read(this.clients, { ...parsed, arn })) };
    } catch (error) {
      const { name } = error as Error;
      if (reader.isAbsent?.(error as Error)) return { state: "absent" };
      if (reader.none?.includes(name)) return { state: "read", policy: undefined };
      if (reader.absent.includes(name)) return { state: "absent" };
      throw error;
    }
  }
}

/** What carries policies of this ARN's, as messages call it; undefined of all else. */
export function carrierName(arn: string): PolicyCarrier | undefined {
  const on = carrierOf(arn)?.on;
  return on === "repository" && !isOne(arn) ? "registry" : on;
}

/** The actions that it takes to read the policy; undefined where no service is asked for such. */
export function actionsToReadPolicy(arn: string): string[] | undefined {
  return readerOf(arn)?.needs;
}

function readerOf(arn: string): PolicyReader | undefined {
  const on = carrierName(arn);
  return on && POLICY_READERS[on];
}

/** Some services answer with an empty object where there is no policy. */
function documentIn(text: string | undefined): object | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const document = JSON.parse(text) as object;
  return Object.keys(document).length === 0 ? undefined : document;
}
