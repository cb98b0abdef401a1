/** The deployer's policy as it is printed. */
import { render } from "../../components/documents/statement";
import type { StackModel } from "../../policypack/graph/types";
import { unlistedTypes } from "../../policypack/policies/deployer-can-deploy/unlisted-types";
import { deployerPolicies, type PulumiRun } from "./deployer-policy";
import { json } from "./export-file";

/** What goes to standard output, a document or a list of them, and what is to be said beside it. */
export interface RightsText {
  document: string;
  notes: string[];
}

export function rightsText(model: StackModel, run: PulumiRun): RightsText {
  const documents = deployerPolicies(model, run).map((statements): unknown => JSON.parse(render(statements)));
  const types = unlistedTypes(model);
  const notes = [
    ...(documents.length > 1
      ? [`${documents.length} documents, as one would outgrow IAM's quota for a managed policy.`]
      : []),
    ...(types.length > 0 ? [`Not in it is what these types take: ${types.join(", ")}.`] : []),
  ];
  const [only] = documents;
  return { document: json(documents.length === 1 ? only : documents), notes };
}

/** The document goes where it can be written to a file, the notes beside it. */
export function printRights(model: StackModel, run: PulumiRun): void {
  const { document, notes } = rightsText(model, run);
  process.stdout.write(document);
  for (const note of notes) process.stderr.write(`${note}\n`);
}
