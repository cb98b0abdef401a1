/** Whether the roles that task definitions name are roles of which the stack knows something. */
import { iamArn } from "../../aws/iam-arn";
import type { RoleReference, StackModel, TaskDefinition } from "../../graph/types";
import { rolesOf, type RoleProperty } from "../../ecs/task-roles";
import { listed } from "../../findings/names";
import { type DraftWithout, finding, type Finding } from "../../findings/finding";

interface RoleUse {
  property: RoleProperty;
  reference: RoleReference;
  tasks: TaskDefinition[];
}

/** One finding for each role that does not resolve, whichever and however many task definitions name it. */
export function roleReferenceFindings(policy: string, model: StackModel): Finding[] {
  return roleUses(model).flatMap((use) => referenceFinding(policy, use, model) ?? []);
}

/** But for those that have been reported as none that ECS could take. */
function roleUses({ taskDefinitions, reported }: StackModel): RoleUse[] {
  const uses = new Map<string, RoleUse>();
  for (const task of taskDefinitions) {
    for (const [property, reference] of rolesOf(task)) {
      if (reported.cause({ kind: "no-role-for-task", urn: task.urn, property })) continue;
      const key = JSON.stringify([property, reference.state === "elsewhere" ? reference.arn : task.urn]);
      const use = uses.get(key) ?? { property, reference, tasks: [] };
      use.tasks.push(task);
      uses.set(key, use);
    }
  }
  return [...uses.values()];
}

function referenceFinding(policy: string, use: RoleUse, model: StackModel): Finding | undefined {
  const { reference, property } = use;
  const of = `${property} of ${listed(use.tasks.map(({ family }) => family))}`;
  switch (reference.state) {
    case "unknown":
      return draft(policy, use, {
        verdict: "unproven",
        unknowns: use.tasks.map(({ family }) => ({ kind: "task-role", property, family, state: "unknown" })),
        what: `The ${of} is not known at preview, so whether the task can start is not proven.`,
        remedy: `pass the arn of a role of this stack, or an ARN made of names, as ${property}`,
      });
    case "malformed":
      return draft(policy, use, {
        verdict: "violated",
        what: `The ${of} is ${JSON.stringify(reference.value)}, which is not a role's ARN.`,
        remedy: `give ${property} an ARN like arn:aws:iam::111122223333:role/NAME`,
      });
    case "elsewhere":
      return elsewhereFinding(policy, use, reference.arn, model);
    case "resolved":
      return otherAccountFinding(policy, use, reference.arn, model);
    case "none":
      return undefined;
  }
}

function elsewhereFinding(policy: string, use: RoleUse, arn: string, model: StackModel): Finding | undefined {
  const role = iamArn(arn);
  const namesake = model.principal(`role/${role?.name ?? arn}`);
  const inOtherAccount = otherAccountFinding(policy, use, arn, model);
  if (inOtherAccount) return inOtherAccount;
  const of = `${use.property} of ${listed(use.tasks.map(({ family }) => family))}`;
  if (namesake?.urn !== undefined && namesake.arn !== undefined) {
    return draft(policy, use, {
      verdict: "violated",
      resources: [arn],
      what: `The ${of} is ${arn}, but the stack's ${namesake.id} has the ARN ${namesake.arn}.`,
      remedy: `set ${use.property} to ${namesake.arn}`,
    });
  }
  return draft(policy, use, {
    verdict: "unproven",
    unknowns: [{ kind: "role-elsewhere", arn }],
    resources: [arn],
    what: `The ${of} is ${arn}, of which nothing is known: the stack neither creates it nor attaches to it.`,
    remedy:
      `correct the ARN, create the role in the stack, or declare role/${role?.name ?? arn} with its documents and ` +
      `trust policy under "external" in the pack's config`,
  });
}

/** ECS takes roles of the task's own account only. */
function otherAccountFinding(
  policy: string,
  use: RoleUse,
  arn: string | undefined,
  model: StackModel,
): Finding | undefined {
  const role = iamArn(arn);
  const account = use.tasks.map((task) => accountOf(task, model)).find((own) => own && own !== role?.account);
  if (!role || account === undefined) return undefined;
  return draft(policy, use, {
    verdict: "violated",
    resources: [role.arn],
    what:
      `The ${use.property} of ${listed(use.tasks.map(({ family }) => family))} is ${role.arn}, a role of account ` +
      `${role.account}; ECS cannot start tasks of account ${account} with it.`,
    remedy: `name a role of account ${account}, e.g. arn:${role.partition}:iam::${account}:role${role.path}${role.name}`,
  });
}

/** The account in which a task runs, if that is known. */
function accountOf({ resource }: TaskDefinition, model: StackModel): string | undefined {
  const [place, ...others] = model.accountsAndRegionsOf(resource);
  return others.length === 0 ? place?.account : undefined;
}

function draft(
  policy: string,
  { property, reference, tasks }: RoleUse,
  said: DraftWithout<"urn" | "subject" | "key">,
): Finding {
  const [task] = tasks;
  return finding(policy, {
    ...said,
    urn: task?.urn,
    place: { family: task?.family, property },
    subject:
      (reference.state === "elsewhere" && `role/${iamArn(reference.arn)?.name ?? reference.arn}`) ||
      task?.family ||
      "",
    key: JSON.stringify([property, reference.state, said.resources ?? []]),
  });
}
