import assert from "node:assert/strict";
import { readAsPulumi } from "../../../commands/project/yaml/read-as-pulumi";
import { REFUSED, VALUES } from "../../support/yaml-spellings";

describe("any stack's file is read as Pulumi reads it:", () => {
  const read = (spelling: string) =>
    (readAsPulumi(`config:\n  probe:key: [${spelling}]\n`) as { config: Record<string, unknown> }).config[
      "probe:key"
    ];

  for (const [spelling, engine] of VALUES)
    it(spelling, () => {
      if (engine === REFUSED) assert.throws(() => read(spelling));
      else assert.deepEqual(read(spelling), [engine]);
    });

  it("a moment elsewhere, and parts of a second", () => {
    assert.deepEqual(read("2001-12-14T21:59:43.500+09:00"), ["2001-12-14 21:59:43.5 +0900 +0900"]);
  });

  it("more digits than a number can hold", () =>
    assert.deepEqual(read("12345678901234567890"), ["12345678901234567890"]));

  it("nothing, where there is nothing", () => assert.deepEqual(readAsPulumi(""), {}));
});
