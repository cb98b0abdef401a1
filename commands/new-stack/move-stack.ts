import { dnsSuffix, partitionOf } from "../../components/arns";

/** Where a stack lives. */
export interface Place {
  account: string;
  region: string;
}

/**
 * A stack's file, or its pack config, for another account and region: every mention of the two is replaced, in image
 * registries, ARNs and names too; everything else, comments included, stays as it is.
 */
export function moved(text: string, from: Place, to: Place): string {
  const [before, after] = [partitionOf(from.region), partitionOf(to.region)];
  const replacements: [RegExp, string][] = [
    [new RegExp(`(?<!\\d)${from.account}(?!\\d)`, "g"), to.account],
    [new RegExp(`(?<![\\w-])${from.region}(?![\\w-])`, "g"), to.region],
    [new RegExp(`(?<=\\barn:)${before}(?=:)`, "g"), after],
    [new RegExp(`(?<=\\.${to.region}\\.)${dnsSuffix(before)}(?![\\w.])`, "g"), dnsSuffix(after)],
  ];
  return replacements.reduce((moving, [pattern, replacement]) => moving.replace(pattern, replacement), text);
}

/** What Pulumi keeps of a stack's own encryption in its file; a new stack gets its own. */
export function withoutEncryption(stackFile: string): string {
  return stackFile.replace(/^(?:encryptionsalt|encryptedkey|secretsprovider):.*\n?/gm, "");
}

/** Lines that mention a stack by name, such as secrets named after it: `12: secret: dev/database`. */
export function linesNaming(stack: string, text: string): string[] {
  const name = new RegExp(`(?<![\\w.])${stack.replace(/[.]/g, "\\.")}(?![\\w.])`);
  return text.split("\n").flatMap((line, index) => (name.test(line) ? [`${index + 1}: ${line.trim()}`] : []));
}
