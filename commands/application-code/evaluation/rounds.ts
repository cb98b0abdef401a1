/**
 * Finds values that may depend on each other, and on themselves. Whoever asks for a value while it is being found is given
 * what the round before has found; the rounds end when that was right. Then all that they found is known for good, so that
 * the work grows with the program, however its functions call each other.
 */
import type { Value } from "./values";

/** Values that still change then are left as they are. */
const MOST_ROUNDS = 4;

/** What values are found of; by identity. */
type Subject = object;

export class Rounds {
  private readonly known = new WeakMap<Subject, Value[]>();
  /** What the round before has found, and this one so far. */
  private before: ReadonlyMap<Subject, Value[]> = new Map();
  private found = new Map<Subject, Value[]>();
  private readonly underWay = new Set<Subject>();
  /** What was asked for while it was being found. */
  private readonly guessed = new Set<Subject>();

  valuesOf(subject: Subject, find: () => Value[]): Value[] {
    return (
      this.known.get(subject) ??
      (this.underWay.size === 0 ? this.inRounds(subject, find) : this.inRound(subject, find))
    );
  }

  private inRounds(subject: Subject, find: () => Value[]): Value[] {
    this.before = new Map();
    for (let round = 1; ; round++) {
      this.found = new Map();
      this.guessed.clear();
      const values = this.inRound(subject, find);
      if (round === MOST_ROUNDS || this.isRight()) {
        for (const [each, own] of this.found) this.known.set(each, own);
        return values;
      }
      this.before = this.found;
    }
  }

  private inRound(subject: Subject, find: () => Value[]): Value[] {
    const found = this.found.get(subject);
    if (found) return found;
    if (this.underWay.has(subject)) {
      this.guessed.add(subject);
      return guess(this.before.get(subject));
    }
    this.underWay.add(subject);
    try {
      const values = find();
      this.found.set(subject, values);
      return values;
    } finally {
      this.underWay.delete(subject);
    }
  }

  private isRight(): boolean {
    return [...this.guessed].every(
      (subject) => formOf(guess(this.before.get(subject))) === formOf(guess(this.found.get(subject))),
    );
  }
}

/** A text that is made of itself would grow in every round: it is left open instead. */
function guess(values: readonly Value[] = []): Value[] {
  return values.filter(({ kind }) => kind !== "text");
}

/** What must not change any more: enough to tell whether something new has come in. */
function formOf(values: readonly Value[]): string {
  return values.map(formOfValue).join();
}

function formOfValue(value: Value): string {
  switch (value.kind) {
    case "external":
      return value.path.join(".");
    case "function":
    case "class":
    case "instance":
      return `${value.kind} ${value.definition.name}`;
    case "record":
      return `record ${[...value.entries.keys()].join(" ")}`;
    case "sdk":
    case "sdk-method":
      return `${value.kind} ${value.object.service} ${value.object.type}`;
    default:
      return value.kind;
  }
}
