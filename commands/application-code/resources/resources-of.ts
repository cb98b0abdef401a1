import { actionFacts } from "../../../policypack/evaluation/catalogue/actions";
import { actionAcceptsResource } from "../../../policypack/evaluation/catalogue/action-resources";
import type { AskedAction, Parameters } from "../actions/asked-action";
import type { PlainValue } from "../reading/plain-value";
import { ANY, type Environment, textsIn } from "./fill-in";
import { RESOURCE_FORMS, type ResourceForm } from "./resource-forms";

/** Where a container runs. */
export interface Scope {
  partition: string;
  region: string;
  accountId: string;
}

/**
 * The resources that a request may name: ARNs, with `*` for what is not known of them. One of them is the one that is meant,
 * whichever. Empty where nothing tells, and for actions that take none.
 */
export function resourcesOf(
  { action, parameters }: AskedAction,
  scope: Scope,
  environment: Environment,
): string[] {
  const facts = actionFacts(action);
  if (!facts || facts.wildcardOnly) return [];
  const service = action.slice(0, action.indexOf(":"));
  const [region] = textsIn(parameters["(region)"] ?? [], environment);
  const place = { ...scope, region: region !== undefined && !region.includes(ANY) ? region : scope.region };
  for (const form of RESOURCE_FORMS[service] ?? []) {
    const found = byForm(form, { action, parameters }, place, environment);
    if (found) return found;
  }
  return [];
}

/** Undefined where the request says nothing by this form. */
function byForm(
  form: ResourceForm,
  { action, parameters }: AskedAction,
  scope: Scope,
  environment: Environment,
): string[] | undefined {
  const names = textsIn(valuesAt(parameters, form.parameter), environment);
  if (names.length === 0) return undefined;
  const service = action.slice(0, action.indexOf(":"));
  const arns = names.map((written) => {
    const name = written === undefined ? undefined : form.name ? form.name(written) : written;
    return name === undefined ? undefined : arnOf(form, service, name, scope);
  });
  if (arns.some((arn) => arn === undefined)) return [];
  const known = arns.flatMap((arn) => arn ?? []);
  const accepted = [...below(known, form, parameters, environment), ...known].filter((arn) =>
    actionAcceptsResource(action, arn),
  );
  const deepest = accepted.filter(
    (arn) =>
      !accepted.some(
        (other) => other !== arn && /^[/:]/.test(other.slice(arn.length)) && other.startsWith(arn),
      ),
  );
  return [...new Set(deepest)].sort();
}

/** The ARNs with what a second parameter adds; with `*` where a request that must have it does not say. */
function below(
  arns: string[],
  { below: further }: ResourceForm,
  parameters: Parameters,
  environment: Environment,
): string[] {
  if (!further) return [];
  const given = textsIn(valuesAt(parameters, further.parameter), environment);
  const isObject = further.parameter === "Key";
  if (given.length === 0 && !isObject) return [];
  const isPlain = given.length === 1 || (given.length > 1 && arns.length === 1);
  const names = isPlain ? given.map((each) => each ?? ANY) : [ANY];
  return arns.flatMap((arn) => names.map((name) => `${arn}${further.resource.replace("{}", () => name)}`));
}

function arnOf(
  { resource, isGlobal, hasNoAccount }: ResourceForm,
  service: string,
  name: string,
  { partition, region, accountId }: Scope,
): string {
  if (name.startsWith("arn:")) {
    const [, ...fields] = name.split(":");
    const own = [partition, service, region, accountId];
    const filled = own.map((part, at) => (fields[at] === ANY ? part : (fields[at] ?? "")));
    return ["arn", ...filled, ...fields.slice(own.length)].join(":");
  }
  const rest = resource.replace("{}", () => name);
  if (isGlobal) return `arn:${partition}:${service}:::${rest}`;
  return `arn:${partition}:${service}:${region}:${hasNoAccount ? "" : accountId}:${rest}`;
}

/** The values at `A`, `A[]` and `A[].B`. */
function valuesAt(parameters: Parameters, path: string): PlainValue[] {
  const [, name = "", isList, , member] = /^([^[]+)(\[\])?(\.(.+))?$/.exec(path) ?? [];
  const values = parameterOf(parameters, name);
  const items = isList ? values.flatMap((each) => (each.kind === "list" ? each.items : [])) : values;
  if (member === undefined) return items;
  return items.flatMap((each) => (each.kind === "record" ? parameterOf(each.entries, member) : []));
}

/** Go writes all of AWS's names with a capital. */
function parameterOf(parameters: Parameters, name: string): PlainValue[] {
  const capitalised = name.charAt(0).toUpperCase() + name.slice(1);
  const written = [name, capitalised].find((each) => Object.hasOwn(parameters, each));
  return written === undefined ? [] : parameters[written]!;
}
