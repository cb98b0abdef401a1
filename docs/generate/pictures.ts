/** Takes the README's pictures of the report, in both themes: `npm run docs:pictures`, with Chromium on PATH. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execFileSync } from "node:child_process";
import { FIXTURE_PROJECT } from "../../tests/support/fixtures";
import { launchChromium } from "../../tests/commands/report/chromium";

const ROOT = join(__dirname, "..", "..");
const IMAGES = join(__dirname, "..", "images");

async function takePictures(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  const command = [join("commands", "run.js"), "report", "--stack", "dev", "--out", folder];
  command.push("--cwd", FIXTURE_PROJECT);
  execFileSync(process.execPath, command, { cwd: ROOT });
  const browser = await launchChromium();
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1180, height: 1000 } });
      await page.goto(pathToFileURL(join(folder, "report-dev.html")).href);
      const graph = page.getByRole("region", { name: "Access graph" });
      await graph.screenshot({ path: join(IMAGES, `access-graph-${colorScheme}.png`) });
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

void takePictures();
