import assert from "node:assert/strict";
import fs from "node:fs";
import { shapeSchema } from "../../../../components/config/aws/shape-schema";
import { shapeOf, valuesOf } from "../../../../components/config/aws/shapes";
import {
  containerAdvice,
  containerAws,
  taskAdvice,
  taskAws,
} from "../../../../components/config/aws/spellings";
import { containerSchema } from "../../../../components/config/container";
import { taskSchema } from "../../../../components/config/task";
import {
  shapeNames,
  shapeOf as packShapeOf,
} from "../../../../policypack/evaluation/catalogue/task-definition-shapes";
import { CONFIG_SHAPES, configShapesText } from "../../../../policypack/scripts/ecs-model";

describe("AWS's model of a task definition, as config has it", () => {
  it("is the one that the pack judges by, in the form that npm run ecs-model writes", () => {
    const text = fs.readFileSync(CONFIG_SHAPES, "utf8");
    const { source } = JSON.parse(text) as { source: Parameters<typeof configShapesText>[0] };
    assert.equal(text, configShapesText(source, shapeNames().map(packShapeOf)));
  });

  it("says what it lacks", () => {
    assert.throws(() => shapeOf("Nonesuch"), /no shape Nonesuch/);
    assert.throws(() => valuesOf("String"), /no values of String/);
  });

  it("takes one member of a union", () => {
    const sharing = shapeSchema("SharingStrategy");
    assert.ok(sharing.safeParse({ nvidiaMps: { memory: 1 } }).success);
    assert.match(sharing.safeParse({}).error?.issues[0]?.message ?? "", /exactly one of nvidiaMps/);
  });

  /** Every member of AWS's request can be said: by a key of this project's, or below aws. */
  const places: [structure: string, own: object, aws: object, advice: object][] = [
    ["ContainerDefinition", containerSchema.shape, containerAws().shape, containerAdvice],
    ["RegisterTaskDefinitionRequest", taskSchema.shape, taskAws().shape, taskAdvice],
  ];
  for (const [structure, own, aws, advice] of places) {
    it(`has a place for every member of ${structure}, and an answer to whoever writes it elsewhere`, () => {
      for (const member of Object.keys(shapeOf(structure).members ?? {})) {
        const isOwn = Object.hasOwn(own, member);
        assert.ok(isOwn || Object.hasOwn(advice, member), `${member} is neither a key nor answered`);
        assert.ok(!(isOwn && Object.hasOwn(aws, member)), `${member} can be said in two places`);
      }
    });
  }
});
