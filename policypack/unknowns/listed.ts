/** `a`, `a and b`, `a, b and c`; from the sixth on only their number. */
export function listed(items: readonly string[], conjunction = "and", most = 5): string {
  const unique = [...new Set(items)];
  if (unique.length > most) {
    return `${unique.slice(0, most - 1).join(", ")} ${conjunction} ${unique.length - most + 1} more`;
  }
  const last = unique.at(-1) ?? "";
  return unique.length < 2 ? last : `${unique.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
