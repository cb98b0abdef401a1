/** What a user waits for and stores: the pack as it is published, and the project's own tests. */
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { type Measure, ms } from "../measure";
import { sideBySide } from "../timing";

const ROOT = path.join(__dirname, "..", "..");

/** All that the pack adds to an installation; its only dependencies are Pulumi's own packages. */
export function measureInstalledSize(): Measure {
  const packed = execFileSync("npm", ["pack", "--dry-run", "--json"], {
    cwd: path.join(ROOT, "policypack"),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ unpackedSize }] = JSON.parse(packed.slice(packed.indexOf("["))) as [{ unpackedSize: number }];
  const megabytes = unpackedSize / 1e6;
  return {
    work: "installed size of the pack beyond @pulumi/*",
    ours: `${megabytes.toFixed(1)} MB`,
    figure: `${megabytes.toFixed(1)} MB`,
    goal: "< 5 MB",
    reached: megabytes < 5,
  };
}

/** One run: it takes the better part of a minute. */
export async function measureTests(): Promise<Measure> {
  const [tests] = await sideBySide(
    [{ command: "npm", args: ["test"], cwd: ROOT, done: /\d+ passed, \d+ failed/ }],
    1,
  );
  const time = ms(tests!.bestMs);
  return { work: "npm test", ours: time, figure: time, goal: "< 60 s", reached: tests!.bestMs < 60_000 };
}
