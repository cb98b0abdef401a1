import fs from "node:fs";
import path from "node:path";
import type { Language as Grammar, Parser as TreeSitter, Tree } from "web-tree-sitter";

const GRAMMARS = path.join(__dirname, "..", "grammars");

/** Parses files of several languages; their grammars are loaded when the first such file comes. */
export class Parser {
  private readonly grammars = new Map<string, Grammar>();
  private parser?: TreeSitter;

  /** The syntax tree of a text, which the caller frees with `delete()`. @param grammar the file's name */
  async parse(text: string, grammar: string): Promise<Tree | undefined> {
    const parser = await this.opened();
    parser.setLanguage(await this.grammar(grammar));
    return parser.parse(text) ?? undefined;
  }

  close(): void {
    this.parser?.delete();
    this.parser = undefined;
  }

  private async opened(): Promise<TreeSitter> {
    if (this.parser) return this.parser;
    // Only stacks that name sources pay for this.
    const { Parser: Loaded } = sitter();
    await Loaded.init();
    return (this.parser = new Loaded());
  }

  private async grammar(file: string): Promise<Grammar> {
    const known = this.grammars.get(file);
    if (known) return known;
    const { Language: Loaded } = sitter();
    const loaded = await Loaded.load(path.join(GRAMMARS, file));
    this.grammars.set(file, loaded);
    return loaded;
  }
}

/** What tells one version of the parser and its grammars from another. */
export function parserVersion(): string[] {
  const { size, mtimeMs } = fs.statSync(require.resolve("web-tree-sitter"));
  return [`${size} ${mtimeMs}`, fs.readFileSync(path.join(GRAMMARS, "sources.json"), "utf8")];
}

function sitter(): typeof import("web-tree-sitter") {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("web-tree-sitter") as typeof import("web-tree-sitter");
}
