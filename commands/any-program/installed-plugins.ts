import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * The plugin of a package where Pulumi's CLI has installed it, or where PATH has it.
 * https://www.pulumi.com/docs/iac/concepts/plugins/
 * @param version the one that the program asks for; where it is not there, the newest is taken
 * @returns its executable, or undefined where there is none
 */
export function installedPlugin(name: string, version: string): string | undefined {
  const folder = path.join(process.env.PULUMI_HOME || path.join(os.homedir(), ".pulumi"), "plugins");
  const prefix = `resource-${name}-v`;
  const versions = entriesOf(folder)
    .filter((entry) => entry.startsWith(prefix) && /^\d/.test(entry.slice(prefix.length)))
    .map((entry) => entry.slice(prefix.length))
    .sort((one, other) => Number(other === version) - Number(one === version) || newestFirst(one, other));
  const folders = [
    ...versions.map((each) => path.join(folder, `${prefix}${each}`)),
    ...(process.env.PATH ?? "").split(path.delimiter).filter(Boolean),
  ];
  return folders
    .flatMap((each) => executableNames(name).map((file) => path.join(each, file)))
    .find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

function executableNames(name: string): string[] {
  const file = `pulumi-resource-${name}`;
  return process.platform === "win32" ? [`${file}.exe`, `${file}.cmd`] : [file];
}

function entriesOf(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function newestFirst(one: string, other: string): number {
  return other.localeCompare(one, "en", { numeric: true });
}
