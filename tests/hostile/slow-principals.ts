/** Principals whose policies take as long to judge as policies of legal size can. */
import * as s from "../support/stacks";

/** Statements as long to compare as they can be, for one of ten policies of legal size. */
const STATEMENTS: Record<string, (nth: number) => object[]> = {
  "wildcards in buckets": (nth) => pair(nth, (i) => `arn:aws:s3:::*a*b*c*d${i}*?e*`, 60),
  "wildcards in roles": (nth) => pair(nth, (i) => `arn:aws:iam::*:role/*a*b*c*d${i}*?e*`, 55),
  "wildcards in users, with variables": (nth) =>
    pair(nth, (i) => `arn:aws:iam::*:user/*a*\${aws:username}*${i}*`, 50),
  "runs of one letter": (nth) => pair(nth, (i) => `arn:aws:iam::*:role/*${"a*".repeat(20)}${i}*`, 40),
  "many conditions": (nth) =>
    Array.from({ length: 25 }, (_, i) => ({
      Effect: i % 2 ? "Allow" : "Deny",
      Action: "*",
      Resource: `arn:aws:iam::*:*${i}*?${nth}*`,
      Condition: { StringLike: { "iam:PolicyARN": `*a*b*${i}*?*` } },
    })),
};

const POLICIES = 10;

function pair(nth: number, pattern: (index: number) => string, count: number): object[] {
  const list = (suffix: string) => Array.from({ length: count }, (_, i) => `${pattern(i)}${suffix}`);
  return [
    { Effect: "Allow", Action: ["s3:*", "iam:*"], Resource: list("") },
    { Effect: "Deny", Action: ["s3:*", "iam:*"], Resource: list(`${nth}?`) },
  ];
}

/** Stacks of a user with ten managed policies at the size limit, by what makes them slow. */
export const SLOW_STACKS: Record<string, () => s.TestResource[]> = Object.fromEntries(
  Object.entries(STATEMENTS).map(([title, statements]) => [title, () => stackOf(statements)]),
);

function stackOf(statements: (nth: number) => object[]): s.TestResource[] {
  const attached = Array.from({ length: POLICIES }, (_, nth) => [
    s.policy(`p${nth}`, statements(nth)),
    s.resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", `a${nth}`, {
      user: "ann",
      policyArn: s.arnOf("policy", `p${nth}`),
    }),
  ]);
  return [s.role("app"), ...attached.flat()];
}
