/** What `.gitignore` and `.dockerignore` leave out. https://git-scm.com/docs/gitignore */

interface IgnoreRule {
  matches: RegExp;
  /** `!pattern` takes in again what a rule before it has left out. */
  isNegated: boolean;
  onlyFolders: boolean;
}

/** The rules of one file, which hold below the folder that it lies in. */
export class IgnoreRules {
  private readonly rules: IgnoreRule[];

  /**
   * @param folder in which the file lies, relative to the project; empty for its root
   * @param isAnchored whether each pattern is about paths from that folder, as `.dockerignore` has it, and not about names
   */
  constructor(
    private readonly folder: string,
    text: string,
    isAnchored = false,
  ) {
    this.rules = text.split(/\r?\n/).flatMap((line) => ruleOf(line, isAnchored));
  }

  /** Whether a path is left out; undefined where no rule is about it. */
  verdict(file: string, isFolder: boolean): boolean | undefined {
    const prefix = this.folder === "" ? "" : `${this.folder}/`;
    if (!file.startsWith(prefix)) return undefined;
    const own = file.slice(prefix.length);
    let verdict: boolean | undefined;
    for (const { matches, isNegated, onlyFolders } of this.rules) {
      if (onlyFolders && !isFolder) continue;
      if (matches.test(own)) verdict = !isNegated;
    }
    return verdict;
  }
}

function ruleOf(line: string, isAnchored: boolean): IgnoreRule[] {
  const trimmed = line.replace(/(?<!\\)\s+$/, "");
  if (trimmed === "" || trimmed.startsWith("#")) return [];
  const isNegated = trimmed.startsWith("!");
  const pattern = (isNegated ? trimmed.slice(1) : trimmed).replace(/^\.\//, "");
  const body = pattern.replace(/\/$/, "");
  if (body === "" || body === "." || body.length > 1000) return [];
  const fromHere = isAnchored || body.replace(/^\*\*\//, "").includes("/");
  const start = fromHere ? "^" : "(?:^|/)";
  try {
    const matches = new RegExp(`${start}${expressionOf(body.replace(/^\//, ""))}$`);
    return [{ matches, isNegated, onlyFolders: pattern.endsWith("/") && !isAnchored }];
  } catch {
    return []; // a range such as [z-a], which matches nothing
  }
}

/** A glob as a regular expression: `*` and `?` end at a slash, `**` does not. Runs of stars count as one. */
function expressionOf(glob: string): string {
  const tokens = glob.replace(/\*{3,}/g, "**").match(/\*\*\/|\*\*|\*|\?|\[[^\]/]*\]|\\.|[^]/g) ?? [];
  return tokens
    .map((token, index) => {
      if (token === "**/") return "(?:.*/)?";
      if (token === "**") return ".*";
      if (token === "*") return tokens[index - 1] === "*" ? "" : "[^/]*";
      if (token === "?") return "[^/]";
      if (token.startsWith("[") && token.length > 2)
        return token.replace(/^\[!/, "[^").replace(/\\/g, "\\\\");
      return token.replace(/^\\(.)$/, "$1").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
}
