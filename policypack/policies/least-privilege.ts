import { isOnEverything, openActions, serviceWidePatterns } from "./least-privilege/breadth";
import { matches, parsePattern } from "../evaluation/patterns/pattern";
import type { NamedDocument, PatternList, Statement } from "../evaluation/types";
import { isTaskRole } from "../graph/principal-context";
import type { Principal, StackModel } from "../graph/types";
import { documentName, statementName } from "../findings/names";
import { listed } from "../unknowns/listed";
import { finding, type Finding } from "../findings/finding";
import { placeOfStatements } from "../findings/place";
import { stackPolicy } from "../sdk/policy";

const name = "least-privilege";

/**
 * Documents of the stack, statement by statement, and AWS managed policies on the roles of tasks. Boundaries grant
 * nothing; documents that are not known are the other rules' matter, at mandatory level.
 */
export const leastPrivilege = stackPolicy<object>({
  name,
  description:
    "Statements name what is needed: not every action of a service, and not every resource where the actions take one.",
  enforcementLevel: "advisory",
  severity: "medium",
  remediationSteps: "Name the actions that are used and the ARNs that they are used on.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  judge: (model) => [
    ...[...holdersByDocument(model)].flatMap(([document, holders]) => broadStatements(document, holders)),
    ...taskRoles(model).flatMap(broadManagedPolicies),
  ],
});

/** The stack's own documents that grant, each with those to whom. */
function holdersByDocument({ principals }: StackModel): Map<NamedDocument, string[]> {
  const holders = new Map<NamedDocument, string[]>();
  for (const { id, documents } of principals) {
    for (const document of documents) {
      if (document.kind !== "customer-managed" && document.kind !== "inline") continue;
      const ids = holders.get(document);
      if (ids) ids.push(id);
      else holders.set(document, [id]);
    }
  }
  return holders;
}

function broadStatements(document: NamedDocument, holders: string[]): Finding[] {
  return allowsOf(document).flatMap((statement) => {
    const breadth = breadthOf(statement);
    if (!breadth) return [];
    const { sid, actions, resources } = statement;
    return [
      finding(name, {
        verdict: "violated",
        urn: document.urn,
        subject: document.name,
        key: sid ?? JSON.stringify([actions, resources]),
        actions: breadth.actions,
        resources: resources?.patterns,
        place: placeOfStatements([{ document, statement }]),
        message: `${listed(holders.sort())} may ${breadth.may}.`,
        decidedBy: statementName({ document, statement }),
        remedy: breadth.remedy,
      }),
    ];
  });
}

interface Breadth {
  actions: string[];
  /** What holders may do, as an infinitive. */
  may: string;
  remedy: string;
}

function breadthOf(statement: Statement): Breadth | undefined {
  const wide = widePatterns(statement);
  if (wide.length > 0) {
    const all = isOnEverything(statement);
    const everything = statement.unknown ? "resources that are not known yet" : "every resource";
    return {
      actions: wide,
      may: `do ${listed(wide)} on ${all ? everything : resourcesInWords(statement.resources)}`,
      remedy: `name the actions${all ? " and resources" : ""} that are used`,
    };
  }
  const open = statement.unknown ? [] : openActions(statement);
  if (open.length === 0) return undefined;
  return {
    actions: open.slice(0, MOST_LISTED),
    may: `do ${listed(asWritten(statement, open))} on ${openInWords(statement)}`,
    remedy: `give ${listed(open)} a statement of ${open.length > 1 ? "their" : "its"} own with the ARNs that are used under Resource`,
  };
}

/** What is not known is read as the most that it could be: then `*` is no word of the program's. */
function widePatterns({ actions, unknown }: Statement): string[] {
  return serviceWidePatterns(actions).filter((pattern) => !unknown || /^[a-z]/.test(pattern));
}

/** The patterns of the statement that name some of these actions. */
function asWritten({ actions }: Statement, open: string[]): string[] {
  return actions.patterns.filter((pattern) => {
    const wanted = parsePattern(pattern.toLowerCase());
    return open.includes(pattern) || open.some((action) => matches(wanted, action.toLowerCase()));
  });
}

/** Most often a plain `*`; else the patterns, which hold every resource of a kind. */
function openInWords(statement: Statement): string {
  return isOnEverything(statement) ? "every resource" : `all of ${resourcesInWords(statement.resources)}`;
}

/** A wildcard may name hundreds of actions. */
const MOST_LISTED = 20;

function resourcesInWords(resources: PatternList = { negated: false, patterns: [] }): string {
  return resources.negated ? `everything but ${listed(resources.patterns)}` : listed(resources.patterns);
}

function allowsOf({ reading }: NamedDocument): Statement[] {
  if (reading.state !== "known") return [];
  return reading.document.statements.filter(({ effect }) => effect === "Allow");
}

/** Roles that tasks run with or can run with. */
function taskRoles({ principals, taskDefinitions }: StackModel): Principal[] {
  const used = new Set<Principal>();
  for (const { taskRole, executionRole } of taskDefinitions) {
    for (const role of [taskRole, executionRole]) if (role.state === "resolved") used.add(role.principal);
  }
  return principals.filter((principal) => used.has(principal) || isTaskRole(principal));
}

/** What AWS leaves open in a policy of its own is AWS's choice; whole services on all resources are the user's. */
function broadManagedPolicies({ id, urn, documents }: Principal): Finding[] {
  return documents.flatMap((document) => {
    if (document.kind !== "aws-managed") return [];
    const wide = allowsOf(document)
      .filter(isOnEverything)
      .flatMap(({ actions }) => serviceWidePatterns(actions));
    if (wide.length === 0) return [];
    return [
      finding(name, {
        verdict: "violated",
        urn,
        subject: id,
        key: document.name,
        place: { value: document.name },
        actions: wide,
        resources: ["*"],
        message: `${id}, with which tasks run, may do ${listed(wide)} on every resource.`,
        decidedBy: documentName(document),
        remedy: `attach a policy of the stack in place of ${document.name} that names what the task uses`,
      }),
    ];
  });
}
