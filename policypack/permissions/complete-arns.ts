import type { Access } from "../evaluation/types";

/** How this pack writes a secret whose random suffix is not known. */
const ANY_SUFFIX = "-??????";

/**
 * The complete secret ARNs that a principal's Allow statements name for a secret whose suffix is not known. None for
 * other resources.
 */
export function completeArns(access: Access, resource: string): string[] {
  if (!resource.endsWith(ANY_SUFFIX)) return [];
  const stem = resource.slice(0, -ANY_SUFFIX.length);
  const granted = access.documents.flatMap(({ reading }) =>
    reading.state === "known" ? reading.document.statements.filter(({ effect }) => effect === "Allow") : [],
  );
  const patterns = granted.flatMap(({ resources }) =>
    resources && !resources.negated ? resources.patterns : [],
  );
  return patterns.filter((arn) => arn.startsWith(stem) && /^-[A-Za-z0-9]{6}$/.test(arn.slice(stem.length)));
}
