import type { Expression } from "../program/expressions";
import type { Context } from "./context";
import { exportedBy, memberOf } from "./members";
import { UNKNOWN_VALUE, type Value } from "./values";

/** What an import stands for: a module of the application, something that one exports, or a package. */
export function imported(
  context: Context,
  { specifier: first, from, name, or = [] }: Expression & { kind: "import" },
): Value[] {
  const known = [first, ...or].find((each) => context.program.resolve(each, from));
  const specifier = known ?? or.at(-1) ?? first;
  const module = context.program.resolve(specifier, from);
  if (module && name === undefined) {
    return module.whole ? context.evaluate(module.whole) : [{ kind: "module", module }];
  }
  const exported = module && name !== undefined ? exportedBy(context, module, name) : undefined;
  if (exported) return exported;
  const below = name === undefined ? undefined : context.program.resolve(specifier, from, name);
  if (below) return [{ kind: "module", module: below }];
  if (module) return [UNKNOWN_VALUE];
  const whole: Value = { kind: "external", path: [specifier] };
  return name === undefined ? [whole] : memberOf(context, whole, name);
}
