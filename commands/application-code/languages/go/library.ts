/** What Go programs use that does not belong to the application. */
import { UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import type { Library } from "../../sdk/sdk";
import { sdkCall, sdkType } from "./sdk-clients";
import { fieldValue, variableCall } from "./settings";
import { otherCall } from "./standard-library";
import { viperCall } from "./viper";

export const goLibrary: Library = {
  member(of, name) {
    // Of `value, err := f()`, where f is not the application's.
    const isFirst = name === "0";
    if (of.kind === "external") return isFirst ? [of] : undefined;
    if (of.kind !== "sdk") return undefined;
    if (/^\d$/.test(name)) return [isFirst ? of : UNKNOWN_VALUE];
    return of.object.type === "response" ? [responseMember(of, name)] : undefined;
  },
  call(callee, given, evaluator) {
    return (
      variableCall(callee, given) ??
      viperCall(callee, given, evaluator) ??
      sdkCall(callee, given, evaluator) ??
      otherCall(callee, given)
    );
  },
  ofType: sdkType,
  setting: fieldValue,
};

/** The names that AWS gives back are those that were asked for. */
function responseMember({ object }: Value & { kind: "sdk" }, name: string): Value {
  const [queue] = object.parameters.get("QueueName") ?? [];
  if (name !== "QueueUrl" || queue?.kind !== "text") return UNKNOWN_VALUE;
  return { kind: "text", text: ["arn:*:sqs:*:*:", ...queue.text] };
}
