import { parseImage } from "../../../components/images";
import { parseArn } from "../../../policypack/aws/arn";
import { actionsToReadPolicy, carrierName } from "../../account/resource-policies/live-policies";
import { declaredDocument, declaredOn, isRegistry, placeOfDeclaration } from "../declared-policies";
import { isOfOtherAccount, policySubjectName, policySubjects, resourceName } from "../policy-subjects";
import { type Answer, failed, isDenied, listed, notPermitted, proven, type Question } from "../question";
import { statementChanges } from "../statement-changes";
import type { Subject } from "../subject";
import { secretQuestions } from "./secrets";

/**
 * The policies that stand on what the stack's tasks reach and the stack does not create: each can be read, and is what the
 * pack's config declares, where that declares one.
 */
export function resourcePolicyQuestions(subject: Subject): Question[] {
  const told = toldByOthers(subject);
  return policySubjects(subject).map((arn) => ({
    check: "resource policy",
    subject: policySubjectName(arn, subject.config.accountId),
    needs: actionsToReadPolicy(arn) ?? [],
    ask: () => ask(subject, arn, told),
  }));
}

async function ask(subject: Subject, arn: string, told: Set<string>): Promise<Answer | Answer[]> {
  const { pack, policies, config, packConfigFile } = subject;
  const needs = actionsToReadPolicy(arn);
  if (!needs)
    return notPermitted(
      `the policy of a ${carrierName(arn) ?? "resource of this kind"} is none that is read here, so the declaration is not verified`,
      `look at it yourself, and hold it against \`external\` in ${packConfigFile}`,
    );
  const live = await policies.on(arn);
  if (live.state === "absent") return absent(subject, arn, told);
  const { policy } = live;
  const declared = declaredOn(pack.declarations, arn, await registryHasPolicy(subject, arn));
  const has = policy === undefined ? "has no policy" : "has a policy";
  if (declared.length === 0 || (isRegistry(arn) && policy === undefined)) {
    const used =
      policy === undefined ? "" : ", by which the pack judges below; its config does not declare it";
    return proven(has + used);
  }
  const changes = statementChanges(
    policy,
    declared.map((each) => ({
      name: placeOfDeclaration(each, "policy"),
      document: declaredDocument(each.external.policy),
    })),
  );
  if (changes.length === 0) return proven(`${has}, as the pack's config declares`);
  const write = `npm run verify -- --stack ${config.stack} --write`;
  return failed(
    changes.join("; "),
    `have it put right by the ${carrierName(arn)}'s owner, or declare what there is: ${write}`,
  );
}

/** Of a registry that may not be read it is taken that it has one. */
async function registryHasPolicy({ policies }: Subject, arn: string): Promise<boolean> {
  const parsed = parseArn(arn);
  if (carrierName(arn) !== "repository" || !parsed) return false;
  const registry = arn.replace(/:repository\/.*$/, ":repository/*");
  try {
    const live = await policies.on(registry);
    return live.state === "read" && live.policy !== undefined;
  } catch (error) {
    if (!isDenied(error)) throw error;
    return true;
  }
}

/** What another account does not let see cannot be told from what is not there. */
function absent({ config }: Subject, arn: string, told: Set<string>): Answer | Answer[] {
  const needs = listed(actionsToReadPolicy(arn) ?? []);
  if (isOfOtherAccount(arn, config.accountId))
    return notPermitted(
      `it is not there, or these credentials may not see it (${needs})`,
      `have its owner look, or correct what names it in Pulumi.${config.stack}.yaml`,
    );
  const on = carrierName(arn);
  if (told.has(resourceName(arn))) return [];
  return failed(
    `there is no such ${on}`,
    `create it, or correct what names it (${arn}) in Pulumi.${config.stack}.yaml and the pack's config`,
  );
}

/** Secrets and repositories of which other questions say that they are not there. */
function toldByOthers(subject: Subject): Set<string> {
  const images = subject.config.tasks.flatMap(({ containers }) =>
    containers.flatMap(({ image }) => parseImage(image)?.ecr?.name ?? []),
  );
  return new Set([
    ...secretQuestions(subject).map((question) => `secret:${question.subject}`),
    ...images.map((name) => `repository/${name}`),
  ]);
}
