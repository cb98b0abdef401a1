/** What is not known where a statement may apply to a request or may not. */
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { holdsIn } from "../conditions/conditions";
import { resolveTemplate } from "../patterns/policy-variables";
import type { NamedDocument, RequestContext } from "../types";
import type { CompiledStatement } from "./compile";
import type { PreparedRequest, StatementMatch } from "./statement-match";

/** What keeps a document from being known. */
export function unknownDocument({ name, reading }: NamedDocument): UnknownFact {
  if (reading.state === "malformed") {
    return { kind: "malformed-document", document: name, problem: reading.problems[0] };
  }
  const because = reading.state === "unknown" ? reading.because : undefined;
  return because ?? { kind: "document", document: name };
}

/** What is not known of a statement that may apply to the request or may not. */
export function unknownsOf(
  { document: { name }, statement, compiled, names }: StatementMatch,
  { context, requester }: PreparedRequest,
): UnknownFact[] {
  const { sid, index } = statement;
  const found: UnknownFact[] = [
    ...(statement.unknown
      ? [{ kind: "statement-part" as const, statement: { sid, index }, document: name }]
      : []),
    ...(names === "maybe" && !statement.unknown
      ? [
          {
            kind: "statement-principal" as const,
            statement: { sid, index },
            document: name,
            isFixedLater: requester?.principalArn === undefined,
          },
        ]
      : []),
    ...openVariables(compiled, context).map((key) => ({
      kind: "policy-variable" as const,
      key,
      document: name,
      isFixedLater: isFixedLater(key, context),
    })),
    ...openKeys(compiled, context).map((key) => ({
      kind: "condition-key" as const,
      key,
      document: name,
      isFixedLater: isFixedLater(key, context),
    })),
  ];
  return found.length > 0 ? found : [{ kind: "statement-extent", statement: { sid, index }, document: name }];
}

/** The condition keys on whose values it depends whether a statement's conditions hold. */
export function openKeys(compiled: CompiledStatement, context: RequestContext): string[] {
  return compiled
    .conditions()
    .filter((condition) => holdsIn(compiled.statement, condition, context) === "maybe")
    .map(({ condition }) => condition.key);
}

/** Whether the stack fixes a condition key by something that the engine does not know yet. */
export function isFixedLater(key: string, context: RequestContext): boolean {
  const value = context(key);
  return value.state === "unknown" && value.isFixedLater === true;
}

function openVariables(compiled: CompiledStatement, context: RequestContext): string[] {
  return compiled.resources().items.flatMap((template) => {
    const resolved = resolveTemplate(template, context);
    return resolved.state === "open" ? resolved.keys : [];
  });
}
