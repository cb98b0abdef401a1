import type { DeployerSettings } from "../deployer";
import type { Draft } from "../draft";
import type { IssueDraft } from "../errors";
import type { Path } from "./walk";

/** Who may run tasks must name the clusters, who may update services those services; and nobody else may name them. */
export function checkDuties({ may, clusters, services }: Draft<DeployerSettings>, path: Path): IssueDraft[] {
  return [
    ...placesOf("run", "clusters", clusters, may, path),
    ...placesOf("update", "services", services, may, path),
  ];
}

function placesOf(
  duty: "run" | "update",
  key: "clusters" | "services",
  places: (string | undefined)[] | undefined,
  may: (string | undefined)[] | undefined,
  path: Path,
): IssueDraft[] {
  const has = may?.includes(duty) ?? false;
  const named = (places?.length ?? 0) > 0;
  if (has === named) return [];
  const message = has
    ? `is missing: whoever may ${duty} needs the ${key} in which`
    : `says nothing to a deployer that may not ${duty}; add ${duty} to its \`may\`, or leave it out`;
  return [{ keys: [...path, key], value: has ? undefined : places, message }];
}
