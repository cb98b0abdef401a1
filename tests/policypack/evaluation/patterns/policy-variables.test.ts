import assert from "node:assert/strict";
import { contextOf } from "../../../../policypack/evaluation/conditions/request-context";
import { patternText } from "../../../../policypack/evaluation/patterns/pattern";
import { parseTemplate, resolveTemplate } from "../../../../policypack/evaluation/patterns/policy-variables";

const context = contextOf({
  "aws:username": "alice",
  "aws:PrincipalTag/team": "a*b",
  "aws:PrincipalTag/empty": "",
  "aws:userid": null,
  "aws:TagKeys": ["one", "two"],
});

function resolved(text: string, version: "2012-10-17" | "2008-10-17" = "2012-10-17"): string {
  const result = resolveTemplate(parseTemplate(text, version, true), context);
  return `${result.state}: ${patternText(result.pattern)}`;
}

describe("policy variables", () => {
  const cases: [text: string, expected: string][] = [
    ["plain*", "known: plain*"],
    ["home/${aws:username}/*", "known: home/alice/*"],
    ["home/${AWS:UserName}/*", "known: home/alice/*"],
    ["${aws:PrincipalTag/team}", "known: a${*}b"],
    ["${aws:PrincipalTag/empty}/x", "known: /x"],
    ["${aws:username, 'nobody'}", "known: alice"],
    ["${aws:userid, 'nobody'}", "known: nobody"],
    ["${aws:userid,'no, body'}", "known: no, body"],
    ["${aws:userid, ''}x", "known: x"],
    ["${aws:userid}/x", "unresolvable: */x"],
    ["${aws:TagKeys}", "unresolvable: *"],
    ["${aws:TagKeys, 'x'}", "open: *"],
    ["${aws:SourceIp}-${aws:username}", "open: *-alice"],
    ["${aws:SourceIp, 'x'}", "open: *"],
    ["${aws:userid}${aws:SourceIp}", "unresolvable: *"],
    ["${*}/*${?}", "known: ${*}/*${?}"],
    ["${$}{aws:username}", "known: ${$}{aws:username}"],
    ["${aws:username", "known: ${$}{aws:username"],
    ["${}", "open: *"],
  ];
  for (const [text, expected] of cases) {
    it(`${text} becomes ${expected}`, () => assert.equal(resolved(text), expected));
  }

  it("are text in documents of 2008", () => {
    assert.equal(resolved("home/${aws:username}", "2008-10-17"), "known: home/${$}{aws:username}");
    assert.equal(resolved("a${*}", "2008-10-17"), "known: a${$}{*}");
  });

  it("can be many and long without harm", () => {
    const text = "${aws:username}".repeat(20_000) + "${".repeat(500_000);
    assert.match(resolved(text), /^known: (alice){20000}/);
    assert.match(resolved(`\${${"'".repeat(50_000)}, ${" ".repeat(50_000)}}`), /^open/);
  });
});
