/** `npm run golden`: writes what the pack says today of every case of the catalogues, one line a case. */
import fs from "node:fs";
import path from "node:path";
import { type GoldenCase, judgeAllCases } from "./cases";

export const GOLDEN_FILE = path.join(__dirname, "findings.jsonl");

export function readGolden(): GoldenCase[] {
  const lines = fs.readFileSync(GOLDEN_FILE, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as GoldenCase);
}

async function write(): Promise<void> {
  const cases = await judgeAllCases();
  fs.writeFileSync(GOLDEN_FILE, cases.map((each) => `${JSON.stringify(each)}\n`).join(""));
}

if (require.main === module) void write();
