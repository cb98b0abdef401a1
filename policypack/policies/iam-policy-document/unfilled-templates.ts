import { placeholdersIn } from "../../evaluation/reading/placeholders";
import type { PolicyDocument, Statement } from "../../evaluation/types";

/**
 * What stands in `${…}` in a document and is no policy variable: a template of some program that nobody has filled in.
 * A policy variable is a condition key with its prefix, or one of the three characters that `${…}` escapes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function foreignVariables({ version, statements }: PolicyDocument): string[] {
  if (version !== "2012-10-17") return [];
  const texts = statements.flatMap(({ resources, conditions }) => [
    ...(resources?.patterns ?? []),
    ...conditions.flatMap(({ values }) => values),
  ]);
  const named = texts.flatMap((text) => text.match(/\$\{[^}]{1,200}\}/g) ?? []);
  return [...new Set(named)].filter((variable) => !VARIABLE.test(variable)).sort();
}

const VARIABLE = /^\$\{([*?$]|\s*[\w./-]+:[^:].*)\}$/;

/** Placeholders of other kinds in the resources of statements: `<ACCOUNT_ID>`, `ACCOUNT_ID`, ten digits for an account. */
export function unfilledPlaceholders({ statements }: PolicyDocument): string[] {
  return [...new Set(statements.flatMap(placeholdersOf))].sort();
}

/** Those of one statement. What stands in `${…}` is told with the variables. */
export function placeholdersOf({ resources }: Statement): string[] {
  return (resources?.patterns ?? []).flatMap((pattern) =>
    placeholdersIn(pattern, (marked) => marked.startsWith("$")),
  );
}
