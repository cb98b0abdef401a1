import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { source as axe } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { page as render } from "../../../commands/report/page";
import { follow, launchChromium } from "./chromium";
import { manyTasks } from "./many-tasks";

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

describe("the report of many tasks in Chromium", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "many-"));
  let browser: Browser;

  before(async () => {
    browser = await launchChromium();
    for (const count of [2, 15, 60])
      fs.writeFileSync(path.join(folder, `${count}.html`), render(manyTasks(count)));
  });

  after(async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  });

  async function open(count: number, at = "", viewport = DESK): Promise<Page> {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce", bypassCSP: true });
    const opened = await context.newPage();
    await opened.goto(pathToFileURL(path.join(folder, `${count}.html`)).href + at);
    return opened;
  }

  const drawn = (opened: Page) => opened.locator("#picture svg:visible");

  for (const count of [2, 15, 60]) {
    it(`fits a picture of ${count} tasks on a screen, and any one task's`, async () => {
      const opened = await open(count);
      const all = await drawn(opened).boundingBox();
      assert.ok(all && all.width <= DESK.width && all.height <= DESK.height, JSON.stringify(all));
      await follow(opened, () => opened.goto(`${opened.url()}#node-task-orders`));
      const own = await drawn(opened).boundingBox();
      assert.ok(own && own.width <= DESK.width && own.height <= DESK.height, JSON.stringify(own));
      await opened.context().close();
    });
  }

  it("ends each line of one task's picture in a tip that is drawn with it", async () => {
    const opened = await open(15, "#node-task-orders");
    const lines = drawn(opened).locator(".edge path");
    assert.ok((await lines.count()) >= 8);
    for (const line of await lines.all()) {
      const [, id] = /url\(#(.+)\)/.exec((await line.getAttribute("marker-end")) ?? "") ?? [];
      assert.equal(await drawn(opened).locator(`#${id}`).count(), 1, id);
    }
    await opened.context().close();
  });

  it("folds what there is a lot of, and opens a fold as a list of names", async () => {
    const opened = await open(60);
    const names = await opened.locator("#picture svg:visible .node .name").allTextContents();
    assert.ok(names.includes("60 task definitions") && names.includes("60 DynamoDB tables"), String(names));
    await follow(opened, () => opened.click('a.node:has-text("60 task definitions")'));
    assert.equal(await opened.locator(".detail:visible .members a").count(), 60);
    await follow(opened, () => opened.click('.detail:visible .members a:text-is("billing-3")'));
    assert.match((await drawn(opened).textContent()) ?? "", /billing-3-task/);
    await opened.context().close();
  });

  it("finds a box by name with the keyboard alone, and draws its own paths only", async () => {
    const opened = await open(60);
    await opened.fill("#find", "mail-2 task def");
    assert.equal(await opened.locator("#index li:visible").count(), 1);
    await follow(opened, () => opened.press("#find", "Enter"));
    const names = await drawn(opened).locator(".node .name").allTextContents();
    assert.ok(names.includes("mail-2-task") && names.includes("mail-2"), String(names));
    assert.ok(!names.includes("orders-task"));
    await follow(opened, () => opened.click("#all"));
    assert.equal(await opened.locator("#picture .own").count(), 0);
    await opened.context().close();
  });

  it("unfolds a fold of a choice in place", async () => {
    const opened = await open(15, "#node-principal-role-tasks-execution");
    const before = await drawn(opened).locator(".node").count();
    await drawn(opened).locator('.node.fold:has-text("ECR repository")').press("Enter");
    assert.equal(await drawn(opened).locator(".node").count(), before + 14);
    await opened.context().close();
  });

  it("lights up a path by pointer and by focus, until it is left", async () => {
    const opened = await open(15);
    const lit = opened.locator("#picture .edge.lit text");
    await opened.hover('a.node:has-text("15 SQS queues"), a.node:has-text("alerts")');
    assert.deepEqual([...new Set(await lit.allTextContents())].sort(), ["may pass", "task role", "writes"]);
    await opened.mouse.move(0, 0);
    assert.equal(await lit.count(), 0);
    await opened.locator('a.node:has-text("tasks-execution")').focus();
    assert.ok((await lit.count()) >= 4);
    await opened.context().close();
  });

  it("shows in its address what is chosen, searched and filtered, and goes back to it", async () => {
    const opened = await open(15);
    await opened.fill("#search", "putitem");
    await opened.selectOption("#filter-principal", "role/cart-task");
    const rows = await opened.locator("#permission-table tbody tr:visible").count();
    assert.equal(rows, 1);
    const address = `${opened.url().split("#")[0]}#node-task-cart`;
    assert.match(address, /\?q=putitem&principal=role%2Fcart-task#/);
    const again = await open(15, address.slice(address.indexOf("?")));
    assert.equal(await again.locator("#permission-table tbody tr:visible").count(), 1);
    assert.match((await drawn(again).textContent()) ?? "", /cart-task/);
    await opened.context().close();
    await again.context().close();
  });

  it("narrows the matrix to the rows and columns on the paths of a choice", async () => {
    const opened = await open(60);
    assert.equal(await opened.locator("#matrix tbody tr:visible").count(), 62);
    await follow(opened, () => opened.click('#matrix a:text-is("cart-task")'));
    const rows = await opened.locator("#matrix tbody tr:visible th").allInnerTexts();
    assert.deepEqual(rows.map((row) => row.split(" ")[0]).sort(), ["cart-task", "release"]);
    await opened.context().close();
  });

  it("shows the first rows of a long table, all of them on demand, and any by search", async () => {
    const opened = await open(60);
    const rows = opened.locator("#permission-table tbody tr:visible");
    assert.equal(await rows.count(), 60);
    await opened.fill("#search", "audit-6");
    assert.ok((await rows.count()) > 3);
    await opened.fill("#search", "");
    await opened.click("#more");
    assert.ok((await rows.count()) > 300);
    await opened.context().close();
  });

  it("shows resource and effect on a phone without scrolling sideways", async () => {
    const opened = await open(15, "", PHONE);
    const first = opened.locator("#permission-table tbody tr").first();
    for (const part of [".action", ".resource", ".effect"]) {
      const box = await first.locator(part).boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= PHONE.width, part);
    }
    assert.ok(((await opened.evaluate("document.documentElement.scrollWidth")) as number) <= PHONE.width);
    await opened.context().close();
  });

  for (const viewport of [DESK, PHONE]) {
    it(`has no accessibility violation ${viewport.width} pixels wide, nor with a choice`, async () => {
      for (const at of ["", "#node-principal-role-tasks-execution"]) {
        const opened = await open(15, at, viewport);
        await opened.evaluate(axe);
        const found = (await opened.evaluate("axe.run().then((result) => result.violations)")) as {
          id: string;
          nodes: { html: string }[];
        }[];
        assert.deepEqual(
          found.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
          [],
        );
        await opened.context().close();
      }
    });
  }
});
