import assert from "node:assert/strict";
import type { FindingPlace } from "../../../../policypack/findings/place";
import { imagePinned } from "../../../../policypack/policies/image-pinned";
import { noPlaintextSecrets } from "../../../../policypack/policies/no-plaintext-secrets";
import { taskDefinitionValid } from "../../../../policypack/policies/task-definition-valid";
import { judgeResourceByRule } from "../../../support/judge";
import { lone } from "../../../support/stacks";

const RULES = [taskDefinitionValid, noPlaintextSecrets, imagePinned];

/** The places of all findings on a task definition of one container and a sidecar, without what is not set. */
function places(container: object, task: object = {}): FindingPlace[] {
  const containers = [
    { name: "sidecar", image: "busybox:1" },
    { name: "app", image: "nginx:1.27", ...container },
  ];
  const props = {
    family: "shop",
    networkMode: "bridge",
    memory: "512",
    containerDefinitions: containers,
    ...task,
  };
  const resource = lone("aws:ecs/taskDefinition:TaskDefinition", props);
  const found = RULES.flatMap((rule) => judgeResourceByRule(rule, resource));
  return found.map(({ place }) => JSON.parse(JSON.stringify(place)) as FindingPlace);
}

describe("the place of a finding on a task definition", () => {
  const environment = [{ name: "DB_PASSWORD", value: "hunter2secret" }];
  const cases: [string, FindingPlace[], FindingPlace][] = [
    ["an image", places({ image: "Nginx:1.27" }), { container: "app", property: "image" }],
    ["an image that is not pinned", places({ image: "nginx" }), { container: "app", property: "image" }],
    [
      "a port",
      places({ portMappings: [{ containerPort: 0 }] }),
      { container: "app", property: "portMappings" },
    ],
    [
      "a secret in plain text",
      places({ environment }),
      { container: "app", property: "environment", entry: "DB_PASSWORD" },
    ],
    [
      "a flag of a command",
      places({ command: ["run", "--password", "hunter2secret"] }),
      { container: "app", property: "command", entry: "--password" },
    ],
    [
      "a secret without a source",
      places({ secrets: [{ name: "DB" }] }),
      { container: "app", property: "secrets", entry: "DB" },
    ],
    ["the task's memory", places({}, { memory: "much" }), { property: "memory" }],
    ["a role", places({}, { taskRoleArn: "shopRole" }), { property: "taskRoleArn" }],
  ];
  for (const [title, found, place] of cases) {
    it(`is that of ${title}`, () => assert.deepEqual(found, [place]));
  }
});
