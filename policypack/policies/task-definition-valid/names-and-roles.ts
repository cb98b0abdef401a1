/** What a task definition names: its family and tags, what it runs on, its roles. */
import { isNative } from "../../aws/resource-types";
import { UNKNOWN } from "../../evaluation/types";
import { capital } from "../../evaluation/decisions/wording";
import { tagsOf } from "../../graph/resources/tags";
import { accountOfRole } from "../../aws/iam-arn";
import { tagProblems } from "../../graph/resources/tag-problems";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition } from "./definition";

const FAMILY = /^[\w-]{1,255}$/;
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;

/** @param account the stack's account, if known; else the two roles must at least be of the same */
export function referenceProblems(definition: Definition, account: string | undefined): Problem[] {
  return [
    ...familyProblems(definition),
    ...wrongTags(definition),
    ...compatibilityProblems(definition),
    ...roleProblems(definition, account),
  ];
}

const COMPATIBILITIES = ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"];

function compatibilityProblems({ props }: Definition): Problem[] {
  const given = props.requiresCompatibilities;
  if (given === undefined || given === UNKNOWN) return [];
  const wrong = Array.isArray(given)
    ? given.filter((name: unknown) => name !== UNKNOWN && !COMPATIBILITIES.includes(shown(name)))
    : [given];
  if (wrong.length === 0) return [];
  return [
    violated(
      "requiresCompatibilities",
      `requiresCompatibilities is ${shown(given)}`,
      `Give a list of ${COMPATIBILITIES.join(", ")}.`,
    ),
  ];
}

function familyProblems({ props, resource }: Definition): Problem[] {
  const { family } = props;
  if (family === UNKNOWN) return [unproven("family", "the family")];
  const isRequired = !isNative(resource.type);
  if (family === undefined && !isRequired) return [];
  if (typeof family === "string" && FAMILY.test(family)) return [];
  return [
    violated(
      "family",
      family === undefined ? "the family is missing" : `the family is ${shown(family)}`,
      "A family has up to 255 letters, digits, hyphens and underscores.",
    ),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html */
function wrongTags({ resource }: Definition): Problem[] {
  const tags = tagsOf(resource);
  if (tags === UNKNOWN) return [];
  return tagProblems(tags, false).map(({ key, message, remedy }) =>
    violated(key, `it has ${message}`, `${capital(remedy)}.`),
  );
}

/** An ARN that is unknown is that of a role of the stack as a rule; the policies that see the stack follow it. */
function roleProblems({ props, resource }: Definition, account: string | undefined): Problem[] {
  const problems: Problem[] = [];
  const accounts = new Map<string, string>();
  /** Other rules that look the role up leave it to this. */
  const noRole = (property: string, problem: Problem): Problem => ({
    ...problem,
    sharedCause: { kind: "no-role-for-task", urn: resource.urn, property },
  });
  for (const property of ["taskRoleArn", "executionRoleArn"]) {
    const value = props[property];
    if (value === undefined || value === "" || value === UNKNOWN) continue;
    const owner = typeof value === "string" ? accountOfRole(value) : undefined;
    const isName = isNative(resource.type) && typeof value === "string" && ROLE_NAME.test(value);
    if (owner) accounts.set(property, owner);
    else if (!isName) {
      const what = `${property} is ${shown(value)}, which is not a role's ARN`;
      const remedy = "Name a role, as in arn:aws:iam::111122223333:role/ecsTaskRole.";
      problems.push(noRole(property, violated(property, what, remedy, { property })));
    }
  }
  for (const [property, owner] of accounts) {
    if (account && owner !== account) {
      const what = `${property} is a role of account ${owner}, and the stack's account is ${account}`;
      const remedy = `Name a role of account ${account}: ECS passes none of another.`;
      problems.push(noRole(property, violated(`account ${property}`, what, remedy, { property })));
    }
  }
  if (!account && new Set(accounts.values()).size > 1) {
    const owners = [...accounts].map(([property, owner]) => `${property} of ${owner}`).join(", ");
    problems.push(
      violated(
        "account",
        `the roles are of different accounts (${owners})`,
        "Name roles of the stack's account.",
      ),
    );
  }
  return problems;
}
