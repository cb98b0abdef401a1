/**
 * Interfaces that are cut out of a client of the SDK, as AWS advises for tests: each of their methods is one of the client's.
 * https://docs.aws.amazon.com/sdk-for-go/v2/developer-guide/unit-testing.html
 */
import type { Node } from "web-tree-sitter";
import type { Expression } from "../../program/expressions";
import type { Named } from "./types";

/** The type in the SDK whose method it is; undefined for a method of the program's own. */
export function sdkReceiver(method: Node, name: string, named: Named): Expression | undefined {
  const types = (method.childForFieldName("parameters")?.namedChildren ?? []).map((each) =>
    qualified(each?.childForFieldName("type")),
  );
  const transfer = types.find((type) => /^(Uploader|Downloader)$/.test(type?.name ?? ""));
  if (transfer) return memberOf(transfer.package, transfer.name, named);
  const input = types.find((type) => type?.name.endsWith("Input"));
  if (!input) return undefined;
  const operation = input.name.slice(0, -"Input".length);
  if (name === `Presign${operation}`) return memberOf(input.package, "PresignClient", named);
  return name.startsWith(operation) ? memberOf(input.package, "Client", named) : undefined;
}

function memberOf(of: Node, name: string, named: Named): Expression {
  return { kind: "member", of: named(of), name };
}

/** `*pkg.Type`, also as the argument of a function: `...func(*pkg.Type)`. */
function qualified(type: Node | null | undefined): { package: Node; name: string } | undefined {
  const found = type?.type === "qualified_type" ? type : type?.descendantsOfType("qualified_type")[0];
  const of = found?.childForFieldName("package");
  const name = found?.childForFieldName("name")?.text;
  return of && name !== undefined ? { package: of, name } : undefined;
}
