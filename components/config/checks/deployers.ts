import { checkDuties } from "./duties";
import type { DeployerSettings } from "../deployer";
import type { Draft } from "../draft";
import type { IssueDraft } from "../errors";
import { deployerPolicyName, LONGEST_POLICY_NAME, LONGEST_ROLE_NAME } from "../policy-defaults";
import { type DraftConfig, keys } from "../stack";
import { suggestion } from "../suggestion";
import { type Path, repeated } from "./walk";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const longestName = { user: 64, role: LONGEST_ROLE_NAME, group: 128 };

/** Deployers of no task or of unknown ones, named twice, or by names too long for their kind. */
export function checkDeployers(config: DraftConfig): IssueDraft[] {
  const known = Object.keys(config[keys.tasks] ?? {});
  const deployers = (config[keys.deployers] ?? []).flatMap((deployer, index) =>
    deployer ? [{ deployer, path: [keys.deployers, index] as Path }] : [],
  );
  return [
    ...deployers.flatMap(({ deployer, path }) => [
      ...tasks(deployer, path, known),
      ...nameLength(deployer, path),
      ...checkDuties(deployer, path),
    ]),
    ...repeated(
      deployers,
      ({ deployer }) => deployer.name && `${deployer.type}/${deployer.name}`.toLowerCase(),
    ).map(({ part }) => ({
      keys: [...part.path, "name"],
      value: part.deployer.name,
      message: `is a deployer already; name its tasks in one entry`,
    })),
  ];
}

function tasks(deployer: Draft<DeployerSettings>, path: Path, known: string[]): IssueDraft[] {
  if (deployer.tasks?.length === 0)
    return [
      {
        keys: [...path, "tasks"],
        value: undefined,
        message: `names no task; allowed: ${known.join(", ")}, or leave it out for all`,
      },
    ];
  return (deployer.tasks ?? []).flatMap((task, index) =>
    task === undefined || known.includes(task)
      ? []
      : [
          {
            keys: [...path, "tasks", index],
            value: task,
            message: `is not a task of this stack; ${suggestion(task, known)}`,
          },
        ],
  );
}

function nameLength({ type, name, policyName }: Draft<DeployerSettings>, path: Path): IssueDraft[] {
  if (type === undefined || name === undefined) return [];
  if (policyName === undefined && deployerPolicyName({ type, name }).length > LONGEST_POLICY_NAME)
    return [
      {
        keys: [...path, "name"],
        value: name,
        message: "is too long to name a policy after; give policyName",
      },
    ];
  if (name.length <= longestName[type]) return [];
  return [
    {
      keys: [...path, "name"],
      value: name,
      message: `is longer than IAM's ${longestName[type]} characters for a ${type}`,
    },
  ];
}
