import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Judgement } from "../judgement/judgement";
import { standingWord } from "../formats/verdict-line";
import { html, trusted, type Html } from "./html";
import { accessSection } from "./sections/access";
import { changeSection, comparisonSection } from "./sections/change";
import { findingsSection } from "./sections/findings";
import { permissionsSection } from "./sections/permissions";
import { resourcesSection } from "./sections/resources";
import { unusedSection } from "./sections/unused";
import { summary } from "./sections/summary";

/** The files that a page takes up whole, as they lie in `assets`. */
export interface Assets {
  style: string;
  script: string;
}

function readAssets(): Assets {
  const folder = join(__dirname, "assets");
  return {
    style: readFileSync(join(folder, "page.css"), "utf8"),
    script: ["paths.js", "access.js", "page.js"]
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n"),
  };
}

/**
 * One stack's report: a single page that needs no network and may run nothing but its own script, since the content
 * security policy names that script and the style sheet by their hashes.
 */
export function page(judgement: Judgement, assets: Assets = readAssets()): string {
  const markup = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(assets)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${judgement.stack}: ${standingWord(judgement)}, ECS task permissions</title>
        ${element("style", assets.style)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        ${summary(judgement)} ${contents()}
        <main id="main" tabindex="-1">
          ${findingsSection(judgement)} ${comparisonSection(judgement.comparison)}
          ${changeSection(judgement.exportChange)} ${accessSection(judgement)}
          ${permissionsSection(judgement)} ${unusedSection(judgement)}
          ${resourcesSection(judgement.resources)}
        </main>
        ${element("script", assets.script)}
      </body>
    </html>`;
  return `${markup.text}\n`;
}

function contents(): Html {
  const sections = {
    findings: "Findings",
    change: "Change",
    access: "Who may do what",
    permissions: "Permissions",
    resources: "Resources",
  };
  return html`<nav aria-label="Sections">
    <ul>
      ${Object.entries(sections).map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}

function element(name: "style" | "script", text: string): Html {
  return trusted(`<${name}>${text}</${name}>`);
}

function contentSecurityPolicy({ style, script }: Assets): string {
  const none = ["default-src", "base-uri", "form-action"].map((directive) => `${directive} 'none'`);
  return [...none, `style-src '${hash(style)}'`, `script-src '${hash(script)}'`].join("; ");
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
