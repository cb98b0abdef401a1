/**
 * What the simulator decides otherwise than AWS documents. Random cases keep clear of these; the test makes sure that
 * each still is a disagreement, so that the list shrinks when the simulator is corrected.
 */
import type { EvaluationResult } from "@cloud-copilot/iam-simulate";
import type { Outcome } from "../../../../policypack/evaluation/types";
import type { RawDocument, RawStatement } from "./policies";
import type { Case } from "./simulator";

export interface Mistake {
  what: string;
  /** AWS's page, with its words. */
  page: string;
  says: string;
  example: Case;
  ours: Outcome;
  theirs: EvaluationResult;
}

const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
const OBJECT = "arn:aws:s3:::data/home/alice/notes";
const LOG_STREAM = "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app:log-stream:web/1";

function example(
  statement: RawStatement,
  resource: string,
  context: Record<string, string | string[]> = {},
  version: RawDocument["Version"] = "2012-10-17",
): Case {
  const open: RawDocument = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  };
  const own: RawDocument = { Version: version, Statement: [statement] };
  return {
    documents: statement.Effect === "Deny" ? [own, open] : [own],
    request: { action: "s3:GetObject", resource, context },
  };
}

export const SIMULATOR_MISTAKES: Mistake[] = [
  {
    what: "resolves policy variables in documents of 2008",
    page: `${GUIDE}reference_policies_variables.html`,
    says: "variables like ${aws:username} are treated as literal strings in the policy",
    example: example(
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/home/${aws:username}/*" },
      OBJECT,
      { "aws:username": "alice" },
      "2008-10-17",
    ),
    ours: "implicitly-denied",
    theirs: "Allowed",
  },
  {
    what: "takes ${*} for itself in StringEquals",
    page: `${GUIDE}reference_policies_variables.html`,
    says: "These predefined policy variables can be used in any string where you can use regular policy variables",
    example: example(
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { StringEquals: { "aws:username": "a${*}e" } },
      },
      OBJECT,
      { "aws:username": "a*e" },
    ),
    ours: "allowed",
    theirs: "ImplicitlyDenied",
  },
  {
    what: "finds no address in 0.0.0.0/0",
    page: `${GUIDE}reference_policies_elements_condition_operators.html`,
    says: "The value must be in the standard CIDR format; IpAddress: The specified IP address or range",
    example: example(
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
      },
      OBJECT,
      { "aws:SourceIp": "198.51.100.1" },
    ),
    ours: "allowed",
    theirs: "ImplicitlyDenied",
  },
  {
    what: "lets a NotIpAddress with a single address fail for an address of the other family",
    page: `${GUIDE}reference_policies_elements_condition_operators.html`,
    says: "NotIpAddress: All IP addresses except the specified IP address or range",
    example: example(
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.7" } },
      },
      OBJECT,
      { "aws:SourceIp": "2001:db8::1" },
    ),
    ours: "allowed",
    theirs: "ImplicitlyDenied",
  },
  {
    what: "lets a NotResource with a short ARN reach nothing",
    page: `${GUIDE}reference_policies_elements_notresource.html`,
    says: "NotResource matches every resource except those specified",
    example: example({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:logs:*" }, OBJECT),
    ours: "allowed",
    theirs: "ImplicitlyDenied",
  },
  {
    what: "keeps a `*` at the end of an ARN's segment within the segment",
    page: `${GUIDE}reference_policies_elements_resource.html`,
    says: "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon boundaries",
    example: example(
      { Effect: "Deny", Action: "*", Resource: "arn:aws:logs:*:log-group:/ecs/app:log-stream:web/1" },
      LOG_STREAM,
    ),
    ours: "explicitly-denied",
    theirs: "Allowed",
  },
  {
    what: "takes a `*` in front of an ARN's first slash literally, which AWSIdentitySyncFullAccess relies on",
    page: `${GUIDE}reference_policies_elements_resource.html`,
    says: "You can use wildcard characters (* and ?) within the individual segments of an ARN",
    example: example({ Effect: "Deny", Action: "*", Resource: "arn:aws:dynamodb:*:*:*/orders" }, TABLE),
    ours: "explicitly-denied",
    theirs: "Allowed",
  },
  {
    what: "splits an ARN condition at the colon inside a policy variable",
    page: `${GUIDE}reference_policies_elements_condition_operators.html`,
    says: "You can use a policy variable with the ARN condition operator",
    example: example(
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:*:${aws:PrincipalAccount}:task/*" } },
      },
      OBJECT,
      {
        "aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:task/a",
        "aws:PrincipalAccount": "111122223333",
      },
    ),
    ours: "allowed",
    theirs: "ImplicitlyDenied",
  },
  {
    what: "is sure of a NotResource whose variable has no value",
    page: `${GUIDE}reference_policies_variables.html`,
    says: "If AWS cannot resolve a variable, this might cause the entire statement to be invalid",
    example: example(
      { Effect: "Deny", Action: "*", NotResource: "arn:aws:s3:::data/home/${aws:username}/*" },
      "arn:aws:s3:::data/reports/2026.csv",
    ),
    ours: "unproven",
    theirs: "Allowed",
  },
];
