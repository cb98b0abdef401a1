/** Writes docs/escalation.md, what becomes of each known way to raise one's rights: `npm run docs:escalation`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildModel } from "../../policypack/graph/model";
import type { PlainResource } from "../../policypack/graph/types";
import { noPrivilegeEscalation } from "../../policypack/policies/no-privilege-escalation";
import { passRoleScoped } from "../../policypack/policies/pass-role-scoped";
import { ESCALATION_PATHS, type EscalationPath } from "./escalation-paths";
import { table } from "./schema-text";

export const ESCALATION_PAGE = join(__dirname, "..", "escalation.md");

const INTRODUCTION = `# Privilege escalation, path by path

<!-- Written by \`npm run docs:escalation\`: each path is put to the policies; do not edit. -->

Ways in which a principal raises its rights, from [pathfinding.cloud](https://pathfinding.cloud/paths/) (the ids with a
number), PMapper, Rhino Security Labs' list, cloudsplaining and AWS's documentation. Each is tried as a user of a stack
that runs ECS tasks, to whom the actions are allowed together on every resource. What is said of it is mandatory there;
of principals that have nothing to do with ECS it is advice, unless \`"scope": "all"\` is set.
`;

const RULES = [noPrivilegeEscalation, passRoleScoped];

/** The rules that report a path at mandatory level, by their names. */
export function rulesThatReport(path: EscalationPath): string[] {
  const resources = stackWith(path.actions);
  const model = buildModel(resources, { partition: "aws", account: ACCOUNT, region: "eu-central-1" });
  const whole = noPrivilegeEscalation.rule.judge(model, {} as never);
  const single = resources.flatMap((each) => passRoleScoped.rule.judge(each, {} as never, () => false));
  const reporting = new Set(
    [...whole, ...single].filter(({ level }) => level !== "advisory").map(({ policy }) => policy),
  );
  return RULES.map(({ name }) => name).filter((name) => reporting.has(name));
}

/** The page's text. */
export function escalationPage(): string {
  const rows = ESCALATION_PATHS.map((path) => {
    const rules = rulesThatReport(path).map((rule) => `\`${rule}\``);
    const outcome = rules.length > 0 ? rules.join(", ") : `no: ${path.whyNot ?? ""}`;
    return [path.path, path.actions.map((action) => `\`${action}\``).join(" "), outcome];
  });
  const caught = rows.filter(([, , outcome]) => !outcome?.startsWith("no: ")).length;
  const sum = `${caught} of ${rows.length} are caught; of the others the table says why not.\n`;
  return [INTRODUCTION, sum, table(["Path", "Actions", "Caught by"], rows)].join("\n");
}

const ACCOUNT = "111122223333";

/** A boundary is set, or nothing would be gained by the paths that remove it. */
function stackWith(actions: string[]): PlainResource[] {
  const document = (statement: object) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  const trust = { Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" };
  const isUnbounding = actions.some((action) => action.endsWith("UserPermissionsBoundary"));
  const boundary = isUnbounding ? { permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/Bound` } : {};
  return [
    resource("aws:iam/role:Role", "app", { name: "app", assumeRolePolicy: document(trust) }),
    resource("aws:iam/user:User", "user", { name: "user", ...boundary }),
    resource("aws:iam/policy:Policy", "Bound", {
      name: "Bound",
      policy: document({ Action: ["s3:*", ...actions], Resource: "*" }),
    }),
    resource("aws:iam/userPolicy:UserPolicy", "path", {
      name: "path",
      user: "user",
      policy: document({ Action: actions, Resource: "*" }),
    }),
  ];
}

function resource(type: string, name: string, props: Record<string, unknown>): PlainResource {
  const urn = `urn:pulumi:dev::app::${type}::${name}`;
  return { urn, type, name, props, propertyDependencies: {}, dependencies: [] };
}

if (require.main === module) {
  writeFileSync(ESCALATION_PAGE, escalationPage());
  console.log("wrote docs/escalation.md");
}
