/** Remedies for what a component makes: whoever uses a component of somebody else's cannot change what it does inside. */
import { isDecidedInUpdate } from "./deferred";
import type { Finding } from "./finding";

/** Types of resources that are no components, and may have children all the same. */
const PLAIN = /^(pulumi|aws|aws-native)(:|$)/;

/**
 * The type of the component by which a program makes a resource, e.g. `awsx:ecs:FargateService`: the outermost one.
 * Undefined for what the program makes itself, and for components of the program's own project.
 */
export function componentOf(urn: string): string | undefined {
  const [, project = "", types = ""] = /^urn:pulumi:[^:]*::([^:]*)::(.*?)::/.exec(urn) ?? [];
  return types
    .split("$")
    .slice(0, -1)
    .find((type) => !PLAIN.test(type) && type.split(":")[0] !== project);
}

/** The finding with a remedy that a user of the component can follow: one that goes by the component's arguments. */
export function withFollowableRemedy(found: Finding): Finding {
  const component = found.urn === undefined ? undefined : componentOf(found.urn);
  if (component === undefined) return found;
  const remedy = isDecidedInUpdate(found)
    ? `leave it to the update, which knows it, or give ${component} arguments that are known at preview, ` +
      `as far as it makes this of them`
    : `${found.remedy.replace(/\.$/, "")} (${component} makes this: change it by that component's arguments${argumentsOf(component)})`;
  return { ...found, remedy };
}

/** https://www.pulumi.com/registry/packages/awsx/api-docs/ecs/fargateservice/ */
function argumentsOf(component: string): string {
  return /^awsx:(x:)?ecs:/.test(component) ? ", as taskRole, executionRole and containers" : "";
}
