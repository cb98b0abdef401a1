import assert from "node:assert/strict";
import { compileCondition } from "../../../../policypack/evaluation/conditions/conditions";
import { contextOf, unknownContext } from "../../../../policypack/evaluation/conditions/request-context";
import type { Truth } from "../../../../policypack/evaluation/truth";
import type { RequestContext } from "../../../../policypack/evaluation/types";
import { onlyKeys } from "../support/access";

const KEY = "aws:key";

function holds(operator: string, values: string | string[], context: RequestContext): Truth {
  const condition = { operator, key: KEY, values: [values].flat() };
  return compileCondition(condition, "2012-10-17").holds(context);
}

const present = (...values: string[]) => onlyKeys({ [KEY]: values });

describe("a condition on a present key", () => {
  const cases: [operator: string, values: string | string[], given: string | string[], expected: Truth][] = [
    ["StringEquals", "a", "a", "yes"],
    ["StringEquals", "a", "A", "no"],
    ["StringEquals", ["a", "b"], "b", "yes"],
    ["StringEquals", "a*", "ab", "no"],
    ["StringEquals", "a*", "a*", "yes"],
    ["StringNotEquals", ["a", "b"], "b", "no"],
    ["StringNotEquals", ["a", "b"], "c", "yes"],
    ["StringEqualsIgnoreCase", "Data", "dATA", "yes"],
    ["StringNotEqualsIgnoreCase", "Data", "dATA", "no"],
    ["StringLike", "a*c?", "abbcd", "yes"],
    ["StringLike", "a*", "A", "no"],
    ["StringLike", "a${*}", "a*", "yes"],
    ["StringLike", "a${*}", "ab", "no"],
    ["StringNotLike", ["a*", "b*"], "bc", "no"],
    ["StringNotLike", ["a*", "b*"], "c", "yes"],
    ["NumericEquals", "10", "10.0", "yes"],
    ["NumericNotEquals", "10", "11", "yes"],
    ["NumericNotEquals", "10", "ten", "no"],
    ["NumericLessThan", "10", "9.5", "yes"],
    ["NumericLessThan", "10", "10", "no"],
    ["NumericLessThanEquals", "10", "10", "yes"],
    ["NumericGreaterThan", "-1", "0", "yes"],
    ["NumericGreaterThanEquals", "10", "9", "no"],
    ["DateEquals", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "yes"],
    ["DateEquals", "1767225600", "2026-01-01T00:00:00Z", "yes"],
    ["DateNotEquals", "2026-01-01", "2026-01-01T00:00:00Z", "no"],
    ["DateLessThan", "2026-01-01", "2025-12-31T23:59:59Z", "yes"],
    ["DateLessThanEquals", "2026-01-01", "2026-01-02", "no"],
    ["DateGreaterThan", "2026-01-01", "2026-01-01T00:00:00.001Z", "yes"],
    ["DateGreaterThanEquals", "2026-01", "2026-01-01", "yes"],
    ["Bool", "true", "TRUE", "yes"],
    ["Bool", "False", "true", "no"],
    ["Bool", ["true", "false"], "false", "yes"],
    ["Bool", "true", "1", "no"],
    ["BinaryEquals", "QUJD", "QUJD", "yes"],
    ["BinaryEquals", "QUJD", "qujd", "no"],
    ["IpAddress", "203.0.113.0/24", "203.0.113.255", "yes"],
    ["IpAddress", "203.0.113.0/24", "203.0.114.0", "no"],
    ["IpAddress", "203.0.113.7", "203.0.113.7", "yes"],
    ["IpAddress", "0.0.0.0/0", "198.51.100.1", "yes"],
    ["IpAddress", "::/0", "198.51.100.1", "no"],
    ["IpAddress", "2001:DB8:1234:5678::/64", "2001:db8:1234:5678::1", "yes"],
    ["IpAddress", "203.0.113.0/24", "somewhere", "no"],
    ["NotIpAddress", "203.0.113.0/24", "203.0.114.0", "yes"],
    ["NotIpAddress", "203.0.113.0/24", "somewhere", "no"],
    ["NotIpAddress", ["203.0.113.0/24", "198.51.100.0/24"], "198.51.100.9", "no"],
    ["ArnEquals", "arn:aws:sns:*:1:t*", "arn:aws:sns:r:1:topic", "yes"],
    [
      "ArnLike",
      "arn:aws:x:*:111122223333:finance/*",
      "arn:aws:x:us-east-2:9:store/abc:111122223333:finance/d",
      "no",
    ],
    ["ArnLike", "arn:aws:x:*:1:a*", "arn:aws:x:r:1:a:b/c", "yes"],
    ["ArnLike", "arn:aws:x:*", "arn:aws:x:r:1:a", "no"],
    ["ArnNotLike", "arn:aws:sns:*:1:t*", "arn:aws:sns:r:2:topic", "yes"],
    ["ArnNotEquals", "arn:aws:sns:*:1:t*", "arn:aws:sns:r:1:topic", "no"],
    ["ArnNotEquals", "arn:aws:sns:*:1:t*", "topic", "no"],
    ["Null", "true", "x", "no"],
    ["Null", "false", "x", "yes"],
    ["StringEqualsIfExists", "a", "b", "no"],
    ["ForAnyValue:StringEquals", ["a", "b"], ["x", "b"], "yes"],
    ["ForAnyValue:StringEquals", ["a", "b"], ["x", "y"], "no"],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "b", "a"], "yes"],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "x"], "no"],
    ["ForAnyValue:StringNotEquals", ["a", "b"], ["a", "x"], "yes"],
    ["ForAllValues:StringNotEquals", ["a", "b"], ["a", "x"], "no"],
    ["ForAllValues:StringNotLike", ["a*"], ["b", "c"], "yes"],
    ["ForAnyValue:ArnLike", "arn:aws:sns:*:1:t*", ["x", "arn:aws:sns:r:1:topic"], "yes"],
    ["StringEquals", "a", ["a", "b"], "maybe"],
  ];
  for (const [operator, values, given, expected] of cases) {
    it(`${operator} ${JSON.stringify(values)} of ${JSON.stringify(given)}: ${expected}`, () => {
      assert.equal(holds(operator, values, present(...[given].flat())), expected);
    });
  }
});

describe("a condition on a missing key", () => {
  const cases: [operator: string, values: string, expected: Truth][] = [
    ["StringEquals", "a", "no"],
    ["StringLike", "*", "no"],
    ["StringNotEquals", "a", "yes"],
    ["StringNotLike", "*", "yes"],
    ["ArnNotLike", "arn:aws:sns:*:*:*", "yes"],
    ["NumericNotEquals", "1", "yes"],
    ["NotIpAddress", "10.0.0.0/8", "yes"],
    ["DateLessThan", "2026-01-01", "no"],
    ["Bool", "false", "no"],
    ["Null", "true", "yes"],
    ["Null", "false", "no"],
    ["StringEqualsIfExists", "a", "yes"],
    ["StringNotEqualsIfExists", "a", "yes"],
    ["BoolIfExists", "true", "yes"],
    ["ForAllValues:StringEquals", "a", "yes"],
    ["ForAnyValue:StringEquals", "a", "no"],
    ["ForAllValues:StringNotEquals", "a", "yes"],
    ["ForAnyValue:StringNotEquals", "a", "no"],
    ["ForAllValues:StringEqualsIfExists", "a", "yes"],
    ["ForAnyValue:StringEqualsIfExists", "a", "no"],
    ["ForAnyValue:StringNotEqualsIfExists", "a", "no"],
    ["ForAnyValue:ArnLikeIfExists", "arn:aws:ecs:*:*:*", "no"],
  ];
  for (const [operator, values, expected] of cases) {
    it(`${operator} ${values}: ${expected}`, () => {
      assert.equal(holds(operator, values, onlyKeys()), expected);
      assert.equal(holds(operator, values, present()), expected, "a key without values counts as missing");
    });
  }
});

describe("a condition on a key of which nothing is known", () => {
  const cases: [operator: string, values: string | string[], expected: Truth][] = [
    ["StringEquals", "a", "maybe"],
    ["StringLike", "*", "maybe"],
    ["StringLikeIfExists", "*", "yes"],
    ["StringLikeIfExists", ["a", "**"], "yes"],
    ["StringEqualsIfExists", "*", "maybe"],
    ["StringNotLike", "*", "maybe"],
    ["StringNotLikeIfExists", "*", "maybe"],
    ["ForAllValues:StringLike", "*", "yes"],
    ["ForAllValues:StringLike", "a*", "maybe"],
    ["ForAnyValue:StringLike", "*", "maybe"],
    ["ForAnyValue:StringNotLike", "*", "no"],
    ["ForAnyValue:StringEquals", "a", "maybe"],
    ["Null", "true", "maybe"],
    ["Null", ["true", "false"], "yes"],
    ["ArnLikeIfExists", "arn:*:*:*:*:*", "maybe"],
    ["NumericLessThan", "1", "maybe"],
    ["StringEquals", "${aws:nobody}", "maybe"],
  ];
  for (const [operator, values, expected] of cases) {
    it(`${operator} ${JSON.stringify(values)}: ${expected}`, () => {
      assert.equal(holds(operator, values, unknownContext), expected);
    });
  }

  it("fails for certain if its variable has no value", () => {
    const context = contextOf({ "aws:username": null });
    assert.equal(holds("StringEquals", "${aws:username}", context), "no");
    assert.equal(holds("ForAnyValue:StringNotEquals", "${aws:username}", context), "no");
  });
});

describe("a condition with policy variables", () => {
  const context = (more: Record<string, string | null>) => contextOf({ [KEY]: "Alice", ...more });

  it("compares with the variable's value", () => {
    assert.equal(holds("StringEquals", "${aws:username}", context({ "aws:username": "Alice" })), "yes");
    assert.equal(
      holds("StringEqualsIgnoreCase", "${aws:USERNAME}", context({ "aws:username": "aLICE" })),
      "yes",
    );
    assert.equal(holds("StringLike", "${aws:username}*", context({ "aws:username": "Al" })), "yes");
  });

  it("takes wildcards of the variable's value literally", () => {
    assert.equal(holds("StringLike", "${aws:username}", context({ "aws:username": "A*" })), "no");
  });

  it("does not match, negated or not, if the variable has no value", () => {
    assert.equal(holds("StringEquals", "${aws:username}", context({ "aws:username": null })), "no");
    assert.equal(holds("StringNotEquals", "${aws:username}", context({ "aws:username": null })), "no");
    assert.equal(holds("StringEquals", "${aws:username, 'Alice'}", context({ "aws:username": null })), "yes");
  });

  it("is open if the variable's value is unknown and could match", () => {
    assert.equal(holds("StringEquals", "A${aws:username}", context({})), "maybe");
    assert.equal(holds("StringEquals", "B${aws:username}", context({})), "no");
    assert.equal(holds("StringNotEquals", "B${aws:username}", context({})), "maybe");
  });

  it("may have them in any part of an ARN", () => {
    const arn = "arn:aws:ecs:r:${aws:PrincipalAccount}:task/*";
    const given = contextOf({
      [KEY]: "arn:aws:ecs:r:111122223333:task/a",
      "aws:PrincipalAccount": "111122223333",
    });
    assert.equal(holds("ArnLike", arn, given), "yes");
    assert.equal(holds("ArnLike", arn, contextOf({ [KEY]: "arn:aws:ecs:r:1:task/a" })), "maybe");
  });

  it("has none in a document of 2008", () => {
    const condition = { operator: "StringEquals", key: KEY, values: ["${aws:username}"] };
    const compiled = compileCondition(condition, "2008-10-17");
    assert.equal(compiled.holds(onlyKeys({ [KEY]: "Alice", "aws:username": "Alice" })), "no");
    assert.equal(compiled.holds(onlyKeys({ [KEY]: "${aws:username}" })), "yes");
  });
});

describe("a condition of an operator that IAM does not know", () => {
  it("never holds for certain, and never fails for certain", () => {
    assert.equal(holds("StringIs", "a", present("a")), "maybe");
  });
});

describe("a condition on a key with one of several values", () => {
  const context = contextOf({ [KEY]: { state: "unknown", oneOf: ["1.2", "1.3"] } });
  const cases: [operator: string, values: string | string[], expected: Truth][] = [
    ["NumericLessThan", "1.2", "no"],
    ["NumericLessThan", "1.3", "maybe"],
    ["NumericGreaterThanEquals", "1.2", "yes"],
    ["NumericLessThanIfExists", "1.2", "no"],
    ["NumericEquals", ["1.2", "1.3"], "yes"],
    ["NumericNotEquals", "1.1", "yes"],
    ["StringEquals", "1.0", "no"],
    ["ForAnyValue:StringEquals", ["1.2", "1.3"], "yes"],
    ["Null", "true", "no"],
    ["Null", "false", "yes"],
  ];
  for (const [operator, values, expected] of cases) {
    it(`${operator} ${[values].flat().join(" or ")}: ${expected}`, () => {
      assert.equal(holds(operator, values, context), expected);
    });
  }
});

describe("a condition on a key of which a pattern is known", () => {
  const context = contextOf({ [KEY]: { state: "unknown", within: "arn:aws:ecs:*:111122223333:task/*" } });
  const cases: [operator: string, values: string | string[], expected: Truth][] = [
    ["ArnLike", "arn:aws:ecs:*:111122223333:*", "yes"],
    ["ArnLike", "arn:aws:ecs:eu-west-1:111122223333:*", "maybe"],
    ["ArnLike", "arn:aws:ecs:*:444455556666:*", "no"],
    ["ArnLike", ["arn:aws:ecs:*:444455556666:*", "arn:*:*:*:*:*"], "yes"],
    ["ArnNotLike", "arn:aws:ecs:us-east-1:111122223333:*", "maybe"],
    ["ArnNotLike", "arn:aws:s3:*:111122223333:*", "yes"],
    ["ArnLike", "no ARN", "no"],
    ["StringLike", "arn:aws:ecs:*:111122223333:task/*", "yes"],
    ["StringLike", "arn:aws:ecs:*:task/main/*", "maybe"],
    ["StringEquals", "arn:aws:ecs:eu-west-1:111122223333:task/main/1", "maybe"],
    ["StringEquals", "arn:aws:ecs:eu-west-1:444455556666:task/main/1", "no"],
    ["StringEqualsIgnoreCase", "ARN:AWS:S3:::shop", "no"],
    ["StringLike", "arn:aws:ecs:*:${aws:PrincipalAccount}:*", "maybe"],
    ["Bool", "true", "maybe"],
    ["NumericEquals", "1", "maybe"],
    ["Null", "true", "no"],
    ["Null", "false", "yes"],
  ];
  for (const [operator, values, expected] of cases) {
    it(`${operator} ${[values].flat().join(" or ")}: ${expected}`, () => {
      assert.equal(holds(operator, values, context), expected);
    });
  }
});
