import assert from "node:assert/strict";
import { contextOf } from "../../../policypack/evaluation/conditions/request-context";
import { decide } from "../../../policypack/evaluation/decisions/decide";
import { grantsOf, mayAllow } from "../../../policypack/evaluation/decisions/grants";
import { covers, matches } from "../../../policypack/evaluation/patterns/pattern";
import { UNKNOWN, type Access } from "../../../policypack/evaluation/types";
import { access, named, request as asked } from "./support/access";
import { ALL_KEYS } from "./support/conditions";
import {
  RESOURCES,
  randomDocument,
  randomRequest,
  type RandomRequest,
  type RawDocument,
} from "./support/policies";
import { seeded, type Random } from "../../support/random";
import { simulated } from "./support/simulator";

const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 20261122);
const COUNT = Number(process.env["SOUNDNESS_COUNT"] ?? 500);

describe(`what is not known (DIFFERENTIAL_SEED=${SEED})`, () => {
  it("never makes a decision that some completion of the context contradicts", () => {
    const random = seeded(SEED);
    const proven = { allowed: 0, denied: 0 };
    for (let number = 0; number < COUNT; number++) {
      const documents = random.several(1, 3, () => randomDocument(random));
      const boundary = random.chance(0.3) ? randomDocument(random) : undefined;
      const request = randomRequest(random);
      const hidden = ALL_KEYS.filter(() => random.chance(0.3)).map(({ key }) => key);
      const { outcome } = decide(principal(documents, boundary), partlyKnown(request, hidden));
      if (outcome === "unproven") continue;
      proven[outcome === "allowed" ? "allowed" : "denied"]++;
      for (let completion = 0; completion < 4; completion++) {
        const complete = completed(request, hidden, random);
        const actual = simulated({ documents, ...(boundary && { boundary }), request: complete });
        const note: string = JSON.stringify({ outcome, actual, hidden, documents, boundary, complete });
        assert.equal(outcome === "allowed", actual === "Allowed", note);
        if (outcome === "explicitly-denied") assert.equal(actual, "ExplicitlyDenied", note);
      }
    }
    console.log(`      proven in spite of unknown keys: ${proven.allowed} allowed, ${proven.denied} denied`);
    assert.ok(
      proven.allowed > COUNT / 50 && proven.denied > COUNT / 10,
      "too few decisions were proven to tell",
    );
  });

  it("never makes a decision that the known document contradicts", () => {
    const random = seeded(SEED + 1);
    const proven = { allowed: 0, denied: 0 };
    for (let number = 0; number < COUNT; number++) {
      const documents = random.several(1, 3, () => randomDocument(random));
      const blurred = documents.map((document) => withHiddenParts(document, random));
      const request = randomRequest(random);
      const known = partlyKnown(request, []);
      const { outcome } = decide(principal(blurred), known);
      const actual = decide(principal(documents), known).outcome;
      if (outcome === "unproven") continue;
      proven[outcome === "allowed" ? "allowed" : "denied"]++;
      const note: string = JSON.stringify({ outcome, actual, documents, blurred, request });
      assert.equal(outcome === "allowed", actual === "allowed", note);
      if (outcome === "explicitly-denied") assert.equal(actual, outcome, note);
    }
    console.log(`      proven in spite of unknown parts: ${proven.allowed} allowed, ${proven.denied} denied`);
    assert.ok(
      proven.allowed > COUNT / 50 && proven.denied > COUNT / 10,
      "too few decisions were proven to tell",
    );
  });

  it("never keeps a grant out of the upper bound", () => {
    const random = seeded(SEED + 2);
    let allowed = 0;
    for (let number = 0; number < COUNT; number++) {
      const documents = random.several(1, 3, () => randomDocument(random));
      const boundary = random.chance(0.3) ? randomDocument(random) : undefined;
      const request = randomRequest(random);
      if (decide(principal(documents, boundary), partlyKnown(request, [])).outcome !== "allowed") continue;
      allowed++;
      const hidden = ALL_KEYS.filter(() => random.chance(0.5)).map(({ key }) => key);
      const { context } = partlyKnown(request, hidden);
      const who = principal(
        documents.map((document) => withHiddenParts(document, random)),
        boundary,
      );
      const note = JSON.stringify({ documents, boundary, request, hidden });
      assert.notEqual(mayAllow(who, request.action, request.resource, context), "no", note);
      if (who.documents.some(({ reading }) => reading.state !== "known")) continue;
      for (const pattern of [request.action, request.action.replace(/:.*/, ":*"), "*"]) {
        const grants = grantsOf(who, pattern, context);
        const reaching = grants.some(
          ({ resources }) =>
            resources.patterns.some((one) => matches(one, request.resource)) !== resources.negated,
        );
        assert.ok(reaching, `${pattern} ${note}`);
      }
    }
    assert.ok(allowed > COUNT / 20, "too few requests were allowed to tell");
  });

  it("never says yes where nothing is allowed, nor no where something is", () => {
    const random = seeded(SEED + 3);
    const answers = { yes: 0, no: 0, maybe: 0 };
    for (let number = 0; number < COUNT / 3; number++) {
      const who = principal(random.several(1, 3, () => randomDocument(random)));
      const request = randomRequest(random);
      const { context } = partlyKnown(request, []);
      const pattern = random.pick(["*", "arn:aws:*", "arn:aws:s3:::data/*", "arn:aws:dynamodb:*:*:table/*"]);
      const answer = mayAllow(who, request.action, pattern, context);
      answers[answer]++;
      const some = RESOURCES.filter((resource) => matches(pattern, resource)).some(
        (resource) => decide(who, asked(request.action, resource, context)).outcome === "allowed",
      );
      if (some) assert.notEqual(answer, "no", JSON.stringify({ who, request, pattern }));
    }
    assert.ok(answers.yes > 0 && answers.no > 0, JSON.stringify(answers));
  });

  it("holds for every resource of a pattern that is proven", () => {
    const random = seeded(SEED + 4);
    let proven = 0;
    const patterns = [
      "arn:aws:s3:::data/*",
      "arn:aws:s3:::data/home/*",
      "arn:aws:dynamodb:*:*:table/*",
      "arn:aws:*",
    ];
    for (let number = 0; number < COUNT; number++) {
      const documents = random.several(1, 3, () => randomDocument(random));
      const request = { ...randomRequest(random), resource: random.pick(patterns) };
      const { outcome } = decide(principal(documents), partlyKnown(request, []));
      if (outcome !== "allowed") continue;
      proven++;
      for (const resource of RESOURCES.filter((one) => covers(request.resource, one))) {
        const actual = simulated({ documents, request: { ...request, resource } });
        assert.equal(actual, "Allowed", JSON.stringify({ documents, request, resource }));
      }
    }
    assert.ok(proven > COUNT / 100, `only ${proven} patterns were proven`);
  });
});

function principal(documents: unknown[], boundary?: unknown): Access {
  return access(
    documents.map((document, index) => named(`policy-${index}`, document)),
    boundary === undefined ? {} : { boundary: named("boundary", boundary, "boundary") },
  );
}

/** The request with some keys hidden; requests carry none but the keys of their context. */
function partlyKnown({ action, resource, context }: RandomRequest, hidden: string[]) {
  const unknown = new Set(hidden.map((key) => key.toLowerCase()));
  const known = contextOf(context, () => ({ state: "absent" }));
  return asked(action, resource, (key) =>
    unknown.has(key.toLowerCase()) ? { state: "unknown" } : known(key),
  );
}

function completed(request: RandomRequest, hidden: string[], random: Random): RandomRequest {
  const context = { ...request.context };
  for (const { key, values, many } of ALL_KEYS.filter((spec) => hidden.includes(spec.key))) {
    delete context[key];
    if (random.chance(0.3)) continue;
    context[key] = many ? random.several(1, 3, () => random.pick(values)) : random.pick(values);
  }
  return { ...request, context };
}

/** The document with here and there an element, or an item of a list, that is not known. */
function withHiddenParts(document: RawDocument, random: Random): unknown {
  const hide = (value: unknown): unknown => {
    if (random.chance(0.03)) return UNKNOWN;
    if (Array.isArray(value)) return value.map(hide);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner)]));
  };
  return hide(document);
}
