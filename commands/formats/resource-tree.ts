import type { JudgedResource } from "../judgement/judgement";
import type { Colors } from "../cli/colors";

/** The stack's resources as a tree: type, and the name in AWS or else in Pulumi. */
export function resourceTree(resources: JudgedResource[], colors: Colors): string[] {
  const children = new Map<string | undefined, JudgedResource[]>();
  for (const resource of resources) {
    children.set(resource.parent, [...(children.get(resource.parent) ?? []), resource]);
  }
  const branches = branchesUnder(undefined, children, "", true);
  const width = Math.max(0, ...branches.map(({ label }) => label.length));
  return branches.map(
    ({ label, resource: { name, awsName } }) => `  ${colors.dim(label.padEnd(width))}  ${awsName ?? name}`,
  );
}

function branchesUnder(
  parent: string | undefined,
  children: Map<string | undefined, JudgedResource[]>,
  margin: string,
  isTop: boolean,
): { label: string; resource: JudgedResource }[] {
  const siblings = children.get(parent) ?? [];
  return siblings.flatMap((resource, index) => {
    const isLast = index === siblings.length - 1;
    const [joint, continued] = isTop ? ["", ""] : isLast ? ["└─ ", "   "] : ["├─ ", "│  "];
    return [
      { label: margin + joint + shortType(resource.type), resource },
      ...branchesUnder(resource.urn, children, margin + continued, false),
    ];
  });
}

/** As the Pulumi CLI shows types: `aws:iam:Role` for `aws:iam/role:Role`. */
function shortType(type: string): string {
  return type.replace(/\/[^:]*:/, ":");
}
