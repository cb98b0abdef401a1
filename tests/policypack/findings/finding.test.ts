import assert from "node:assert/strict";
import { finding, findingMessage } from "../../../policypack/findings/finding";

const idOf = (subject: string, key = "unknown") =>
  finding("rule", { verdict: "violated", subject, key, message: subject, remedy: "None." }).id;

describe("a finding's id", () => {
  it("is the same whatever suffix Pulumi generates for a name, at each preview another", () => {
    assert.equal(idOf("role/app-4f2c9a1"), idOf("role/app-0b1d2e3"));
    const read = (suffix: string) => `data-${suffix} of arn:aws:iam::111122223333:role/app-${suffix}`;
    assert.equal(idOf("app", read("4f2c9a1")), idOf("app", read("0b1d2e3")));
  });

  it("differs by subject, cause and policy", () => {
    const ids = [idOf("role/app"), idOf("role/api"), idOf("role/app", "wide"), idOf("role/app-4f2c9a1b")];
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe("a finding's message", () => {
  it("shows white space at a resource's end and control characters, which may be the fault", () => {
    const resources = [
      "arn:aws:s3:::a\n",
      "arn:aws:s3:::b ",
      "arn:aws:s3:::c\u001b[2J",
      "everything but arn:aws:s3:::d",
    ];
    const message = findingMessage(
      finding("rule", {
        verdict: "violated",
        subject: "a",
        resources,
        message: "It fails.",
        remedy: "None.",
      }),
    );
    assert.match(
      message,
      /^ {2}resource: "arn:aws:s3:::a\\n", "arn:aws:s3:::b ", "arn:aws:s3:::c\\u001b\[2J", everything but arn:aws:s3:::d$/m,
    );
  });
});
