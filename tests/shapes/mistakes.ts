/** One thing wrong in stacks of several accounts and regions, where it is easily taken for another place's. */
import { explicitIn, serviceIn } from "./catalogue/places";
import { ACCOUNT, REGION } from "./parts";
import type { Place, Program } from "./program";
import type { Mistake } from "./shape";

const DUBLIN: Place = { account: ACCOUNT, region: "eu-west-1" };
const STAGING: Place = { account: "444455556666", region: REGION };

function elsewhere(
  place: Place,
  settings: Record<string, unknown>,
  make: (p: Program) => void,
): (p: Program) => void {
  return (p) => {
    serviceIn(p, "shop", ACCOUNT, REGION);
    p.elsewhere("other", place, settings, () => make(p));
  };
}

export const MISTAKES: Mistake[] = [
  {
    title: "a trust policy that asks for the region of the other provider",
    program: elsewhere(DUBLIN, {}, (p) =>
      serviceIn(p, "shop-eu", ACCOUNT, DUBLIN.region, { trusted: { account: ACCOUNT, region: REGION } }),
    ),
    policy: "ecs-task-can-start",
    mentions: ["role/shop-eu-task", "may not assume", "aws:SourceArn"],
  },
  {
    title: "a trust policy that asks for the account of the other provider",
    program: elsewhere(STAGING, { allowedAccountIds: JSON.stringify([STAGING.account]) }, (p) =>
      serviceIn(p, "shop-staging", STAGING.account, REGION, {
        trusted: { account: ACCOUNT, region: REGION },
      }),
    ),
    policy: "ecs-task-can-start",
    mentions: ["role/shop-staging-task", "may not assume", "aws:SourceAccount"],
  },
  {
    title: "grants on the region of the other provider",
    program: elsewhere(DUBLIN, {}, (p) =>
      explicitIn(p, "shop-eu", ACCOUNT, DUBLIN.region, { granted: { account: ACCOUNT, region: REGION } }),
    ),
    policy: "ecs-task-can-start",
    mentions: [
      "role/shop-eu-execution",
      "ssm:GetParameters",
      `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/shop-eu/url`,
    ],
  },
  {
    title: "grants on the account of the other provider",
    program: elsewhere(
      STAGING,
      { assumeRole: JSON.stringify({ roleArn: `arn:aws:iam::${STAGING.account}:role/ci` }) },
      (p) =>
        explicitIn(p, "shop-staging", STAGING.account, REGION, {
          granted: { account: ACCOUNT, region: REGION },
        }),
    ),
    policy: "ecs-task-can-start",
    mentions: [
      "role/shop-staging-execution",
      "logs:PutLogEvents",
      `arn:aws:logs:${REGION}:${STAGING.account}:log-group`,
    ],
  },
  {
    title: "no grant for the logs, in a stack that does not tell its account",
    program: elsewhere(STAGING, { profile: "staging" }, (p) =>
      explicitIn(p, "shop-staging", STAGING.account, REGION, {
        granted: { account: STAGING.account, region: "us-east-1" },
      }),
    ),
    policy: "ecs-task-can-start",
    mentions: ["role/shop-staging-execution", "logs:PutLogEvents"],
  },
];
