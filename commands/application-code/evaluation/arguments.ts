import { type Value, UNKNOWN_VALUE } from "./values";

/** A call's arguments, evaluated when asked for. */
export class Arguments {
  private readonly known = new Map<string | number, Value[] | undefined>();

  constructor(
    private readonly find: (place: string | number) => Value[] | undefined,
    /** How many positional arguments there are. */
    readonly count: number,
    /** The names of the others, those of spread records too. */
    readonly names: () => string[],
    /** Whether a spread argument may give more. */
    readonly isOpen: boolean,
  ) {}

  /** Of the argument with one of these names or at this place; undefined if the call has none. */
  get(...places: (string | number)[]): Value[] | undefined {
    for (const place of places) {
      if (!this.known.has(place)) this.known.set(place, this.find(place));
      const values = this.known.get(place);
      if (values) return values;
    }
    return undefined;
  }

  /** All named arguments, as AWS's parameters of an operation. */
  named(): Map<string, Value[]> {
    return new Map(this.names().map((name) => [name, this.get(name) ?? [UNKNOWN_VALUE]]));
  }
}
