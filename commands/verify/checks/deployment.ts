import { iamArn, type PrincipalKind } from "../../../policypack/aws/iam-arn";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import type { Principal } from "../../../policypack/graph/types";
import { idOf, principalNamed } from "../../../policypack/permissions/principal-named";
import { deployNeeds } from "../../../policypack/policies/deployer-can-deploy/deploy-needs";
import { deployerCanDeploy } from "../../../policypack/policies/deployer-can-deploy";
import {
  type Deployer,
  deployersOf,
  operationsOn,
  type WrittenDeployer,
} from "../../../policypack/policies/deployer-can-deploy/deployers";
import type { GrantRequest } from "../grants";
import { failed, proven, type Question } from "../question";
import { Simulator } from "../simulator";
import type { Subject } from "../subject";
import { described, NEEDS, refusalsOf } from "./permissions";

/** Whoever runs Pulumi on the whole stack may do so, by the table of rights that `deployer-can-deploy` goes by. */
export function deploymentQuestions(subject: Subject): Question[] {
  const simulator = new Simulator(subject.live.iam);
  return stackDeployers(subject).map((deployer): Question => {
    const principal = principalOf(subject, deployer);
    const requests = deployRequests(subject, deployer);
    const at = `\`deployer-can-deploy\` in ${subject.packConfigFile}`;
    return {
      check: "deployment",
      subject: principal.id,
      needs: NEEDS,
      async ask() {
        const answer = await refusalsOf(subject, simulator, principal, requests);
        if (!answer) return failed(`there is no such ${principal.kind}`, `create it, or correct ${at}`);
        const { refusals, judge } = answer;
        if (refusals.length === 0)
          return proven(`all ${requests.length} that deploying the stack takes (${judge})`);
        return failed(
          `may not ${described(refusals)} (${judge})`,
          `an IAM admin: grant it what \`npm run rights -- --stack ${subject.stack}\` prints`,
        );
      },
    };
  });
}

/** What the pack is told of one of the stack's own deployers holds. */
function stackDeployers({ config, pack }: Subject): Deployer[] {
  const ofAll = config.deployers.filter(({ may }) => may.includes("deploy"));
  const { deployers: told } = pack.propertiesOf(deployerCanDeploy.name);
  return deployersOf([
    ...ofAll.map(({ type, name }) => `${type}/${name}`),
    ...(Array.isArray(told) ? (told as WrittenDeployer[]) : []),
  ]);
}

/** As the stack or config knows it, else with nothing but its name: what it holds is the account's to say. */
function principalOf({ model }: Subject, { name }: Deployer): Principal {
  const known = principalNamed(model, name, "user");
  if (known) return known;
  const id = idOf(name, "user");
  const [kind, own] = id.split("/") as [PrincipalKind, string];
  const arn = iamArn(name) ? name : undefined;
  return { kind, name: own, id, arn, tags: UNKNOWN, groups: [], documents: [], unknowns: [] };
}

function deployRequests({ model }: Subject, deployer: Deployer): GrantRequest[] {
  const requests = model.resources
    .flatMap((resource) => deployNeeds(model, resource, operationsOn(resource, deployer)))
    .flatMap(({ actions, resources, context = {} }) =>
      actions.flatMap((action) =>
        resources.map((resource): GrantRequest => ({ action, resource, context: fixed(context) })),
      ),
    );
  return [...new Map(requests.map((each) => [JSON.stringify(each), each])).values()];
}

/** The simulator takes context keys that have a value. */
function fixed(context: Record<string, unknown>): Record<string, string[]> {
  const entries = Object.entries(context).flatMap(([key, value]): [string, string[]][] => {
    if (typeof value === "string") return [[key, [value]]];
    return Array.isArray(value) && value.length > 0 ? [[key, value.map(String)]] : [];
  });
  return Object.fromEntries(entries);
}
