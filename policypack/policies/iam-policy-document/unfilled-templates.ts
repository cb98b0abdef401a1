import type { PolicyDocument } from "../../evaluation/types";

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
