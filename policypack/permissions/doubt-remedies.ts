/** What helps against each kind of doubt, as the noun phrases of gaps and doubts tell the kinds apart. */

/** A doubt is of the first kind that it matches. */
const KINDS: [doubt: RegExp, remedy: string][] = [
  [/^condition key/, "grant it without a condition on a key that nothing in the stack fixes"],
  [/^policy variable/, "write out what the policy variable stands for"],
  [
    /^the valueFrom .*, which (?!is not known)/,
    "correct it: the ARN of a secret or parameter, or a parameter's name",
  ],
  [/which is malformed/, "correct the document, which IAM would refuse"],
  [/which is no \w+'s name/, "write the plain name there, without ARN or path"],
  [/which names no policy|is not a policy's ARN/, "name the policy by its ARN there"],
  [/takes it away/, "name the policy in that list too, or take its attachment away"],
  [/which two resources write/, "keep one of the two, or give each a name of its own"],
  [/cannot be attached in the partition/, "attach the policy of that name in the stack's own partition"],
  [/which AWS does not have/, "attach a policy that exists"],
  [/^permissions boundary .*does not define/, "define the permissions boundary in this stack"],
  [
    /does not define/,
    `define it in this stack, or declare what the principal has elsewhere under "external" in the pack's config`,
  ],
  [/does not carry/, "grant what is needed by a policy of the stack, and detach that one"],
];

const UNKNOWN_AT_PREVIEW =
  "make it known at preview: define it in this stack, with names and ARNs written out instead of taken from outputs";

/** One remedy for each kind of doubt among these. */
export function doubtRemedy(doubts: readonly string[]): string {
  const remedies = doubts.map((doubt) => KINDS.find(([kind]) => kind.test(doubt))?.[1] ?? UNKNOWN_AT_PREVIEW);
  return [...new Set(remedies)].join("; ");
}
