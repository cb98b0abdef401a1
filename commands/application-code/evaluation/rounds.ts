/**
 * Finds values that may depend on each other, and on themselves. Whoever asks for a value while it is being found is given
 * what the round before has found. What asked for nothing of the kind is known for good at once; what did is a circle with
 * whatever it asked for, and found in rounds, which end when what was given was right. So the work grows with the program,
 * however its functions call each other.
 */
import type { Subject } from "./subject";
import { UNKNOWN_VALUE, type Value } from "./values";

/** Values that still change then are left as they are. */
const MOST_ROUNDS = 4;

type Find = () => Value[];

export class Rounds {
  /** Those being found, each for the one before it. */
  private readonly underWay: Subject<Value[]>[] = [];
  /** Those found in this round that depend on one still being found. */
  private readonly open: Subject<Value[]>[] = [];
  /** Whether something was left unknown because it lay too deep. */
  isTooDeep = false;

  /** @param deepest how many may be found within each other, so that the stack holds */
  constructor(private readonly deepest: number) {}

  valuesOf(subject: Subject<Value[]>, find: Find): Value[] {
    if (subject.values) return subject.values;
    if (subject.depth !== undefined) {
      subject.isGuessed = true;
      this.dependOn(subject.depth);
      return guess(subject.before);
    }
    if (subject.found) {
      this.dependOn(subject.reaches);
      return subject.found;
    }
    if (this.underWay.length >= this.deepest) {
      this.isTooDeep = true;
      return (subject.values = [UNKNOWN_VALUE]);
    }
    const values = this.inRounds(subject, find);
    this.dependOn(subject.reaches);
    return values;
  }

  private inRounds(subject: Subject<Value[]>, find: Find): Value[] {
    const depth = this.underWay.length;
    const opened = this.open.length;
    for (let round = 1; ; round++) {
      subject.depth = depth;
      subject.reaches = Infinity;
      subject.isGuessed = false;
      this.underWay.push(subject);
      const values = find();
      this.underWay.pop();
      subject.depth = undefined;
      subject.found = values;
      this.open.push(subject);
      if (subject.reaches < depth) return values; // the outermost of the circle says when it is right
      const circle = this.open.splice(opened);
      const isRight = round === MOST_ROUNDS || circle.every(wasGuessedRight);
      for (const each of circle) (isRight ? close : reopen)(each);
      if (isRight) return values;
    }
  }

  /** Whoever is being found now depends on one that is not known for good. */
  private dependOn(depth: number): void {
    const asking = this.underWay.at(-1);
    if (asking) asking.reaches = Math.min(asking.reaches, depth);
  }
}

function wasGuessedRight({ isGuessed, before, found }: Subject<Value[]>): boolean {
  return !isGuessed || formOf(guess(before)) === formOf(guess(found));
}

function close(subject: Subject<Value[]>): void {
  subject.values = subject.found;
  subject.found = subject.before = undefined;
  subject.reaches = Infinity;
}

function reopen(subject: Subject<Value[]>): void {
  subject.before = subject.found;
  subject.found = undefined;
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
    case "instance":
      return `${value.kind} ${value.definition.name} ${value.path ?? ""}`;
    case "function":
    case "class":
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
