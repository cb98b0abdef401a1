import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { UsageError } from "../../../commands/cli/usage-error";
import { UNKNOWN_STRING } from "../../../commands/offline/aws-provider";
import { readPreview } from "../../../commands/stack-files/preview";
import { readState } from "../../../commands/stack-files/state";
import * as s from "../../support/stacks";
import { runCommand } from "../support/project";
import { previewDigest, serialised, stackExport } from "./exported";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (rest: object) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ...rest });

const stack = () => serialised([s.role("app"), s.rolePolicy("app", "data", [s.statement("s3:GetObject")])]);
const NOWHERE = "arn:aws:iam::aws:policy/SecretsManagerReadOnly";
const faulty = () => serialised([s.role("app"), s.attachment("app", NOWHERE, "reads")]);

describe("A stack in a file", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "files-"));
  after(() => fs.rmSync(folder, { recursive: true }));

  const written = (content: object | string | Buffer) => {
    const file = path.join(folder, "stack.json");
    const isRaw = typeof content === "string" || Buffer.isBuffer(content);
    fs.writeFileSync(file, isRaw ? content : JSON.stringify(content));
    return file;
  };
  const mistake = (read: (file: string) => unknown, content: object | string | Buffer) => {
    let message = "";
    assert.throws(
      () => read(written(content)),
      (error: Error) => {
        message = error.message;
        return error instanceof UsageError;
      },
    );
    assert.ok(message.includes("stack.json"), message);
    return message;
  };
  const inputsOf = (value: unknown) => {
    const resource = {
      urn: "urn:pulumi:dev::app::my:index:Thing::a::b",
      type: "my:index:Thing",
      inputs: { value },
    };
    const [read] = readState(written(stackExport([resource]))).resources;
    assert.equal(read!.name, "a::b");
    return read!.inputs.value;
  };

  describe("has values as the engine hands them to policies", () => {
    it("what is encrypted, blinded or was not known is unknown", () => {
      assert.equal(inputsOf(secret({ ciphertext: "AAABAG..." })), UNKNOWN_STRING);
      assert.equal(inputsOf("[secret]"), UNKNOWN_STRING);
      assert.equal(inputsOf("1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"), UNKNOWN_STRING);
      assert.deepEqual(inputsOf({ list: [secret({ ciphertext: "v1:x" }), 1] }), {
        list: [UNKNOWN_STRING, 1],
      });
    });

    it("an exported secret in the clear is known", () => {
      assert.deepEqual(inputsOf(secret({ plaintext: '{"a":[1]}' })), { a: [1] });
      assert.equal(inputsOf(secret({ plaintext: "{" })), UNKNOWN_STRING);
    });

    it("a reference to a resource is its id, or the URN of a component", () => {
      const reference = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:pulumi:a::b::c::d" };
      assert.equal(inputsOf({ ...reference, id: "i-1" }), "i-1");
      assert.equal(inputsOf({ ...reference, id: "" }), UNKNOWN_STRING);
      assert.equal(inputsOf(reference), "urn:pulumi:a::b::c::d");
    });

    it("assets stay as they are, and what has another signature is unknown", () => {
      const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", hash: "e3b0", text: "" };
      assert.deepEqual(inputsOf(asset), asset);
      assert.equal(
        inputsOf({ [SIGNATURE]: "803fd3297a5875dc03ca845dda5d2a98", value: "/w==" }),
        UNKNOWN_STRING,
      );
    });
  });

  describe("as a state", () => {
    it("is read without what is about to be deleted, in UTF-16 and with a byte order mark too", () => {
      const gone = { ...faulty().at(-1), delete: true };
      const replaced = { ...faulty().at(-1), pendingReplacement: true };
      const text = JSON.stringify(stackExport([...stack(), gone, replaced]));
      for (const content of [text, `\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, "utf16le")]) {
        const { stack: name, resources } = readState(written(content));
        assert.equal(name, "test");
        assert.deepEqual(
          resources.map((each) => each.name),
          ["app", "data"],
        );
      }
    });

    it("is read in version 4, too", () => {
      assert.equal(
        readState(written({ ...stackExport(stack()), version: 4, features: ["taint"] })).resources.length,
        2,
      );
    });

    const whole = JSON.stringify(stackExport(stack()));
    const refused: [title: string, content: object | string | Buffer, says: RegExp][] = [
      ["empty", "  \n", /is empty/],
      ["cut off", whole.slice(0, whole.length / 2), /is cut off after \d+ characters/],
      ["cut off within a string", whole.slice(0, whole.indexOf("assumeRole") + 3), /is cut off/],
      [
        "a message of the CLI",
        "error: no stack named 'x' found",
        /is not JSON: it begins with "error: no stack/,
      ],
      ["several objects", `${whole}\n${whole}`, /several JSON objects/],
      ["a list", "[]", /no JSON object/],
      ["compressed", gzipSync(whole), /is compressed/],
      ["a preview", previewDigest(stack()), /is a preview, which --preview takes/],
      ["the backend's own file", { version: 3, checkpoint: { latest: {} } }, /backend's own file/],
      ["Terraform's", { version: 4, terraform_version: "1.9.0", resources: [] }, /state of Terraform/],
      ["CloudFormation's", { Resources: {} }, /CloudFormation template/],
      ["of an old version", { ...stackExport(stack()), version: 1 }, /version 1; 3 and 4 are known/],
      ["without a version", { deployment: { resources: stack() } }, /version undefined/],
      ["without resources", stackExport([]), /has no resources/],
      [
        "with all resources deleted",
        stackExport(stack().map((each) => ({ ...each, delete: true }))),
        /no resources/,
      ],
      [
        "with a list that is none",
        { version: 3, deployment: { resources: {} } },
        /`resources` that are no list/,
      ],
      ["with a resource that is none", stackExport([3 as never]), /resource 1 is not an object/],
      ["with a resource without URN", stackExport([{ type: "a" }]), /resource 1 has no URN/],
      ["with a resource without type", stackExport([{ urn: "urn:pulumi:a::b::c::d" }]), /has no type/],
      [
        "with inputs that are no object",
        stackExport([{ urn: "urn:pulumi:a::b::c::d", type: "c", inputs: [] }]),
        /has inputs that are no object/,
      ],
      [
        "with pending operations",
        stackExport(stack(), { pending_operations: [{ resource: { urn: "urn:x" }, type: "creating" }] }),
        /pending operations: creating urn:x.*pulumi refresh/s,
      ],
    ];
    for (const [title, content, says] of refused) {
      it(`is refused: ${title}`, () => {
        assert.match(mistake(readState, content), says);
      });
    }

    it("is refused where the file is missing, a folder or too large", () => {
      assert.throws(() => readState(path.join(folder, "none.json")), /There is no file .*none\.json/);
      assert.throws(() => readState(folder), /is a folder/);
      const huge = path.join(folder, "huge.json");
      fs.closeSync(fs.openSync(huge, "w"));
      fs.truncateSync(huge, 300 * 1024 * 1024);
      assert.throws(() => readState(huge), /huge\.json has 300 MB; more than 256 MB are not read/);
      fs.rmSync(huge);
    });
  });

  describe("as a preview", () => {
    const digest = previewDigest(stack());
    const same = (resources: object[]) =>
      resources.map((state) => ({ op: "same", oldState: state, newState: state }));

    it("is what the stack will be, in the region that config names", () => {
      const provider = "urn:pulumi:test::stack::pulumi:providers:aws::default_7_0_0";
      const [role, policy] = stack().map((each) => ({
        ...each,
        custom: true,
        provider: `${provider}::${UNKNOWN_STRING}`,
      }));
      const steps = [
        { op: "create", newState: { ...role, outputs: undefined } },
        {
          op: "update",
          oldState: { ...policy, outputs: { name: "before", kept: 1 } },
          newState: { ...policy, outputs: {} },
        },
        { op: "delete", urn: "urn:x", oldState: role },
      ];
      const changeSummary = { create: 1, update: 1, delete: 1 };
      const config = { "aws:region": "eu-west-3" };
      const { resources } = readPreview(written({ config, steps, changeSummary }));
      assert.deepEqual(
        resources.map(({ urn, name }) => (urn === provider ? "provider" : name)),
        ["provider", "app", "data"],
      );
      assert.deepEqual(resources[0]!.inputs, { region: "eu-west-3" });
      assert.equal(resources[1]!.outputs.arn, UNKNOWN_STRING);
      assert.equal(resources[2]!.outputs.name, "data");
      assert.equal(resources[2]!.outputs.kept, 1);
    });

    it("keeps the outputs of what stays as it is", () => {
      const [role] = stack();
      const steps = [
        { op: "same", oldState: { ...role, outputs: { arn: "arn:x" } }, newState: { ...role, outputs: {} } },
      ];
      assert.equal(
        readPreview(written({ steps, changeSummary: { same: 1 } })).resources[0]!.outputs.arn,
        "arn:x",
      );
    });

    const refused: [title: string, content: object, says: RegExp][] = [
      [
        "without what stays the same",
        { ...digest, changeSummary: { create: 2, same: 7 } },
        /lacks 7 of 7 .*--show-sames/,
      ],
      [
        "with the root stack alone of what stays the same",
        { steps: same(stack().slice(0, 1)), changeSummary: { same: 3 } },
        /lacks 2 of 3 .*--show-sames/,
      ],
      [
        "of a program that failed",
        { ...digest, diagnostics: [{ severity: "error", message: "no such bucket\nat index.ts" }] },
        /preview that failed: no such bucket\./,
      ],
      ["that did not end", { steps: digest.steps }, /did not come to its end/],
      ["a state", stackExport(stack()), /is a stack's state, which --state takes/],
      ["something else", { hello: 1 }, /neither `steps` nor `changeSummary`/],
      ["of an empty stack", { steps: [], changeSummary: {} }, /plans no resources/],
      [
        "with a damaged step",
        { steps: [{ op: "create", newState: {} }], changeSummary: {} },
        /step 1 has no URN/,
      ],
    ];
    for (const [title, content, says] of refused) {
      it(`is refused: ${title}`, () => {
        assert.match(mistake(readPreview, content), says);
      });
    }
  });

  describe("before check", () => {
    it("exits 0 on a clean one, in every format, and 1 on a violated one", async () => {
      const file = written(stackExport(stack()));
      for (const format of ["text", "json", "markdown", "sarif"]) {
        const { status, stdout, stderr } = await runCommand(["check", "--state", file, "--format", format]);
        assert.equal(status, 0, stdout + stderr);
      }
      const bad = await runCommand(["check", "--state", written(stackExport(faulty())), "--format", "sarif"]);
      assert.equal(bad.status, 1, bad.stderr);
      const [found] = JSON.parse(bad.stdout).runs[0].results;
      assert.equal(found.ruleId, "aws-managed-policy-exists");
      assert.match(found.locations[0].physicalLocation.artifactLocation.uri, /stack\.json$/);
      assert.equal((await runCommand(["check", "--preview", written(previewDigest(faulty()))])).status, 1);
    });

    it("takes the pack's config, and exits 2 on one that does not hold", async () => {
      const state = written(stackExport(faulty()));
      const config = path.join(folder, "config.json");
      const run = (content: object) => {
        fs.writeFileSync(config, JSON.stringify(content));
        return runCommand(["check", "--state", state, "--policy-config", config]);
      };
      assert.equal((await run({ "aws-managed-policy-exists": "advisory" })).status, 0);
      const wrong = await run({ "aws-managed-policy-exist": "advisory" });
      assert.equal(wrong.status, 2);
      assert.match(
        wrong.stderr,
        /config\.json:1:\d+ +the pack has no policy .* Did you mean aws-managed-policy-exists/,
      );
    });

    it("exits 2 on a file that cannot be judged, and on flags that do not go together", async () => {
      const cut = await runCommand(["check", "--state", written('{"version": 3')]);
      assert.equal(cut.status, 2);
      assert.match(cut.stderr, /stack\.json is cut off/);
      const both = await runCommand(["check", "--state", "a", "--preview", "b"]);
      assert.match(both.stderr, /--state and --preview cannot be given together/);
      const alone = await runCommand(["check", "--policy-config", "a"]);
      assert.match(alone.stderr, /--policy-config goes with/);
      assert.deepEqual([both.status, alone.status], [2, 2]);
    });

    it("explains what decides in it", async () => {
      const file = written(stackExport(stack()));
      const question = ["--explain", "role/app", "s3:GetObject", "arn:aws:s3:::b/k"];
      const { status, stdout } = await runCommand(["check", "--state", file, ...question]);
      assert.equal(status, 0, stdout);
      assert.match(stdout, /allowed/);
    });
  });
});
