/** What packages are called by those that import them. https://go.dev/ref/mod#go-mod-file */
import path from "node:path";

/** The import paths of a folder, the nearest module's first. @param manifests texts of `go.mod`, by path */
export function moduleNames(folder: string, manifests: ReadonlyMap<string, string>): string[] {
  return [...manifests]
    .map(([file, text]) => [path.posix.dirname(file), text] as const)
    .filter(([root]) => root === "." || folder === root || folder.startsWith(`${root}/`))
    .sort(([one], [other]) => other.length - one.length)
    .flatMap(([root, text]) => {
      const name = /^[ \t]*module[ \t]+"?([^\s"/][^\s"]*)"?/m.exec(text)?.[1];
      if (name === undefined) return [];
      const below = path.posix.relative(root, folder);
      return [below === "" ? name : `${name}/${below}`];
    });
}

/** What a package is called where its import gives it no name: the last part of its path, versions left out. */
export function packageNameOf(specifier: string): string {
  const parts = specifier.split("/").filter((part) => !/^v\d+$/.test(part));
  const last = parts.at(-1) ?? specifier;
  return last
    .replace(/\.v\d+$/, "")
    .replace(/^go-|-go$/g, "")
    .replace(/-/g, "_");
}
