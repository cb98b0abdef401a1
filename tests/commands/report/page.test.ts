import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Judgement } from "../../../commands/judgement/judgement";
import { page } from "../../../commands/report/page";
import { cleanJudgement, violatedJudgement } from "./fixture";

const HOSTILE = `"'><img src=x onerror=alert(1)><script>alert(1)</script></style></title>`;

/** The judgement with every text in it replaced, but for those of fixed values and those that never show. */
function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string")
    return ["verdict", "level", "effect", "kind", "state", "urn", "parent"].includes(key) ? value : HOSTILE;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]));
}

describe("page", () => {
  it("shows findings, mandatory first, with what decides and what to change", () => {
    const text = page(violatedJudgement());
    assert.ok(text.indexOf("task-role-required-actions-3f9a1c04") < text.indexOf("least-privilege-0a1b2c3d"));
    assert.ok(
      text.includes("Add dynamodb:UpdateItem to statement &quot;Tables&quot; of policy DataTaskPolicy."),
    );
    assert.ok(text.includes("Pulumi.dev.yaml:12:7"));
  });

  it("shows what the program warns of", () => {
    const location = { file: "Pulumi.dev.yaml", line: 42, column: 7 };
    const text = page({ ...cleanJudgement(), warnings: [{ message: "web has no task role", location }] });
    assert.match(text, /warning<\/span> of the program/);
    assert.ok(text.includes("web has no task role") && text.includes("Pulumi.dev.yaml:42:7"));
  });

  it("shows the change against the committed export", () => {
    const judgement = cleanJudgement();
    const [gained, lost] = judgement.permissions;
    assert.ok(gained && lost);
    const change = { state: "stale", folder: "infrastructure/dev", files: ["permissions.json"] } as const;
    const text = page({
      ...judgement,
      exportChange: { ...change, files: [...change.files], gained: [gained], lost: [lost] },
    });
    assert.match(text, /1 permission gained,\s+1 lost/);
    assert.match(text, /class="gained">[^]*s3:GetObject[^]*class="lost">[^]*s3:PutObject/);
  });

  it("shows a document that is not known, and what else is not", () => {
    const judgement = cleanJudgement();
    const [role] = judgement.principals ?? [];
    assert.ok(role);
    role.documents = [{ name: "Computed", kind: "customer-managed" }];
    role.gaps = ["policy Base, which the stack does not define"];
    const text = page(judgement);
    assert.match(text, /Its content is not known at preview/);
    assert.match(text, /policy Base, which the stack does not define/);
  });

  it("lets nothing that a stack says become markup", () => {
    const text = page({
      ...(poisoned(violatedJudgement()) as Judgement),
      findings: poisoned(violatedJudgement().findings) as Judgement["findings"],
    });
    assert.equal(text.match(/<script/g)?.length, 1);
    assert.equal(text.match(/<\/style>/g)?.length, 1);
    assert.equal(text.match(/<\/title>/g)?.length, text.match(/<title>/g)?.length);
    assert.ok(!text.includes("<img"));
  });

  it("admits its own script and style sheet only, by their hashes, and asks nothing of the network", () => {
    const text = page(cleanJudgement());
    const policy = /Content-Security-Policy"\s+content="([^"]+)"/.exec(text)?.[1]?.replace(/&#39;/g, "'");
    assert.ok(policy?.startsWith("default-src 'none'; "));
    for (const element of ["style", "script"]) {
      const content = new RegExp(`<${element}>([^]*?)</${element}>`).exec(text)?.[1] ?? "";
      const hash = createHash("sha256").update(content).digest("base64");
      assert.ok(policy?.includes(`${element}-src 'sha256-${hash}'`), element);
    }
    assert.doesNotMatch(text, /\ssrc=|url\(["']?http|<link|@import|\sstyle=|\son[a-z]+=/);
  });

  it("folds what there is a lot of into one box, and names each", () => {
    const judgement = cleanJudgement();
    const [row] = judgement.permissions;
    assert.ok(row);
    const buckets = Array.from({ length: 600 }, (_, index) => `arn:aws:s3:::bucket-${index}`);
    const text = page({ ...judgement, permissions: buckets.map((resource) => ({ ...row, resource })) });
    assert.match(text, />600 S3 buckets</);
    assert.ok(text.includes("bucket-599"));
  });

  it("is the same for the same stack", () => {
    assert.equal(page(cleanJudgement()), page(cleanJudgement()));
  });
});
