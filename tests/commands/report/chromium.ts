import fs from "node:fs";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** Starts the machine's own Chromium, without network. @throws if there is none on PATH */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? onPath();
  if (!executablePath)
    throw new Error(`Install Chromium, or set CHROMIUM to it: none of ${NAMES.join(", ")} is on PATH.`);
  const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking"];
  const args = [...quiet, "--disable-component-update", "--disable-sync", "--disable-gpu", "--no-sandbox"];
  return chromium.launch({ executablePath, args });
}

/** Does what changes the hash of the page's address, and waits for the page to hear of it: a browser says so later. */
export async function follow(page: Page, change: () => Promise<unknown>): Promise<void> {
  await page.evaluate(
    "void (window.heard = new Promise((heard) => window.addEventListener('hashchange', () => heard(true), { once: true })))",
  );
  await change();
  await page.evaluate("window.heard");
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return candidates.find((candidate) => fs.existsSync(candidate));
}
