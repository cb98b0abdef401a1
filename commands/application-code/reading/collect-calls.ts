import type { CodePlace } from "../program/expressions";
import type { SdkObject } from "../evaluation/values";
import type { CallResult, Operation } from "../sdk/sdk";
import type { CodeCall, ForeignCall } from "./application";
import { plainValues } from "./plain-value";

/** What one call in the code comes to. */
export interface PlacedResult {
  place: CodePlace;
  result: CallResult;
}

/** The requests of all calls, sorted; a command has the rights and the Region of the client that sends it. */
export function collectCalls(results: PlacedResult[]): { calls: CodeCall[]; foreign: ForeignCall[] } {
  const senders = sendersOf(results);
  const calls = new Map<string, CodeCall>();
  const foreign = new Map<string, ForeignCall>();
  for (const { place, result } of results) {
    for (const operation of result.operations) {
      const { service, name, parameters, foreign: reason } = sentBy(operation, senders);
      const asked = { ...place, service, operation: name.replace(/[-_]/g, "").toLowerCase() };
      if (reason) foreign.set(JSON.stringify(asked), { ...asked, reason });
      else {
        const plain = [...parameters].map(([key, values]) => [key, plainValues(values)] as const);
        const call = { ...asked, parameters: Object.fromEntries(plain) };
        calls.set(JSON.stringify(call), call);
      }
    }
  }
  return { calls: sorted([...calls.values()]), foreign: sorted([...foreign.values()]) };
}

function sendersOf(results: PlacedResult[]): Map<SdkObject, SdkObject[]> {
  const senders = new Map<SdkObject, SdkObject[]>();
  for (const { command, by } of results.flatMap(({ result }) => result.sent ?? [])) {
    senders.set(command, [...(senders.get(command) ?? []), by]);
  }
  return senders;
}

/** Only if every client that is known to send it is somebody else's, the request is too. */
function sentBy(operation: Operation, senders: Map<SdkObject, SdkObject[]>): Operation {
  const known = operation.command ? (senders.get(operation.command) ?? []) : [];
  if (known.length === 0) return operation;
  const own = known.find(({ foreign }) => !foreign);
  const by = own ?? known[0]!;
  return {
    ...operation,
    parameters: new Map([...by.parameters, ...operation.parameters]),
    ...(!own && { foreign: by.foreign }),
  };
}

function sorted<Call extends CodePlace & { service: string; operation: string }>(calls: Call[]): Call[] {
  const keyOf = ({ file, line, service, operation }: Call) =>
    [file, String(line).padStart(7, "0"), service, operation].join(" ");
  return calls.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
