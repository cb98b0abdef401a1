import assert from "node:assert/strict";
import { requestedTags } from "../../../../policypack/ecs/starters/requested-tags";
import { UNKNOWN } from "../../../../policypack/evaluation/types";

describe("tags of a request to run a task", () => {
  const own = { team: "orders" };
  const spellings: [string, unknown][] = [
    ["an object", own],
    ["a list of keys and values", [{ key: "team", value: "orders" }]],
    ["a list in the API's letter case", [{ Key: "team", Value: "orders" }]],
    ["a list of objects, as Scheduler takes them", [{ team: "orders" }]],
  ];
  for (const [title, tags] of spellings) {
    it(`are read from ${title}`, () =>
      assert.deepEqual(requestedTags(tags, undefined), { present: true, own, propagated: false }));
  }

  it("are none where none are given", () => {
    for (const none of [undefined, null, {}, []]) assert.equal(requestedTags(none, undefined).present, false);
  });

  it("are not known where a part is not known, or of a wrong type", () => {
    for (const open of [UNKNOWN, [UNKNOWN], [{ team: UNKNOWN }], [{ key: "team" }], [42], "team=orders"])
      assert.equal(requestedTags(open, undefined).present, undefined);
  });

  it("are there where they are propagated", () => {
    assert.equal(requestedTags(undefined, "TASK_DEFINITION").present, true);
    assert.equal(requestedTags(undefined, "NONE").present, false);
  });
});
