import assert from "node:assert/strict";
import { onceEach } from "../../../policypack/evaluation/once-each";

describe("onceEach", () => {
  it("makes a thing once of each object, also where it comes to nothing", () => {
    const asked: string[] = [];
    const lengthOf = onceEach(({ name }: { name: string }) => {
      asked.push(name);
      return name === "" ? undefined : name.length;
    });
    const [some, same, none] = [{ name: "abc" }, { name: "abc" }, { name: "" }];
    assert.deepEqual([some, some, same, none, none].map(lengthOf), [3, 3, 3, undefined, undefined]);
    assert.deepEqual(asked, ["abc", "abc", ""]);
  });
});
