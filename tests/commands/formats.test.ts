import assert from "node:assert/strict";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import type { Log, Result } from "sarif";
import { wrap } from "../../commands/formats/lines";
import { markdownReport } from "../../commands/formats/markdown";
import { colorsFor } from "../../commands/cli/colors";
import { sarifReport } from "../../commands/formats/sarif";
import { stacksSummary } from "../../commands/formats/stacks-summary";
import { textReport } from "../../commands/formats/text";
import { verdictLine } from "../../commands/formats/verdict-line";
import { passes, type Standing, STANDINGS, standingOf, verdictOn } from "../../commands/judgement/standing";
import { page } from "../../commands/report/page";
import { shortArn } from "../../commands/formats/short-arn";
import type { JudgedFinding, Judgement, PermissionRow } from "../../commands/judgement/judgement";
import { policies } from "../../policypack/policies";
import { judged, withPolicy } from "./support/programs";
import { sarifSchema } from "./support/sarif-schema";

/** A correct stack, and one whose execution role may not pull images. */
async function judgements(): Promise<[clean: Judgement, violated: Judgement]> {
  const faulty = withPolicy("ecsTaskExecutionRolePolicy", ({ Statement }) => {
    Statement.splice(
      Statement.findIndex(({ Sid }) => Sid === "PullImages"),
      1,
    );
  });
  return [(await judged("prod")).judgement, (await judged("dev", faulty)).judgement];
}

describe("check --format sarif", () => {
  let log: Log;
  let violated: Judgement;
  before(async () => {
    const both = await judgements();
    violated = both[1];
    log = JSON.parse(sarifReport(both)) as Log;
  });

  it("is SARIF 2.1.0", () => {
    const validator = addFormats(new Ajv({ allErrors: true, strict: false }));
    const isValid = validator.validate(sarifSchema, log);
    assert.ok(isValid, JSON.stringify(validator.errors, null, 2));
  });

  it("has one run, which knows every policy by name, level and AWS's page", () => {
    assert.equal(log.runs.length, 1);
    const rules = log.runs[0]!.tool.driver.rules!;
    for (const { name, rule } of policies) {
      const found = rules.find(({ id }) => id === name)!;
      assert.equal(found.helpUri, rule.url);
      assert.equal(
        found.defaultConfiguration?.level,
        rule.enforcementLevel === "advisory" ? "warning" : "error",
      );
    }
  });

  it("puts each finding at the line of the stack's config that causes it", () => {
    const results = log.runs[0]!.results!;
    assert.equal(results.length, violated.findings.length);
    const found = results.find(({ ruleId }) => ruleId === "ecs-task-can-start") as Result;
    const { location, id } = violated.findings.find(({ policy }) => policy === "ecs-task-can-start")!;
    assert.ok(location);
    assert.deepEqual(found.locations![0]!.physicalLocation, {
      artifactLocation: { uri: "Pulumi.dev.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: location.line, startColumn: location.column },
    });
    assert.equal(found.level, "error");
    assert.equal(found.partialFingerprints!["finding/v1"], `dev/${id}`);
    assert.equal(log.runs[0]!.tool.driver.rules![found.ruleIndex!]!.id, found.ruleId);
  });

  it("reports a stale export", () => {
    const stale: Judgement = {
      ...violated,
      findings: [],
      exportChange: { state: "stale", folder: "infrastructure/dev", files: ["a.json"], gained: [], lost: [] },
    };
    const { results } = (JSON.parse(sarifReport([stale])) as Log).runs[0]!;
    assert.equal(results!.length, 1);
    assert.match(results![0]!.message.text!, /infrastructure\/dev is stale/);
  });
});

describe("a warning of the program", () => {
  const warning = {
    message: "ig-notification has no task role: it | gets no credentials.",
    location: { file: "Pulumi.prod.yaml", line: 42, column: 7 },
  };
  let warned: Judgement;
  before(async () => {
    warned = { ...(await judged("prod")).judgement, warnings: [warning] };
  });

  it("is a note in SARIF, at the line of the config", () => {
    const { results, tool } = (JSON.parse(sarifReport([warned])) as Log).runs[0]!;
    const [note] = results!;
    assert.deepEqual([note!.level, note!.message.text], ["note", warning.message]);
    assert.equal(tool.driver.rules![note!.ruleIndex!]!.id, note!.ruleId);
    assert.deepEqual(note!.locations![0]!.physicalLocation!.region, { startLine: 42, startColumn: 7 });
  });

  it("is a line in Markdown, and no reason to fail", () => {
    const report = markdownReport([warned]);
    assert.match(report, /^## ✅ /);
    assert.match(report, /^⚠️ \*\*warning\*\* .*it \\\| gets .*`Pulumi\.prod\.yaml:42:7`/m);
    assert.match(report, /no findings, 1 warning/);
  });
});

describe("a finding that is deferred to the update", () => {
  let open: Judgement;
  before(async () => {
    const found: JudgedFinding = { ...anyFinding, verdict: "deferred", level: "advisory" };
    open = { ...(await judged("prod")).judgement, findings: [found] };
  });

  it("is a note in SARIF, with its verdict", () => {
    const [note, ...others] = (JSON.parse(sarifReport([open])) as Log).runs[0]!.results!;
    assert.deepEqual([note!.level, note!.properties?.verdict, others], ["note", "deferred", []]);
    assert.match(note!.message.text!, /\(deferred\)$/);
  });

  it("is counted by itself in text, and marked", () => {
    const report = textReport(open, colorsFor({}));
    assert.match(report, /^… .* {2}advisory, deferred$/m);
    assert.match(report, /^… prod: deferred: 1 deferred finding \(/m);
  });

  it("is marked in Markdown, whose title does not say that all is proven", () => {
    const report = markdownReport([open]);
    assert.match(report, /^## ⏳ /);
    assert.match(report, /^⏳ \*\*.*\(advisory\): /m);
    assert.match(report, /1 deferred finding/);
  });

  it("is told apart in the report, and counted", () => {
    const shown = page(open).toString();
    assert.match(shown, /class="badge deferred"/);
    assert.match(shown, /Deferred findings/);
    assert.match(shown, /it judges what 1 deferred finding left open/);
  });
});

describe("how a stack stands", () => {
  let clean: Judgement;
  before(async () => {
    clean = (await judged("prod")).judgement;
  });
  const change = {
    state: "stale" as const,
    folder: "infrastructure/prod",
    files: ["a"],
    gained: [],
    lost: [],
  };
  const found = (changes: Partial<JudgedFinding>): JudgedFinding => ({ ...anyFinding, ...changes });
  const stacks = (): Record<Standing, Judgement> => ({
    violated: withFindings([found({}), found({ verdict: "unproven" })]),
    unproven: withFindings([found({ verdict: "unproven" }), found({ level: "advisory" })]),
    stale: { ...clean, exportChange: change },
    deferred: withFindings([found({ verdict: "deferred", level: "advisory" })]),
    advised: withFindings([found({ level: "advisory" })]),
    proven: clean,
  });
  const withFindings = (findings: JudgedFinding[]): Judgement => ({
    ...clean,
    findings,
    verdict: verdictOn(findings),
  });

  it("is the worst of what is said, and passes where nothing fails", () => {
    for (const [standing, judgement] of Object.entries(stacks())) {
      assert.equal(standingOf(judgement), standing);
      assert.equal(passes(judgement), ["proven", "advised", "deferred"].includes(standing), standing);
    }
  });

  it("is a tick in every format only where all is proven", () => {
    for (const [standing, judgement] of Object.entries(stacks())) {
      const isProven = standing === "proven";
      assert.equal(verdictLine(judgement, colorsFor({})).startsWith("✓"), isProven, standing);
      assert.equal(/^## ✅/.test(markdownReport([judgement])), isProven, standing);
      assert.equal(/^\| ✅ `prod`/m.test(markdownReport([judgement])), isProven, standing);
    }
  });

  it("is said in its own word", () => {
    const lines = Object.values(stacks()).map((each) => verdictLine(each, colorsFor({})).split(" (")[0]);
    assert.deepEqual(lines, [
      "✗ prod: violated: 2 mandatory findings",
      "✗ prod: unproven: 1 mandatory finding, 1 advisory finding",
      "✗ prod: stale export: no findings, infrastructure/prod is stale",
      "… prod: deferred: 1 deferred finding",
      "! prod: clean: 1 advisory finding",
      "✓ prod: clean: no findings",
    ]);
  });

  it("colours the page's bar as the exit status says", () => {
    for (const judgement of Object.values(stacks())) {
      const shown = page(judgement).toString();
      assert.ok(shown.includes(`<header class="summary ${passes(judgement) ? "clean" : "violated"}">`));
    }
    assert.match(page(stacks().unproven), /badge violated">unproven<[^]*could not be proven/);
    assert.match(page(stacks().stale), /badge violated">stale export</);
  });

  it("is summed up for several stacks, the failing ones last", () => {
    const named = Object.entries(stacks()).map(([stack, judgement]) => ({ ...judgement, stack }));
    const [head, ...lines] = stacksSummary(named, colorsFor({})).trimEnd().split("\n");
    assert.equal(head, "6 stacks: 3 pass, 3 fail");
    assert.deepEqual(
      lines.map((line) => line.trim().split(/\s+/)[1]),
      [...STANDINGS],
    );
    assert.match(lines.at(-1)!, /^ {2}✗ violated {2}violated {6}2 mandatory findings$/);
  });
});

describe("check --format markdown", () => {
  it("puts the verdict first and folds the rest", async () => {
    const [clean, violated] = await judgements();
    const report = markdownReport([clean, violated]);
    assert.match(report, /^## ❌ /);
    assert.match(markdownReport([clean]), /^## ✅ /);
    assert.match(report, /^\| ✅ `prod` \|/m);
    assert.match(report, /^\| ❌ `dev` \|/m);
    assert.match(report, /^❌ \*\*ecs-task-can-start\*\* \(mandatory\): /m);
    const opened = report.match(/<details>/g)!.length;
    assert.equal(report.match(/<\/details>/g)!.length, opened);
    assert.ok(opened >= 7);
  });

  it("draws the access graph", async () => {
    const [clean] = await judgements();
    const graph = /```mermaid\n([\s\S]*?)```/.exec(markdownReport([clean]))![1]!;
    const [head, ...lines] = graph.trimEnd().split("\n");
    assert.equal(head, "flowchart LR");
    for (const line of lines) {
      assert.match(
        line,
        /^ {2}node\d+(?:\(\[|\[\[|\[\(|\[)".*"(?:\]\)|\]\]|\)\]|\])$|^ {2}node\d+ (?:-->|==>|-\.->)\|"[^"]+"\| node\d+$/,
      );
    }
    assert.match(graph, /"Task role<br>MLPlatformECSTaskRole"/);
    assert.match(graph, /-\.->\|"may pass"\|/);
  });

  it("keeps tables whole whatever a finding says", async () => {
    const [clean] = await judgements();
    const found = {
      ...anyFinding,
      message: "a | b\n<script>",
      remedy: "use `x` | *y*",
      actions: ["s3:Get|Object"],
    };
    const report = markdownReport([{ ...clean, verdict: "violated", findings: [found] }]);
    assert.match(report, /: a \\\| b<br>&lt;script>/);
    assert.match(report, /^\| To fix \| use \\`x\\` \\\| \\\*y\\\* \|$/m);
    assert.match(report, /`s3:Get\\\|Object`/);
  });

  it("shows a stale export as what is gained and lost", async () => {
    const [clean] = await judgements();
    const row: PermissionRow = {
      ...clean.permissions[0]!,
      action: "s3:DeleteObject",
      principal: "role/Worker",
    };
    const change = { state: "stale" as const, folder: "infrastructure/prod", files: ["permissions.json"] };
    const report = markdownReport([{ ...clean, exportChange: { ...change, gained: [row], lost: [] } }]);
    assert.match(report, /^## ❌ /);
    assert.match(report, /```diff\n\+ role\/Worker: s3:DeleteObject on /);
  });

  it("fits into a comment, with all findings as long as they do", async () => {
    const [clean] = await judgements();
    const many = Array.from({ length: 2_000 }, (_, index) => ({
      ...clean.permissions[0]!,
      action: `s3:Action${index}`,
    }));
    const large: Judgement = { ...clean, permissions: many, verdict: "violated", findings: [anyFinding] };
    const report = markdownReport([large]);
    assert.ok(report.length < 65_536);
    assert.ok(report.includes(anyFinding.id));
    const endless = { ...large, findings: Array.from({ length: 3_000 }, () => anyFinding) };
    assert.ok(markdownReport([endless]).length < 65_536);
  });
});

const anyFinding: JudgedFinding = {
  id: "probe-12345678",
  policy: "probe",
  verdict: "violated",
  level: "mandatory",
  subject: "role/Worker",
  actions: [],
  resources: [],
  message: "Something fails.",
  remedy: "Mend it.",
};

describe("text in lines", () => {
  it("breaks between words, and inside a word only if it fills a line", () => {
    assert.deepEqual(wrap("one two three", 8), ["one two", "three"]);
    assert.deepEqual(wrap("arn:aws:iam::111122223333:role/Worker", 26), [
      "arn:aws:iam::111122223333:",
      "role/Worker",
    ]);
    assert.deepEqual(wrap("x".repeat(25), 10), ["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
    assert.deepEqual(wrap("a\nb", 10), ["a", "b"]);
    const statement = '{"Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/Worker"}';
    assert.deepEqual(JSON.parse(wrap(statement, 20).join("\n")), JSON.parse(statement));
  });

  it("shortens the ARNs of the stack's own account and region only", () => {
    const home = { account: "111122223333", region: "eu-west-1" };
    assert.equal(shortArn("arn:aws:dynamodb:eu-west-1:111122223333:table/Jobs", home), "table/Jobs");
    assert.equal(shortArn("arn:aws:s3:::bucket/*", home), "bucket/*");
    assert.equal(shortArn("arn:aws:iam::111122223333:role/a/B", home), "role/a/B");
    for (const arn of [
      "*",
      "arn:aws:iam::aws:policy/X",
      "arn:aws:sns:us-east-1:111122223333:t",
      "arn:aws:iam::444455556666:role/B",
      "arn:aws:s3",
    ]) {
      assert.equal(shortArn(arn, home), arn);
    }
  });
});
