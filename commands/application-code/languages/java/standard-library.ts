/** Java's own classes, as far as names of resources are made with them. */
import type { Arguments } from "../../evaluation/arguments";
import { madeArguments } from "../../evaluation/call-arguments";
import { otherwise } from "../../evaluation/combined-values";
import { percentFormatted } from "../../evaluation/value-methods";
import { literalOf, textValue, united, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import { variableValue } from "../../sdk/settings";

/** `System.getenv().get("X")`: a map's functions, which no variable is called as. */
export function standardMember(of: Value, name: string): Value[] | undefined {
  if (of.kind !== "environment") return undefined;
  return [{ kind: "external", path: ["(environment)", name] }];
}

export function standardCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind === "external") return functionCall(callee.path.join("."), given);
  if (callee.kind !== "sdk-method" || callee.object.type !== "optional") return undefined;
  return optionalCall(callee.object.parameters.get("value") ?? [], callee.name, given, evaluator);
}

function functionCall(path: string, given: Arguments): CallResult | undefined {
  if (!/^(java\.|\(environment\))/.test(path)) return undefined;
  const first = given.get(0);
  switch (path) {
    case "java.lang.System.getenv":
      return given.count === 0 ? gives({ kind: "environment" }) : gives(...variableValue(first));
    case "(environment).get":
      return gives(...variableValue(first));
    case "(environment).getOrDefault":
      return gives(...variableValue(first, given.get(1)));
    case "java.util.Optional.ofNullable":
    case "java.util.Optional.of":
      return gives(sdkValue("optional", "", { parameters: new Map([["value", first ?? []]]) }));
    case "java.lang.System.getProperty":
      return gives(...(given.get(1) ?? [UNKNOWN_VALUE]));
    case "java.util.Objects.requireNonNullElse":
      return gives(...otherwise(first ?? [], () => given.get(1) ?? []));
    case "java.lang.String.format": {
      const template = literalOf(first);
      return gives(template === undefined ? UNKNOWN_VALUE : textValue(percentFormatted(template, given, 1)));
    }
    case "java.lang.String.join":
      return gives(UNKNOWN_VALUE);
    case "java.lang.String.valueOf":
    case "java.util.Objects.requireNonNull":
    case "java.util.Objects.toString":
    case "java.net.URI.create":
    case "java.net.URI":
    case "java.lang.String":
      return given.count > 0 ? gives(...(first ?? [])) : undefined;
    case "java.util.HashMap":
    case "java.util.LinkedHashMap":
    case "java.util.TreeMap":
    case "java.util.concurrent.ConcurrentHashMap":
    case "java.util.Collections.emptyMap":
      return gives(isKind(first, "record") ?? { kind: "record", entries: new Map(), isOpen: false });
    case "java.util.ArrayList":
    case "java.util.LinkedList":
    case "java.util.HashSet":
    case "java.util.LinkedHashSet":
    case "java.util.Collections.emptyList":
      return gives(isKind(first, "list") ?? { kind: "list", items: [] });
    default:
      return collectionCall(path, given);
  }
}

function isKind(values: Value[] | undefined, kind: "record" | "list"): Value | undefined {
  return values?.find((each) => each.kind === kind);
}

function collectionCall(path: string, given: Arguments): CallResult | undefined {
  if (/^java\.util\.(List|Set|stream\.Stream)\.of$|^java\.util\.Arrays\.(asList|stream)$/.test(path)) {
    const all = Array.from({ length: given.count }, (_, index) => given.get(index) ?? []);
    return gives({ kind: "list", items: united(all.flat().flatMap(ofArray)) });
  }
  if (/^java\.util\.(Collections\.(singletonList|singleton))$/.test(path))
    return gives({ kind: "list", items: given.get(0) ?? [] });
  if (/^java\.util\.(List|Set|Map)\.copyOf$|^java\.util\.Collections\.unmodifiable\w+$/.test(path))
    return gives(...(given.get(0) ?? []));
  if (!/^java\.util\.(Map\.of|Collections\.singletonMap)$/.test(path)) return undefined;
  const pairs = Array.from({ length: Math.floor(given.count / 2) }, (_, index) => index * 2);
  return gives(
    pairs.reduce<Value & { kind: "record" }>(
      (map, at) => withEntry(map, given.get(at) ?? [], given.get(at + 1) ?? []),
      { kind: "record", entries: new Map(), isOpen: false },
    ),
  );
}

/** An array may be given in the place of several things. */
function ofArray(value: Value): Value[] {
  return value.kind === "list" ? value.items : [value];
}

/** A map with one entry more, whose key may be computed. */
export function withEntry(
  map: Value & { kind: "record" },
  key: Value[],
  value: Value[],
): Value & { kind: "record" } {
  const literal = literalOf(key);
  if (literal !== undefined) return { ...map, entries: new Map([...map.entries, [literal, value]]) };
  const texts = key.flatMap((each) => (each.kind === "text" ? [each.text] : [[{ hole: true as const }]]));
  return { ...map, computed: [...(map.computed ?? []), ...texts], isOpen: true };
}

function optionalCall(values: Value[], name: string, given: Arguments, evaluator: Evaluator): CallResult {
  switch (name) {
    case "orElse":
      return gives(...otherwise(values, () => given.get(0) ?? []));
    case "orElseGet":
      return gives(
        ...otherwise(values, () =>
          (given.get(0) ?? []).flatMap((each) => evaluator.call(each, madeArguments([]))),
        ),
      );
    case "get":
    case "orElseThrow":
      return gives(...values);
    case "filter":
    case "or":
      return gives(sdkValue("optional", "", { parameters: new Map([["value", values]]) }));
    default:
      return gives(UNKNOWN_VALUE);
  }
}
