/** What web frameworks keep for all parts of an application: `app.state.db`, `request.app["db"]`, `current_app.config["TABLE"]`. */
import type { Node } from "web-tree-sitter";
import type { Expression } from "../../program/expressions";
import { textOf } from "./strings";

/** https://www.starlette.io/applications/#storing-state-on-the-app-instance */
const STATES = /(^|\.)state$/;
/** https://docs.aiohttp.org/en/stable/web_advanced.html#application-s-config, https://flask.palletsprojects.com/en/stable/config/ */
const STORES = /(^|\.)(app|application|config|extensions)$/;

/** The name under which an attribute or a subscript is kept; undefined for others. */
export function sharedName(node: Node): string | undefined {
  const of = node.childForFieldName(node.type === "attribute" ? "object" : "value")?.text ?? "";
  if (node.type === "attribute") {
    const name = node.childForFieldName("attribute")?.text;
    return name !== undefined && STATES.test(of) ? `.${name}` : undefined;
  }
  const key =
    node.type === "subscript" && STORES.test(of) ? textOf(node.childForFieldName("subscript")) : undefined;
  return key === undefined ? undefined : `[${key}]`;
}

export function orShared(node: Node, value: Expression): Expression {
  const name = sharedName(node);
  return name === undefined ? value : { kind: "shared", name, value };
}
