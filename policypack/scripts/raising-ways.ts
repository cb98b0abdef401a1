/** By which ways whoever has a document of AWS, and nothing else, can raise its rights. */
import { readDocument } from "../evaluation/reading/read-document";
import { UNKNOWN } from "../evaluation/types";
import { buildModel } from "../graph/model";
import { escalationsOf } from "../policies/no-privilege-escalation/escalations";

const MODEL = buildModel([], { partition: "aws", account: "111122223333", region: "us-east-1" });

/** Each way by its actions, e.g. `iam:PassRole, lambda:CreateFunction`; sorted. */
export function raisingWays(document: object): string[] {
  const reading = readDocument(document, "identity");
  const ways = escalationsOf(MODEL, {
    kind: "user",
    name: "whoever",
    id: "user/whoever",
    arn: "arn:aws:iam::111122223333:user/whoever",
    documents: [{ name: "document", kind: "aws-managed", reading }],
    unknowns: [],
    groups: [],
    tags: UNKNOWN,
  }).map(({ actions }) => [...new Set(actions)].join(", "));
  return [...new Set(ways)].sort();
}
