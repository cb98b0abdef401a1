import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { source as axe } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { page as render } from "../../../commands/report/page";
import { follow, launchChromium } from "./chromium";
import { cleanJudgement, violatedJudgement } from "./fixture";

const THEMES = ["light", "dark"] as const;

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

describe("the report in Chromium", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  let browser: Browser;
  let complaints: string[];

  before(async () => {
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  });

  async function open(colorScheme: (typeof THEMES)[number], judgement = violatedJudgement()): Promise<Page> {
    const file = path.join(folder, "report.html");
    fs.writeFileSync(file, render(judgement));
    // axe is put into the page by the test, which the page's own content security policy forbids.
    const context = await browser.newContext({ colorScheme, bypassCSP: true, offline: true });
    const opened = await context.newPage();
    complaints = [];
    opened.on("console", (message) => complaints.push(message.text()));
    opened.on("pageerror", (error) => complaints.push(error.message));
    await opened.goto(pathToFileURL(file).href);
    return opened;
  }

  async function violations(opened: Page): Promise<string[]> {
    await opened.evaluate(axe);
    const found = (await opened.evaluate("axe.run().then((result) => result.violations)")) as Violation[];
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
    );
  }

  for (const theme of THEMES) {
    it(`has no accessibility violation in ${theme}, nor with a node open`, async () => {
      const opened = await open(theme);
      assert.deepEqual(await violations(opened), []);
      await follow(opened, () => opened.click('a.node:has-text("DataTaskRole")'));
      assert.deepEqual(await violations(opened), []);
      assert.deepEqual(complaints, []);
    });
  }

  it("runs its own script under its content security policy without a word on the console", async () => {
    const file = path.join(folder, "own.html");
    fs.writeFileSync(file, render(violatedJudgement()));
    const opened = await browser.newPage();
    const said: string[] = [];
    opened.on("console", (message) => said.push(message.text()));
    await opened.goto(pathToFileURL(file).href);
    assert.equal(await opened.locator(".detail:visible").count(), 0, "the script hides the details");
    assert.equal(await opened.evaluate("getComputedStyle(document.body).maxWidth"), "1344px");
    assert.deepEqual(said, []);
    await opened.close();
  });

  it("lets no script of a stack's run", async () => {
    const judgement = violatedJudgement();
    judgement.stack = "<script>document.title = 'taken'</script>";
    judgement.permissions[0]!.resource = "<img src=x onerror=\"document.title = 'taken'\">";
    const opened = await open("light", judgement);
    assert.doesNotMatch(await opened.title(), /^taken$/);
    assert.equal(await opened.locator("img").count(), 0);
  });

  it("opens a node's statements by pointer, and by keyboard alone", async () => {
    const opened = await open("light");
    await follow(opened, () => opened.click('a.node:has-text("deploy-bot")'));
    const detail = opened.locator(".detail:visible");
    assert.equal(await detail.count(), 1);
    assert.match(await detail.innerText(), /iam:PassRole/);

    await opened.locator('a.node:has-text("NotifyTaskRole")').focus();
    await follow(opened, () => opened.keyboard.press("Enter"));
    assert.ok(await opened.evaluate("document.activeElement.matches('.detail')"));
    assert.equal(await detail.count(), 1);
    assert.match(await detail.innerText(), /secretsmanager:GetSecretValue/);
  });

  it("brings out the arrows of the node that is open", async () => {
    const opened = await open("light");
    await follow(opened, () => opened.click('a.node:has-text("NotifyTaskRole")'));
    const labels = await opened.locator(".edge.chosen text").allTextContents();
    assert.deepEqual(labels.sort(), ["may pass", "reads", "task role"]);
  });

  it("searches and filters the permission table, and takes it back", async () => {
    const opened = await open("light");
    const rows = opened.locator("#permission-table tbody tr:visible");
    const total = cleanJudgement().permissions.length;
    assert.equal(await rows.count(), total);
    await opened.fill("#search", "dynamodb updateitem");
    assert.equal(await rows.count(), 2);
    assert.equal(await opened.textContent("#shown"), `2 of ${total} shown`);
    await opened.fill("#search", "arn:aws:ecr:eu-central-1:111122223333:repository/ml-platform");
    assert.equal(await rows.count(), 3, "the search knows whole ARNs");
    await opened.fill("#search", "");
    await opened.selectOption("#filter-principal", "user/deploy-bot");
    await opened.selectOption("#filter-effect", "conditional");
    assert.equal(await rows.count(), 3);
    await opened.click('button:has-text("Clear")');
    await opened.waitForFunction(
      "document.querySelectorAll('#permission-table tbody tr[hidden]').length === 0",
    );
    assert.equal(await rows.count(), total);
  });

  it("prints every node's statements and no controls", async () => {
    const opened = await open("dark");
    await opened.emulateMedia({ media: "print" });
    const details = opened.locator(".detail");
    assert.ok((await details.count()) > 10);
    assert.equal(await opened.locator(".detail:visible").count(), await details.count());
    assert.equal(await opened.locator("form:visible").count(), 0);
  });

  it("fits a narrow screen: only pictures and tables scroll sideways", async () => {
    const opened = await open("light");
    await opened.setViewportSize({ width: 360, height: 700 });
    assert.ok(((await opened.evaluate("document.documentElement.scrollWidth")) as number) <= 360);
  });
});
