import assert from "node:assert/strict";
import { searchNeeds, searchRegion } from "../../../../policypack/policies/ecs-task-can-start/search-outputs";

const SCOPE = { partition: "aws", region: "eu-west-1", account: "111122223333" };
const DOMAIN = "arn:aws:es:eu-west-1:111122223333:domain/logs";
const ID = "abcdefghijklmnopqrstuvwxy2";
const on = { aws_auth: "On" };

describe("ecs-task-can-start/search-outputs", () => {
  for (const host of [
    `search-logs-${ID}.eu-west-1.es.amazonaws.com`,
    `vpc-logs-${ID}.eu-west-1.es.amazonaws.com`,
    `https://search-logs-${ID}.eu-west-1.es.amazonaws.com:443/`,
    `search-logs-${ID}.aos.eu-west-1.on.aws`,
    "search-logs.eu-west-1.es.amazonaws.com",
  ]) {
    it(`${host} is the domain logs`, () => {
      assert.deepEqual(searchNeeds(SCOPE, host, on), [
        { actions: ["es:ESHttpPost"], resources: [`${DOMAIN}/_bulk`], grantOn: [`${DOMAIN}/*`] },
      ]);
      assert.equal(searchRegion({ host }), "eu-west-1");
    });
  }

  it("a path stands before _bulk", () => {
    const [need] = searchNeeds(SCOPE, `vpc-logs-${ID}.eu-west-1.es.amazonaws.com`, { ...on, path: "/team/" });
    assert.deepEqual(need?.resources, [`${DOMAIN}/team/_bulk`]);
  });

  it("a collection takes the one action for its data", () => {
    const host = "abc123.us-east-1.aoss.amazonaws.com";
    assert.equal(searchRegion({ host }), "us-east-1");
    assert.deepEqual(searchNeeds({ ...SCOPE, region: "us-east-1" }, host, { aws_auth: "true" }), [
      {
        actions: ["aoss:APIAccessAll"],
        resources: ["arn:aws:aoss:us-east-1:111122223333:collection/abc123"],
      },
    ]);
  });

  it("requests that are not signed, and hosts of others, need nothing", () => {
    const host = `vpc-logs-${ID}.eu-west-1.es.amazonaws.com`;
    for (const aws_auth of [undefined, "Off", "false"])
      assert.deepEqual(searchNeeds(SCOPE, host, { aws_auth }), []);
    assert.deepEqual(searchNeeds(SCOPE, "logs.example.com", on), []);
    assert.equal(searchRegion({ host: "logs.example.com" }), undefined);
  });
});
