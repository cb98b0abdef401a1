import type { JudgedResource } from "../judgement";
import type { Colors } from "./colors";
import { row } from "./lines";

/** The stack's resources as a tree: type, Pulumi name, and the name in AWS where it differs. */
export function resourceTree(resources: JudgedResource[], colors: Colors, width: number): string[] {
  const children = new Map<string | undefined, JudgedResource[]>();
  for (const resource of resources) {
    children.set(resource.parent, [...(children.get(resource.parent) ?? []), resource]);
  }
  const branches = branchesUnder(undefined, children, "", true);
  const widths = [widest(branches.map(({ label }) => label)), widest(resources.map(({ name }) => name))];
  const rest = width - 2 - widths[0]! - widths[1]! - 4;
  return branches.flatMap(({ label, resource: { name, awsName } }) => {
    const shown = awsName && awsName !== name && awsName.length <= rest ? awsName : "";
    return row(
      [
        { lines: [`  ${label}`], paint: colors.dim },
        { lines: [name] },
        { lines: [shown], paint: colors.cyan },
      ],
      [widths[0]! + 2, widths[1]!, rest],
    );
  });
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

function widest(texts: string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}
