/** The resources whose inputs a run has seen, with the properties that the program set on each. */
import { setAmong, type SetInputs } from "../graph/resources/set-properties";
import { holdsUnknown } from "../graph/resources/plain";
import type { PlainResource } from "../graph/types";

/** More resources than any stack has; beyond, the oldest are forgotten. */
const MOST_REMEMBERED = 100_000;

/** What was seen of the resources of one stack. */
export interface Seen {
  set: SetInputs;
  /**
   * The inputs of those whose provider is not configured yet, by URN: its own settings hang on an output, such as the id of an
   * account that the program creates. A preview then asks it for no outputs, and shows a stack's policies no property at all.
   */
  ofUnconfigured: ReadonlyMap<string, PlainResource["props"]>;
}

export class InputsSeen {
  private seen: SetInputs = new Map();
  private ofUnconfigured = new Map<string, PlainResource["props"]>();
  private added = new WeakSet<PlainResource>();

  /** A resource with its inputs, before it is created; each of the policies that judge it may say so. */
  add(resource: PlainResource): void {
    if (this.added.has(resource)) return;
    this.added.add(resource);
    const { urn, props, provider } = resource;
    if (this.seen.size >= MOST_REMEMBERED && !this.seen.has(urn)) this.forgetOldest();
    this.seen.set(urn, setAmong(props));
    if (provider && holdsUnknown(provider.props)) this.ofUnconfigured.set(urn, props);
  }

  /** Hands over what was seen since the last call: the stack that is judged now consists of those resources. */
  take(): Seen {
    const taken = { set: this.seen, ofUnconfigured: this.ofUnconfigured };
    this.seen = new Map();
    this.ofUnconfigured = new Map();
    this.added = new WeakSet();
    return taken;
  }

  private forgetOldest(): void {
    const [oldest] = this.seen.keys();
    if (oldest === undefined) return;
    this.seen.delete(oldest);
    this.ofUnconfigured.delete(oldest);
  }
}
