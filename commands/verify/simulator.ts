import { type EvaluationResult, type IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import type { GrantRequest } from "./grants";
import { isDenied } from "./question";

/** A request that is not allowed, and why. */
export interface Refusal {
  request: GrantRequest;
  why: string;
}

/** IAM's own simulator. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export class Simulator {
  private isThere = true;

  constructor(private readonly iam: IAMClient) {}

  /** @returns what it refuses, or undefined where it may not be called or does not exist (an emulator) */
  async refusals(principalArn: string, requests: GrantRequest[]): Promise<Refusal[] | undefined> {
    const refusals: Refusal[] = [];
    for (const batch of batches(requests)) {
      if (!this.isThere) return undefined;
      try {
        refusals.push(...(await refusalsOf(this.iam, principalArn, batch)));
      } catch (error) {
        if (!isDenied(error) && !isMissing(error)) throw error;
        this.isThere = false;
      }
    }
    return this.isThere ? refusals : undefined;
  }
}

/** Requests with the same resource and context go into one call. */
function batches(requests: GrantRequest[]): GrantRequest[][] {
  const groups = new Map<string, GrantRequest[]>();
  for (const request of requests) {
    const key = JSON.stringify([request.resource, request.context]);
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  return [...groups.values()];
}

async function refusalsOf(iam: IAMClient, principalArn: string, batch: GrantRequest[]): Promise<Refusal[]> {
  const { resource, context } = batch[0]!;
  const results: EvaluationResult[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principalArn,
        ActionNames: batch.map(({ action }) => action),
        ...(resource !== "*" && { ResourceArns: [resource] }),
        ContextEntries: Object.entries(context).map(([ContextKeyName, ContextKeyValues]) => ({
          ContextKeyName,
          ContextKeyValues,
          ContextKeyType: "string" as const,
        })),
        Marker,
      }),
    );
    results.push(...(page.EvaluationResults ?? []));
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker !== undefined);
  return batch.flatMap((request) => {
    const result = results.find(({ EvalActionName }) => EvalActionName === request.action);
    return result?.EvalDecision === "allowed" ? [] : [{ request, why: result?.EvalDecision ?? "no answer" }];
  });
}

/** IAM words its errors itself, with a fault; a server that has no such operation answers with anything else. */
function isMissing(error: unknown): boolean {
  const { name, $fault, $metadata } = error as Error & {
    $fault?: string;
    $metadata?: { httpStatusCode?: number };
  };
  return (
    /^(NotImplemented|UnknownOperation|InvalidAction)/.test(name) ||
    ($fault === undefined && $metadata?.httpStatusCode !== undefined)
  );
}
