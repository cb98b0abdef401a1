import assert from "node:assert/strict";
import { app, judged } from "./definitions";

/** `JSON.stringify` of a promise is `{}`. */
const PROMISE = {};

describe("a promise in a text of containers", () => {
  for (const [where, change] of Object.entries({
    "a log option": { logConfiguration: { logDriver: "awslogs", options: { "awslogs-region": PROMISE } } },
    "an environment variable": { environment: [{ name: "REGION", value: PROMISE }] },
    "the image": { image: PROMISE },
  }))
    it(`is told as what it is: ${where}`, () => {
      const found = judged("fargate", [app(change)]);
      assert.ok(
        found.some(({ remedy }) => /of a promise: await it/.test(remedy ?? "")),
        JSON.stringify(found),
      );
    });

  it("and a number as a number", () => {
    const found = judged("fargate", [app({ environment: [{ name: "PORT", value: 8080 }] })]);
    assert.match(found[0]?.remedy ?? "", /in quotes/);
  });
});
