/** On which ARNs the requests stand that deploy a resource. */
import { isArn } from "../../aws/arn";
import { UNKNOWN } from "../../evaluation/types";
import { scopeOf } from "../../graph/places/scope";
import { arnOf, nameOf } from "../../graph/resources/names";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import { propertyUnknown } from "../../unknowns/property-unknown";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { labelOf } from "./resource-label";
import { typeRights } from "./table";
import type { Named, Target, TypeRights } from "./type-rights";

/** An ARN, or a pattern of all that it may be. */
export interface Stand {
  arn: string;
  /** What is not known of it, where the pattern leaves a part open that the update will know. */
  open?: UnknownFact;
}

/** Chains of names longer than this are circles. */
const LONGEST_CHAIN = 5;

/** One ARN, or one for each principal that a list names. */
export function standsOn(
  view: StackModel,
  resource: PlainResource,
  row: TypeRights,
  target: Target,
  chain = 0,
): Stand[] {
  if (typeof target !== "string") return namedBy(view, resource, row, target, chain);
  const stand = filled(view, resource, row, target);
  const own = arnOf(resource);
  return [stand.open && target === row.on && own !== undefined ? { arn: own } : stand];
}

/** What another property names: known, or the resource of the stack that it comes from. */
function namedBy(
  view: StackModel,
  resource: PlainResource,
  row: TypeRights,
  target: Named,
  chain: number,
): Stand[] {
  const value = resource.props[target.property];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const known = values.flatMap((each) => text(each) ?? []);
  const stands = known.map((each) => knownStand(view, resource, row, target, each));
  if (known.length === values.length) return stands;
  const behind = chain < LONGEST_CHAIN ? sourcesOf(view, resource, target, known.length === 0) : [];
  const open = behind.flatMap((source) => {
    const own = typeRights(source.type);
    return own ? standsOn(view, source, own, own.on, chain + 1) : [];
  });
  return [...stands, ...(open.length > 0 ? open : [filled(view, resource, row, target.arn)])];
}

function knownStand(
  view: StackModel,
  resource: PlainResource,
  row: TypeRights,
  { property, principal, arn }: Named,
  value: string,
): Stand {
  if (isArn(value)) return { arn: value };
  const found = principal && view.principal(`${principal}/${value.replace(/^.*\//, "")}`)?.arn;
  if (found !== undefined) return { arn: found };
  return filled(view, { ...resource, props: { ...resource.props, [property]: value } }, row, arn);
}

/** Of several that a single value may come from none can be told. */
function sourcesOf(
  { byUrn }: StackModel,
  { propertyDependencies }: PlainResource,
  { property, principal }: Named,
  isAll: boolean,
): PlainResource[] {
  const sources = [...new Set(propertyDependencies[property] ?? [])]
    .flatMap((urn) => byUrn(urn) ?? [])
    .filter(({ type }) => typeRights(type) !== undefined);
  const fitting = principal
    ? sources.filter(({ type }) => type.startsWith(`aws:iam/${principal}:`))
    : sources;
  return isAll || fitting.length === 1 ? fitting : [];
}

const PLACEHOLDER = /(\/?)\{(\w+)(!|\?\/)?(?:=([^}]*))?\}/g;

/** The template with what the resource says. */
function filled(view: StackModel, resource: PlainResource, row: TypeRights, template: string): Stand {
  let open: UnknownFact | undefined;
  const { partition, region, account } = scopeOf(view);
  const arn = template
    .replace("PARTITION", partition)
    .replace("REGION", region)
    .replace("ACCOUNT", account)
    .replace(PLACEHOLDER, (_, slash: string, property: string, form?: string, otherwise?: string) => {
      const part = partOf(view, resource, row, property, form, otherwise);
      if (part.isOpen) open ??= propertyUnknown(property, labelOf(resource));
      return slash === "/" ? `/${part.text.replace(/^\//, "")}` : part.text;
    });
  return { arn, ...(open && { open }) };
}

interface Part {
  text: string;
  isOpen?: boolean;
}

function partOf(
  view: StackModel,
  resource: PlainResource,
  row: TypeRights,
  property: string,
  form: string | undefined,
  otherwise: string | undefined,
): Part {
  const value = resource.props[property];
  const known = text(value) ?? (value === UNKNOWN && form ? nameBehind(view, resource, property) : undefined);
  if (form === "?/") {
    if (known === undefined) return value === UNKNOWN ? { text: "*", isOpen: true } : { text: "" };
    return { text: known === "default" ? "" : `${last(known)}/` };
  }
  const said = known ?? (value === UNKNOWN ? undefined : otherwise);
  if (said === undefined) return unsaid(resource, property);
  const spelled = row.spelled?.[property]?.[said] ?? said.replace(/^https:\/\//, "");
  return { text: form === "!" ? last(spelled) : spelled };
}

/** The name of the one resource that a property comes from. */
function nameBehind(
  { byUrn }: StackModel,
  { propertyDependencies }: PlainResource,
  property: string,
): string | undefined {
  const [source, ...others] = (propertyDependencies[property] ?? []).flatMap((urn) => byUrn(urn) ?? []);
  return source && others.length === 0 ? nameOf(source) : undefined;
}

/** Names that nobody sets are made of a prefix, or of Pulumi's name and random characters; ids are AWS's own. */
function unsaid({ name, props }: PlainResource, property: string): Part {
  if (props[property] === UNKNOWN || !/^(name|bucket)$/.test(property)) return { text: "*", isOpen: true };
  const prefix = text(props[`${property}Prefix`]);
  return { text: `${prefix ?? `${name}-`}*`, isOpen: true };
}

function last(text: string): string {
  return text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf(":")) + 1);
}
