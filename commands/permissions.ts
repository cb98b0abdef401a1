import type { StackModel } from "../policypack/graph/types";
import type { PermissionRow } from "./judgement";
export function permissionsOf(model: StackModel): PermissionRow[] {
  return model.principals.flatMap((p) =>
    p.documents.flatMap((d) =>
      d.reading.state !== "known"
        ? []
        : d.reading.document.statements.flatMap((s) =>
            s.actions.patterns.flatMap((action) =>
              (s.resources?.patterns ?? []).map((resource): PermissionRow => ({
                principal: p.id,
                action,
                resource,
                effect: "allowed",
                document: d.name,
                ...(s.sid && { sid: s.sid }),
                conditions: s.conditions.map((c) => `${c.key} ${c.operator} ${c.values.join(", ")}`),
              })),
            ),
          ),
    ),
  );
}
