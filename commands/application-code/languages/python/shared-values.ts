/** What web frameworks keep for all parts of an application: `app.state.db`, `request.app["db"]`, `current_app.config["TABLE"]`. */
import type { Node } from "web-tree-sitter";
import { type Argument, type Expression, NOTHING } from "../../program/expressions";
import type { Module } from "../../program/module";
import { addTo } from "../translator";
import { textOf } from "./strings";

/** https://www.starlette.io/applications/#storing-state-on-the-app-instance, https://flask.palletsprojects.com/en/stable/appcontext/ */
const STATES = /(^|\.)(state|g)$/;
/** https://docs.aiohttp.org/en/stable/web_advanced.html#application-s-config, https://flask.palletsprojects.com/en/stable/config/ */
const STORES = /(^|\.)(app|application|config|extensions)$/;
/** https://docs.djangoproject.com/en/stable/topics/settings/#using-settings-in-python-code */
const SETTINGS = /(^|\.)settings$/;
const SETTINGS_FILE = /(^|\/)(settings|config|configuration)(\/\w+)?\.py$/;

/** The name under which an attribute or a subscript is kept; undefined for others. */
export function sharedName(node: Node): string | undefined {
  const of = node.childForFieldName(node.type === "attribute" ? "object" : "value")?.text ?? "";
  if (node.type === "attribute") return attributeName(of, node.childForFieldName("attribute")?.text ?? "");
  const key =
    node.type === "subscript" && STORES.test(of) ? textOf(node.childForFieldName("subscript")) : undefined;
  return key === undefined ? undefined : `[${key}]`;
}

function attributeName(of: string, name: string): string | undefined {
  if (STATES.test(of)) return `.${name}`;
  return SETTINGS.test(of) && isConstant(name) ? `[${name}]` : undefined;
}

export function orShared(node: Node, value: Expression): Expression {
  const name = sharedName(node);
  return name === undefined ? value : { kind: "shared", name, value };
}

/** What a call of something kept gives, `app.config.get("TABLE", "jobs")`, and a record that it makes: `dict(a=b)`. */
export function keptOrMade(callee: Node | null, given: readonly Argument[]): Expression | undefined {
  const [first, second] = given;
  if (callee?.text === "dict" && given.length > 0 && given.every(({ name }) => name !== undefined))
    return { kind: "record", entries: given.map(({ name, value }) => ({ key: name!, value })) };
  if (!first || !callee) return undefined;
  const usual = second?.value ?? NOTHING;
  if (callee.text === "getattr" && first.value.kind === "name" && SETTINGS.test(first.value.name))
    return keptUnder(second?.value, given[2]?.value ?? NOTHING, first.value);
  const of = callee.childForFieldName("object");
  const isRead =
    callee.childForFieldName("attribute")?.text === "get" && /(^|\.)config$/.test(of?.text ?? "");
  return isRead && of ? keptUnder(first.value, usual) : undefined;
}

function keptUnder(key: Expression | undefined, usual: Expression, of?: Expression): Expression | undefined {
  const [only, ...others] = key?.kind === "joined" ? key.parts : [];
  if (only?.kind !== "text" || others.length > 0) return undefined;
  const value: Expression = of ? { kind: "member", of, name: only.value } : { kind: "opaque" };
  const kept: Expression = { kind: "shared", name: `[${only.value}]`, value };
  return { kind: "otherwise", first: kept, second: usual };
}

/** What a call puts into Flask's configuration: `app.config.from_mapping(TABLE="jobs")`, `app.config.update({…})`. */
export function configured(
  callee: Node | null,
  given: readonly Argument[],
): { name: string; value: Expression }[] {
  if (!/(^|\.)config\.(from_mapping|update)$/.test(callee?.text ?? "")) return [];
  return given.flatMap(({ name, value }) => {
    if (name !== undefined) return [{ name: `[${name}]`, value }];
    const entries = value.kind === "record" ? value.entries : [];
    return entries.flatMap((entry) =>
      entry.key === undefined ? [] : [{ name: `[${entry.key}]`, value: entry.value }],
    );
  });
}

/** Django's settings are the constants of a file; Flask's, those of a class or a file that it is given. */
export function shareSettings(module: Module): void {
  for (const { name, fields } of module.classes) {
    if (!/(Config|Configuration|Settings|Development|Production|Base)$/.test(name)) continue;
    for (const [field, values] of fields)
      if (isConstant(field)) for (const value of values) addTo(module.shared, `[${field}]`, value);
  }
  if (!SETTINGS_FILE.test(module.path)) return;
  for (const [name, values] of module.exports)
    if (isConstant(name)) for (const value of values) addTo(module.shared, `[${name}]`, value);
}

function isConstant(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}
