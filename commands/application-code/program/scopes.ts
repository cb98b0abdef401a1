/** Which values a name may have where it is used. */
import {
  type Binding,
  type Block,
  type Expression,
  type FunctionDefinition,
  type NameSpace,
  OPAQUE,
  type Position,
} from "./expressions";

const UNKNOWN_BINDING: Binding = { kind: "here", value: OPAQUE };

/** A name that is bound more often is no name of a resource, and looking at all of it would take too long. */
const MOST_BINDINGS = 100;

/** The names of a module, a function or a block. */
export class Scope implements NameSpace {
  private readonly bindings = new Map<string, Binding[]>();

  /** @param owner the function whose body it is; of blocks and classes that of the scope around */
  constructor(
    readonly parent?: Scope,
    readonly owner: FunctionDefinition | undefined = parent?.owner,
  ) {}

  bind(name: string, value: Expression, at: Position): void {
    this.add(name, { kind: "value", value, at, ...(this.owner && { owner: this.owner }) });
  }

  bindParameter(name: string, definition: FunctionDefinition, index: number): void {
    this.add(name, { kind: "parameter", definition, index });
  }

  names(): string[] {
    return [...this.bindings.keys()];
  }

  /** Whether this very scope has the name. */
  has(name: string): boolean {
    return this.bindings.has(name);
  }

  lookUp(name: string, at: Position): Binding[] {
    return this.find(name, this, at);
  }

  /** @param from the scope in which the name is used */
  protected find(name: string, from: Scope, at: Position): Binding[] {
    const own = this.bindings.get(name);
    if (!own) return this.parent?.find(name, from, at) ?? [];
    if (own.length > MOST_BINDINGS) return [UNKNOWN_BINDING];
    return from.owner === this.owner ? lastBefore(own, at) : own;
  }

  private add(name: string, binding: Binding): void {
    const known = this.bindings.get(name);
    if (!known) this.bindings.set(name, [binding]);
    else if (known.length <= MOST_BINDINGS) known.push(binding);
  }
}

function lastBefore(bindings: Binding[], at: Position): Binding[] {
  if (bindings.length === 1) return bindings;
  const reaching: Binding[] = [];
  /** Of the last that surely comes before, in every round of the loops around it. */
  let sure: Block | undefined;
  for (const binding of [...bindings].sort((one, other) => offsetOf(one) - offsetOf(other))) {
    if (binding.kind !== "value") reaching.push(binding);
    else if (binding.at.offset < at.offset) {
      if (encloses(binding.at.block, at.block)) {
        reaching.length = 0;
        sure = binding.at.block;
      }
      reaching.push(binding);
    } else if (comesRound(binding.at.block, at.block, sure)) reaching.push(binding);
  }
  return reaching.length > 0 ? reaching : bindings;
}

function offsetOf(binding: Binding): number {
  return binding.kind === "value" ? binding.at.offset : -1;
}

function encloses(outer: Block, inner: Block | undefined): boolean {
  for (let block = inner; block; block = block.parent) if (block === outer) return true;
  return false;
}

/** Whether what comes later reaches back by a loop, in which nothing else is surely assigned before. */
function comesRound(one: Block, other: Block, sure: Block | undefined): boolean {
  for (let block: Block | undefined = one; block; block = block.parent) {
    if (block.isLoop && encloses(block, other) && !encloses(block, sure)) return true;
  }
  return false;
}
