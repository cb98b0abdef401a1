/** Writes RULES.md from what the policies say of themselves: `npm run rules`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../policies";
import { rulesText } from "./rules-text";

export const RULES = join(__dirname, "..", "RULES.md");

if (require.main === module) {
  writeFileSync(RULES, rulesText(policies));
  console.log("wrote policypack/RULES.md");
}
