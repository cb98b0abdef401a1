import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { imagePinned, imageTag } from "../../../policypack/policies/image-pinned";
import { judgeResourceByRule as judge, verdicts } from "../../support/judge";
import { lone as resource } from "../../support/stacks";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const said = (containerDefinitions: unknown, type = TASK) =>
  judge(imagePinned, resource(type, { containerDefinitions }));
const image = (value: unknown) => said([{ name: "app", image: value }]);

const DIGEST = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

describe("image-pinned", () => {
  it("says nothing of digests and of tags other than latest", () => {
    for (const pinned of [
      "nginx:1.27",
      `nginx@${DIGEST}`,
      `nginx:latest@${DIGEST}`,
      "registry.example.com:5000/team/app:v2",
      `111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:2024-01-01`,
      "public.ecr.aws/nginx/nginx:stable",
    ]) {
      assert.deepEqual(image(pinned), [], pinned);
    }
  });

  it("Reports a violation if the tag is latest or there is none", () => {
    for (const floating of [
      "nginx",
      "nginx:latest",
      "nginx:",
      "registry.example.com:5000/team/app",
      "a/b:latest",
    ]) {
      const findings = image(floating);
      assert.deepEqual(verdicts(findings), ["violated"], floating);
      assert.match(findings[0]?.message ?? "", /container app/);
    }
  });

  it("is unproven if the image, or the containers, are unknown or missing", () => {
    for (const value of [UNKNOWN, undefined, "", 7, {}])
      assert.deepEqual(verdicts(image(value)), ["unproven"]);
    for (const value of [UNKNOWN, undefined, "{", 7, "nonsense"]) {
      assert.deepEqual(verdicts(said(value)), ["unproven"]);
    }
    assert.deepEqual(verdicts(said([UNKNOWN, { name: "a", image: "nginx:1" }])), ["unproven"]);
  });

  it("judges each container, of JSON text or a list, in any letter case and order", () => {
    const containers = [
      { name: "a", image: "nginx" },
      { Name: "b", Image: "nginx:latest" },
      { name: "c", image: "nginx:1" },
    ];
    const ids = (value: unknown) =>
      said(value)
        .map(({ id }) => id)
        .sort();
    assert.equal(ids(containers).length, 2);
    assert.deepEqual(ids(JSON.stringify(containers)), ids(containers));
    assert.deepEqual(ids([...containers].reverse()), ids(containers));
    assert.equal(said(containers, "aws-native:ecs:TaskDefinition").length, 2);
    assert.deepEqual(said(containers, "aws:ecs/service:Service"), []);
  });
});

describe("imageTag", () => {
  it("tells ports from tags", () => {
    assert.equal(imageTag("localhost:5000/app"), "latest");
    assert.equal(imageTag("localhost:5000/app:1"), "1");
    assert.equal(imageTag(`app@${DIGEST}`), undefined);
  });
});
