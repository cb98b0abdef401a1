import { type ComparedWith, type Comparison, isChange } from "../judgement/comparison";
import type { Judgement, PermissionRow } from "../judgement/judgement";
import { permissionText } from "./export-change-text";
import { permissionGroups } from "./permission-groups";
import { counted } from "./verdict-line";

/** A line of a comparison: what came or went, and what it is. */
export interface ChangeLine {
  mark: "+" | "-";
  kind: "gained" | "lost" | "principal" | "finding" | "fixed";
  text: string;
}

/** What changes, most telling first: permissions, then principals, then findings. */
export function changeLines(comparison: Comparison, judgement: Judgement): ChangeLine[] {
  const permissions = (mark: "+" | "-", kind: ChangeLine["kind"], rows: PermissionRow[]) =>
    permissionGroups(rows).map((group): ChangeLine => ({
      mark,
      kind,
      text: permissionText(group, judgement),
    }));
  return [
    ...permissions("+", "gained", comparison.gained),
    ...permissions("-", "lost", comparison.lost),
    ...comparison.newPrincipals.map((text): ChangeLine => ({ mark: "+", kind: "principal", text })),
    ...comparison.gonePrincipals.map((text): ChangeLine => ({ mark: "-", kind: "principal", text })),
    ...comparison.newFindings.map(({ id, level, verdict, message }): ChangeLine => ({
      mark: "+",
      kind: "finding",
      text: `${id} (${level}, ${verdict}): ${message}`,
    })),
    ...comparison.fixedFindings.map(({ id, message }): ChangeLine => ({
      mark: "-",
      kind: "fixed",
      text: `${id}: ${message}`,
    })),
  ];
}

/** E.g. `3 permissions gained, 1 lost, 1 principal new, 1 finding new`; `nothing changes`. */
export function changeCounts(comparison: Comparison): string {
  if (!isChange(comparison)) return "nothing changes";
  const { gained, lost, newPrincipals, gonePrincipals, newFindings, fixedFindings } = comparison;
  return [
    ...(gained.length + lost.length > 0
      ? [`${counted(gained.length, "permission")} gained, ${lost.length} lost`]
      : []),
    ...(newPrincipals.length > 0 ? [`${counted(newPrincipals.length, "principal")} new`] : []),
    ...(gonePrincipals.length > 0 ? [`${counted(gonePrincipals.length, "principal")} gone`] : []),
    ...(newFindings.length > 0 ? [`${counted(newFindings.length, "finding")} new`] : []),
    ...(fixedFindings.length > 0 ? [`${counted(fixedFindings.length, "finding")} fixed`] : []),
  ].join(", ");
}

/** E.g. `main (1a2b3c4d5e)`. */
export function commitText({ ref, commit }: { ref: string; commit: string }): string {
  return commit.startsWith(ref) || ref.startsWith(commit) ? commit : `${ref} (${commit})`;
}

/** Of a stack that only the other commit has. */
export function goneText(stack: string, compared: ComparedWith): string {
  return `Stack ${stack} of ${commitText(compared)} is gone; what it created stays in its account until pulumi destroy.`;
}
