import assert from "node:assert/strict";
import { type Import, importFile } from "../../../commands/pulumi/import";
import type { StackState } from "../../../commands/pulumi/state";
import type { RegisteredResource } from "../../../commands/offline/recording-monitor";

const urn = (type: string, name: string) => `urn:pulumi:dev::example::${type}::${name}`;
const PROVIDER = urn("pulumi:providers:aws", "aws");
const COMPONENT = urn("example:index:TaskRole", "task");
const STACK = urn("pulumi:pulumi:Stack", "example-dev");
const ROLE = urn("example:index:TaskRole$aws:iam/role:Role", "task-role");

function resource(
  of: string,
  type: string,
  name: string,
  more: Partial<RegisteredResource> = {},
): RegisteredResource {
  const nothing = { inputs: {}, outputs: {}, dependencies: [], propertyDependencies: {}, protect: false };
  return { urn: of, type, name, ignoreChanges: [], ...nothing, ...more };
}

const RESOURCES = [
  resource(STACK, "pulumi:pulumi:Stack", "example-dev"),
  resource(PROVIDER, "pulumi:providers:aws", "aws", { parent: STACK }),
  resource(COMPONENT, "example:index:TaskRole", "task", { parent: STACK }),
  resource(ROLE, "aws:iam/role:Role", "task-role", { parent: COMPONENT, provider: `${PROVIDER}::unknown` }),
];
const IMPORTS: Import[] = [{ resource: RESOURCES[3]!, id: "TaskRole" }];

function stateWith(...urns: string[]): StackState {
  const resources = urns.map((each) => ({ urn: each, type: "", name: "", inputs: {}, outputs: {} }));
  return { resources, pendingCreates: [] };
}

describe("adopt: the file for pulumi import", () => {
  it("brings a resource in under its component and its provider, and the component with it", () => {
    const { nameTable, resources } = importFile(IMPORTS, RESOURCES, stateWith(STACK, PROVIDER));
    assert.deepEqual(nameTable, { [PROVIDER]: PROVIDER });
    assert.deepEqual(resources, [
      { type: "example:index:TaskRole", name: COMPONENT, logicalName: "task", component: true },
      {
        type: "aws:iam/role:Role",
        name: ROLE,
        logicalName: "task-role",
        parent: COMPONENT,
        provider: PROVIDER,
        id: "TaskRole",
      },
    ]);
  });

  it("refers to a component that the state has already", () => {
    const { nameTable, resources } = importFile(IMPORTS, RESOURCES, stateWith(STACK, PROVIDER, COMPONENT));
    assert.deepEqual(nameTable, { [PROVIDER]: PROVIDER, [COMPONENT]: COMPONENT });
    assert.deepEqual(
      resources.map(({ name }) => name),
      [ROLE],
    );
  });
});
