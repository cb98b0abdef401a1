/** What web frameworks keep for all parts of an application: `app.locals.db`, `fastify.decorate("db", …)`. */
import type { Node } from "web-tree-sitter";
import type { Expression } from "../../program/expressions";
import { literalText } from "./strings";

/** Express's and Koa's: `app.locals.db`, `app.context.db`, `ctx.state.db`. */
const STATES = /(^|\.)(locals|context|state)$/;

/** The name under which a member is kept so; undefined for others. */
export function sharedName(node: Node): string | undefined {
  const name = node.childForFieldName("property")?.text;
  return name !== undefined && STATES.test(node.childForFieldName("object")?.text ?? "")
    ? `.${name}`
    : undefined;
}

/** The name under which a call keeps its second argument. https://fastify.dev/docs/latest/Reference/Decorators/ */
export function decoratedName(called: string, [name]: readonly Node[]): string | undefined {
  const isDecorating = /^decorate(Request|Reply)?$/.test(called);
  return isDecorating && name?.type === "string" ? `.${literalText(name)}` : undefined;
}

/** What a package keeps as soon as it is used. https://github.com/fastify/fastify-env */
export function sharedBy(specifier: string, from: string): { name: string; value: Expression } | undefined {
  if (!/^(@fastify\/env|fastify-env)$/.test(specifier)) return undefined;
  return { name: ".config", value: { kind: "import", specifier: "process", from, name: "env" } };
}
