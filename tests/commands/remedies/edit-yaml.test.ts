import assert from "node:assert/strict";
import { editYaml } from "../../../commands/remedies/edit-yaml";

const TEXT = `config:
  # ours
  tasks:
    app:
      access:
        tables:
          - name: jobs # the queue
            access: read

          - name: logs

      cpu: 256
  last: 1
`;

const path = (...rest: (string | number)[]) => ["config", "tasks", "app", ...rest];

describe("an edit to YAML", () => {
  it("sets a value in its place", () => {
    const edited = editYaml(TEXT, { path: path("access", "tables", 0, "access"), set: "read-write" });
    assert.equal(edited, TEXT.replace("access: read\n", "access: read-write\n"));
  });

  it("sets a key that is not there yet", () => {
    const edited = editYaml(TEXT, { path: path("access", "tables", 1, "access"), set: "read" });
    assert.equal(edited, TEXT.replace("- name: logs\n", "- name: logs\n            access: read\n"));
  });

  it("adds an entry behind the last, before what follows", () => {
    const edited = editYaml(TEXT, { path: path("access", "tables"), add: { name: "more", access: "write" } });
    const entry = "          - name: more\n            access: write\n";
    assert.equal(edited, TEXT.replace("- name: logs\n", `- name: logs\n${entry}`));
  });

  it("makes the lists that an entry needs", () => {
    const edited = editYaml(TEXT, { path: path("role", "access", "secrets"), add: { secret: "db" } });
    const lines = "      role:\n        access:\n          secrets:\n            - secret: db\n";
    assert.equal(edited, TEXT.replace("      cpu: 256\n", `      cpu: 256\n${lines}`));
  });

  it("is not made in flow style, nor where a list is empty", () => {
    assert.equal(editYaml("a: { b: [x] }\n", { path: ["a", "b"], add: { c: "d" } }), undefined);
    assert.equal(editYaml("a: []\n", { path: ["a"], add: { c: "d" } }), undefined);
  });
});
