import assert from "node:assert/strict";
import {
  covers,
  intersects,
  matches,
  parsePattern,
  patternText,
} from "../../../../policypack/evaluation/patterns/pattern";
import { seeded } from "../../../support/random";

describe("matches", () => {
  const cases: [pattern: string, text: string, expected: boolean][] = [
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
    ["*", "anything:at/all", true],
    ["?", "", false],
    ["?", "a", true],
    ["a?c", "abc", true],
    ["a*c", "ac", true],
    ["a*c", "abcabc", true],
    ["a*c", "abcab", false],
    ["*a*b*", "xxbxa", false],
    ["?*", "", false],
    ["*?", "x", true],
    ["abc", "ABC", false],
    ["arn:aws:s3:::data/*", "arn:aws:s3:::data/a/b:c", true],
    ["arn:aws:s3:::data/*", "arn:aws:s3:::data", false],
    ["arn:aws:logs:*", "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app", true],
    ["arn:aws:secretsmanager:*:*:secret:db-??????", "arn:aws:secretsmanager:r:1:secret:db-a1B2c3", true],
    ["arn:aws:secretsmanager:*:*:secret:db-??????", "arn:aws:secretsmanager:r:1:secret:db-x-a1B2c3", false],
    ["a${*}c", "a*c", true],
    ["a${*}c", "abc", false],
    ["a${?}c", "a?c", true],
    ["${$}{x}", "${x}", true],
    ["${x}", "${x}", true],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern || "(empty)"} ${expected ? "matches" : "does not match"} ${text || "(empty)"}`, () => {
      assert.equal(matches(pattern, text), expected);
    });
  }

  it("comes back from wildcard bombs", () => {
    const long = "a".repeat(2000);
    assert.equal(matches(`${"*a".repeat(1000)}b`, long), false);
    assert.equal(matches(`${"*?a".repeat(600)}*`, long), true);
    assert.equal(matches(`*${"a".repeat(1000)}b`, long), false);
    assert.equal(covers(`${"*a?".repeat(500)}b*`, `${"?*a".repeat(500)}*`), false);
    assert.equal(covers(`*a${"?".repeat(500)}`, `*${"?a".repeat(250)}*b`), false);
    assert.equal(intersects(`${"*a".repeat(800)}b`, `${"a*".repeat(800)}c`), false);
  });
});

describe("covers", () => {
  const cases: [outer: string, inner: string, expected: boolean][] = [
    ["*", "arn:aws:s3:::*", true],
    ["arn:aws:s3:::*", "*", false],
    ["a*", "ab*", true],
    ["a*", "a?", true],
    ["a?", "a*", false],
    ["*b", "a*b", true],
    ["a*b*c", "a*c", false],
    ["a*c", "a*b*c", true],
    ["?*", "*?", true],
    ["??*", "*a?", true],
    ["*a*", "*aa*", true],
    ["arn:aws:dynamodb:*:*:table/*", "arn:aws:dynamodb:eu-west-1:1:table/orders/index/*", true],
    ["arn:aws:dynamodb:*:*:table/orders", "arn:aws:dynamodb:*:*:table/orders*", false],
  ];
  for (const [outer, inner, expected] of cases) {
    it(`${outer} ${expected ? "covers" : "does not cover"} ${inner}`, () => {
      assert.equal(covers(outer, inner), expected);
    });
  }
});

describe("covers and intersects beside brute force", () => {
  const texts = allTexts("abc", 6);

  it("give the right answer for random patterns", () => {
    const seed = Number(process.env["DIFFERENTIAL_SEED"] ?? 7);
    const random = seeded(seed);
    const piece = () => random.pick(["a", "b", "?", "*"]);
    for (let number = 0; number < 4000; number++) {
      const [one, other] = [random.several(0, 4, piece).join(""), random.several(0, 4, piece).join("")];
      const matchedByOther = texts.filter((text) => matches(other, text));
      const note = `${one} and ${other}, seed ${seed}`;
      assert.equal(
        covers(one, other),
        matchedByOther.every((text) => matches(one, text)),
        `covers: ${note}`,
      );
      assert.equal(
        intersects(one, other),
        matchedByOther.some((text) => matches(one, text)),
        `intersects: ${note}`,
      );
    }
  });

  it("match as a regular expression does", () => {
    const random = seeded(11);
    const piece = () => random.pick(["a", "b", "?", "*", "*a"]);
    for (let number = 0; number < 500; number++) {
      const pattern = random.several(0, 6, piece).join("");
      const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
      for (const text of texts)
        assert.equal(matches(pattern, text), expression.test(text), `${pattern} on ${text}`);
    }
  });
});

describe("patternText", () => {
  for (const text of ["", "a*b?c", "${*}", "a${?}*", "${$}{aws:username}", "?*", "$", "${$}{"]) {
    it(`writes ${text || "(empty)"} as it was read`, () => {
      assert.equal(patternText(parsePattern(text)), text);
    });
  }

  it("brings runs of wildcards into one form", () => {
    assert.equal(patternText(parsePattern("a**?*b")), "a?*b");
  });
});

function allTexts(alphabet: string, longest: number): string[] {
  let last = [""];
  const texts = [...last];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((text) => [...alphabet].map((character) => text + character));
    texts.push(...last);
  }
  return texts;
}
