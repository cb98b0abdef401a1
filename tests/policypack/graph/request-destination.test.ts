import assert from "node:assert/strict";
import { OPEN } from "../../../policypack/evaluation/conditions/request-context";
import { requestDestination } from "../../../policypack/graph/request-destination";

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const HOME = { partition: "aws", account: ACCOUNT, region: "eu-west-1" };
const CHINA = { partition: "aws-cn", account: ACCOUNT, region: "cn-northwest-1" };
const GOVERNMENT = { partition: "aws-us-gov", account: ACCOUNT, region: "us-gov-east-1" };

describe("where a request goes", () => {
  const cases: [
    what: string,
    action: string,
    resource: string,
    region?: string | typeof OPEN,
    account?: string,
    own?: object,
  ][] = [
    [
      "to the ARN's region and account",
      "dynamodb:GetItem",
      `arn:aws:dynamodb:us-east-1:${OTHER}:table/a`,
      "us-east-1",
      OTHER,
    ],
    [
      "to the stack's own where the ARN has neither",
      "s3:GetObject",
      "arn:aws:s3:::data/*",
      "eu-west-1",
      ACCOUNT,
    ],
    [
      "to the stack's own for actions without resources",
      "ecr:GetAuthorizationToken",
      "*",
      "eu-west-1",
      ACCOUNT,
    ],
    [
      "to no known region where a pattern leaves it open",
      "logs:PutLogEvents",
      `arn:aws:logs:*:${ACCOUNT}:log-group:a`,
      undefined,
      ACCOUNT,
    ],
    [
      "nor to one of part of a name",
      "logs:PutLogEvents",
      `arn:aws:logs:eu-*:${ACCOUNT}:log-group:a`,
      undefined,
      ACCOUNT,
    ],
    ["to no known account", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:*:jobs", "eu-west-1", undefined],
    ["anywhere for every resource", "ecr:BatchGetImage", "arn:*", undefined, undefined],
    ["to Virginia for IAM", "iam:GetRole", `arn:aws:iam::${OTHER}:role/app`, "us-east-1", OTHER],
    ["for its lists too", "iam:ListRoles", "*", "us-east-1", ACCOUNT],
    [
      "for CloudFront",
      "cloudfront:CreateInvalidation",
      `arn:aws:cloudfront::${ACCOUNT}:distribution/E1`,
      "us-east-1",
      ACCOUNT,
    ],
    ["to Oregon for Global Accelerator", "globalaccelerator:ListAccelerators", "*", "us-west-2", ACCOUNT],
    [
      "to Beijing for IAM in China",
      "iam:GetRole",
      `arn:aws-cn:iam::${ACCOUNT}:role/app`,
      "cn-north-1",
      ACCOUNT,
      CHINA,
    ],
    ["for its lists in China", "iam:ListRoles", "*", "cn-north-1", ACCOUNT, CHINA],
    ["to us-gov-west-1 in GovCloud", "iam:ListRoles", "*", "us-gov-west-1", ACCOUNT, GOVERNMENT],
    [
      "to no known region for PassRole, which the service asks for that gets the role",
      "iam:PassRole",
      `arn:aws:iam::${ACCOUNT}:role/app`,
      OPEN,
      ACCOUNT,
    ],
    [
      "to nobody's account for what AWS owns",
      "iam:AttachRolePolicy",
      "arn:aws:iam::aws:policy/ReadOnlyAccess",
      "us-east-1",
      undefined,
    ],
    [
      "to the ARN's, whatever is known of the stack",
      "dynamodb:GetItem",
      `arn:aws:dynamodb:us-east-1:${OTHER}:table/a`,
      "us-east-1",
      OTHER,
      {},
    ],
    ["nowhere known if the stack tells nothing", "ecr:GetAuthorizationToken", "*", undefined, undefined, {}],
  ];
  for (const [what, action, resource, region, account, own = HOME] of cases) {
    it(`is ${what}: ${action}`, () =>
      assert.deepEqual(requestDestination(own, action, resource), {
        "aws:RequestedRegion": region,
        "aws:ResourceAccount": account,
      }));
  }
});
