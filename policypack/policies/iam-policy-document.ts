import {
  alsoTaken,
  resourcePolicyFindings,
  tooLargePolicy,
  withoutMisplaced,
} from "./iam-policy-document/resource-policy-findings";
import { ineffectiveGrants } from "./iam-policy-document/ineffective-findings";
import { ineffectiveTrust } from "./iam-policy-document/ineffective-trust";
import { unknownActions } from "./iam-policy-document/unknown-actions";
import { type Excess, excesses, forbiddenCharacter, isFarTooLarge } from "../documents/size";
import { foreignVariables } from "./iam-policy-document/unfilled-templates";
import { OUTPUT_REMEDY, outputText } from "../documents/output-text";
import { capital } from "../evaluation/decisions/wording";
import { refusedActions } from "./iam-policy-document/refused-actions";
import type { PolicyDocument } from "../evaluation/types";
import type { PlainResource } from "../graph/types";
import { listed } from "../unknowns/listed";
import { documentPlaces, type DocumentPlace, resourcePolicyPlace } from "../documents/unknown-documents";
import { describe, documentFinding, NAME, unknownDocument } from "./iam-policy-document/document-findings";
import { type Finding, finding } from "../findings/finding";
import { resourcePolicy } from "../sdk/policy";

interface Config {
  newActions: string[];
}

/** Each IAM document is well-formed, small enough, names real actions, and grants what it says. */
export const iamPolicyDocument = resourcePolicy<Config>({
  name: NAME,
  description:
    "IAM policy documents are well-formed and within IAM's size, name actions that exist, and each statement can grant something.",
  enforcementLevel: "mandatory",
  severity: "high",
  remediationSteps:
    "Correct the document at the place that the message names. An action that AWS has added since the pack's release goes into newActions in the pack's config.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  configSchema: {
    properties: {
      newActions: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "actions, or patterns of actions, that exist although the pack's catalogue lacks them",
      },
    },
  },
  judge: (resource, { newActions }) => [
    ...documentPlaces(resource).flatMap((place) => judgeDocument(place, newActions)),
    ...judgeResourcePolicy(resource, newActions),
    ...excesses(resource).map((excess) => tooLarge(resource, excess)),
  ],
});

function judgeDocument(place: DocumentPlace, newActions: string[]): Finding[] {
  const { reading, carried } = place;
  const unknown = unknownDocument(place);
  if (reading.state !== "known") return unknown ? [unknown] : [];
  if (isFarTooLarge(carried.value)) return [];
  return [
    ...(unknown ? [unknown] : []),
    ...ofEveryKind(place, reading.document, newActions),
    ...ineffectiveGrants(place, reading.document),
    ...ineffectiveTrust(place, reading.document),
    ...forbidden(place),
  ];
}

/** A grant or permission has no document that anybody could correct. */
function judgeResourcePolicy(resource: PlainResource, newActions: string[]): Finding[] {
  const place = resourcePolicyPlace(resource);
  if (!place || place.carried.isMade) return [];
  const { reading, carried } = place;
  const unknown = unknownDocument(place);
  if (reading.state !== "known") return unknown ? [unknown] : [];
  const large = tooLargePolicy(place);
  if (large) return [large];
  return [
    ...(unknown ? [unknown] : []),
    ...ofEveryKind(place, reading.document, [...newActions, ...alsoTaken(place, reading.document)]),
    ...ineffectiveGrants(place, withoutMisplaced(place, reading.document)),
    ...resourcePolicyFindings(place, reading.document),
    ...refusedActions(place, withoutMisplaced(place, reading.document)),
    ...(carried.on === "key" ? forbidden(place) : []),
  ];
}

function ofEveryKind(place: DocumentPlace, document: PolicyDocument, newActions: string[]): Finding[] {
  return [
    ...unknownActionsFindings(place, document, newActions),
    ...outputs(place),
    ...templates(place, document),
  ];
}

function templates(place: DocumentPlace, document: PolicyDocument): Finding[] {
  const variables = foreignVariables(document);
  if (variables.length === 0) return [];
  return [
    documentFinding(place, {
      verdict: "violated",
      key: `variables ${variables.join()}`,
      message: `${capital(describe(place))} has ${listed(variables)} in it, which IAM has no value for: nothing matches it.`,
      remedy: "Put the values in: in TypeScript only texts between backticks are filled in.",
    }),
  ];
}

function outputs(place: DocumentPlace): Finding[] {
  const before = outputText(place.carried.value);
  if (before === undefined) return [];
  return [
    documentFinding(place, {
      verdict: "violated",
      key: "output",
      message: `${capital(describe(place))} has Pulumi's message on a misused output in place of a value, behind ${JSON.stringify(before)}.`,
      remedy: OUTPUT_REMEDY,
    }),
  ];
}

function unknownActionsFindings(
  place: DocumentPlace,
  document: PolicyDocument,
  newActions: string[],
): Finding[] {
  const all = unknownActions(document, newActions);
  const misspelt = all.filter((each) => each.misspelt);
  const strange = all.filter((each) => !each.misspelt);
  const list = (entries: typeof all) => entries.map(({ action, why }) => `${action} (${why})`).join("; ");
  const findings: Finding[] = [];
  if (misspelt.length > 0) {
    findings.push(
      documentFinding(place, {
        verdict: "violated",
        key: `misspelt ${misspelt.map(({ action }) => action).sort()}`,
        actions: misspelt.map(({ action }) => action),
        message: `${capital(describe(place))} names actions that AWS does not have: ${list(misspelt)}.`,
        remedy: "Correct the names; IAM accepts them as they are, but they allow or deny nothing.",
      }),
    );
  }
  if (strange.length > 0) {
    findings.push(
      documentFinding(place, {
        verdict: "unproven",
        unknowns: strange.map(({ action }) => ({ kind: "no-such-action", action })),
        key: `unlisted ${strange.map(({ action }) => action).sort()}`,
        actions: strange.map(({ action }) => action),
        message: `${capital(describe(place))} names actions that AWS's list does not have: ${list(strange)}.`,
        remedy: `Correct the names, or, if AWS has added them since, list them in the pack's config: "${NAME}": { "newActions": [...] }.`,
      }),
    );
  }
  return findings;
}

function forbidden(place: DocumentPlace): Finding[] {
  const character = forbiddenCharacter(place.carried.value);
  if (character === undefined) return [];
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return [
    documentFinding(place, {
      verdict: "violated",
      key: "character",
      message: `${capital(describe(place))} contains the character U+${code}, and IAM refuses all beyond U+00FF.`,
      remedy: "Write Sids, names and values with the characters U+0020 to U+00FF only.",
    }),
  ];
}

function tooLarge(resource: PlainResource, { holder, documents, size, quota }: Excess): Finding {
  const isAdjustable = size <= quota.most;
  const limit = grouped(isAdjustable ? quota.unasked : quota.most);
  const names = documents.map(({ name }) => name).join(", ");
  return finding(NAME, {
    urn: resource.urn,
    subject: names,
    key: `size ${holder}`,
    verdict: "violated",
    ...(isAdjustable ? { level: "advisory" } : {}),
    message:
      `${names} (${resource.type} "${resource.name}") comes to ${grouped(size)} characters without white space; ` +
      `${holder === "managed policy" || holder === "trust policy" ? `a ${holder}` : `a ${holder}'s inline policies`} ` +
      `may have ${limit}${isAdjustable ? " unless AWS has raised the account's quota" : ""}.`,
    remedy:
      holder === "trust policy"
        ? `Trust fewer principals in one role; AWS raises the quota to ${grouped(quota.most)} at most.`
        : "Merge statements, or split the document over several customer managed policies.",
  });
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
