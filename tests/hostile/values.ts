import type { Random } from "../support/random";

/** Values that no sane program passes and that any program may. */
const SCALARS: unknown[] = [
  null,
  true,
  -1,
  1e308,
  "",
  " ",
  "*",
  "?".repeat(1000),
  "*a".repeat(2000),
  "\u0000",
  "\ud800",
  "\u202e\u200b",
  "arn:aws:iam::618574523116:role/",
  "arn:::::::::",
  "arn:aws:iam::aws:policy/../../etc",
  "${aws:username",
  "${${${${",
  "${aws:PrincipalTag/a, 'b'}",
  "__proto__",
  "constructor",
  "{",
  "[]",
  '{"Version":"2012-10-17"}',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  "[".repeat(5000),
  '{"a":'.repeat(3000),
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  '[{"name":"04da6b54-80e4-46f7-96ec-b56ff0331ba9"}]',
];

const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "length",
  "Statement",
  "Effect",
  "Action",
  "Resource",
  "name",
  "",
];

/** A value of any kind, a few levels deep. */
export function hostileValue(random: Random, depth = 0): unknown {
  const kind = depth > 4 ? 0 : random.below(6);
  if (kind === 1) return random.several(0, 5, () => hostileValue(random, depth + 1));
  if (kind === 2) return hostileObject(random, depth + 1);
  if (kind === 3) return JSON.stringify(hostileValue(random, depth + 1)) ?? "";
  if (kind === 4) return hostileDocument(random);
  return random.pick(SCALARS);
}

/** Own keys of any name; `__proto__` too, which assignment would not make. */
function hostileObject(random: Random, depth: number): object {
  const entries = random.several(0, 5, () => [random.pick(KEYS), hostileValue(random, depth)] as const);
  const made = {};
  for (const [key, value] of entries) {
    Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return made;
}

/** Nearly a policy document, with something off in it, and sometimes very large. */
function hostileDocument(random: Random): string {
  const many = random.chance(0.05) ? 2000 : 3;
  const statements = random.several(0, many, () => ({
    Effect: random.pick(["Allow", "Deny", "allow", 1]),
    Action: random.pick(["*", "s3:*", "iam:Pass*", "***:***", ["a:b", null], "?".repeat(300), {}]),
    Resource: random.pick([
      "*",
      "arn:aws:s3:::*?*?*?*?*?*?*?*?*?*b",
      "",
      ["*", 1],
      { a: 1 },
      "${aws:userid}${*}",
    ]),
    Condition: random.pick<unknown>([
      undefined,
      {},
      [],
      { StringLike: { "aws:x": "*".repeat(500) } },
      { Bool: 1 },
    ]),
  }));
  return JSON.stringify({ Version: random.pick(["2012-10-17", "2008-10-17", 2012]), Statement: statements });
}
