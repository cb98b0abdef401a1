/** The resources whose inputs a run has seen, with the properties that the program set on each. */
import { setAmong, type SetInputs } from "../graph/resources/set-properties";

/** More resources than any stack has; beyond, the oldest are forgotten. */
const MOST_REMEMBERED = 100_000;

export class InputsSeen {
  private seen: SetInputs = new Map();

  /** A resource's inputs, before it is created. */
  add(urn: string, inputs: Record<string, unknown>): void {
    if (this.seen.size >= MOST_REMEMBERED && !this.seen.has(urn)) this.forgetOldest();
    this.seen.set(urn, setAmong(inputs));
  }

  /** Hands over what was seen since the last call: the stack that is judged now consists of those resources. */
  take(): SetInputs {
    const taken = this.seen;
    this.seen = new Map();
    return taken;
  }

  private forgetOldest(): void {
    const [oldest] = this.seen.keys();
    if (oldest !== undefined) this.seen.delete(oldest);
  }
}
