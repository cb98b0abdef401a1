import assert from "node:assert/strict";
import {
  completes,
  endsAsSuffix,
  hasAnySuffix,
  withAnySuffix,
  withoutSuffix,
} from "../../../policypack/aws/secret-arn";

describe("a secret's random suffix", () => {
  it("is a hyphen and six letters or digits", () => {
    assert.ok(endsAsSuffix("db-AbC123"));
    for (const name of ["db", "db-AbC12", "db-AbC1234", "db-AbC12_", "dbAbC123"])
      assert.ok(!endsAsSuffix(name), name);
  });

  it("may be left open", () => {
    assert.equal(withAnySuffix("db"), "db-??????");
    assert.ok(hasAnySuffix(withAnySuffix("db")) && !hasAnySuffix("db-AbC123"));
  });

  it("is taken off, known or not", () => {
    for (const name of ["db", "db-AbC123", "db-??????"]) assert.equal(withoutSuffix(name), "db");
  });

  it("completes the ARN of just that secret", () => {
    assert.ok(completes("secret:db-AbC123", "secret:db"));
    for (const other of ["secret:db", "secret:db-??????", "secret:db-main-AbC123", "secret:dc-AbC123"]) {
      assert.ok(!completes(other, "secret:db"), other);
    }
  });
});
