/** What a single resource's name, path, description and tags may come to. */
import type { Problem } from "../../findings/problem";
import { UNKNOWN } from "../../evaluation/types";
import { stateOf } from "../../graph/resources/value-state";
import { tagsOf } from "../../graph/resources/tags";
import type { PlainResource } from "../../graph/types";
import { tagProblems } from "../../graph/resources/tag-problems";
import { type NamedType, namedType, PATH_PATTERN, ROLE_DESCRIPTION_PATTERN } from "./name-limits";

const LONGEST_PATH = 512;
const LONGEST_DESCRIPTION = 1000;
const [LEAST_SESSION, MOST_SESSION] = [3600, 43_200];

/** Everything in a resource that IAM would refuse. What is not known yet is left to AWS, which makes such names itself. */
export function refusedProperties(resource: PlainResource): Problem[] {
  const named = namedType(resource.type);
  if (!named) return [];
  return [
    ...wrongName(resource, named),
    ...wrongPath(resource),
    ...wrongDescription(resource, named),
    ...wrongTags(resource),
    ...wrongDuration(resource, named),
  ];
}

function wrongName(resource: PlainResource, { property, longest, pattern, allowed }: NamedType): Problem[] {
  const value = resource.props[property];
  if (value === undefined || value === UNKNOWN || value === "") return [];
  if (typeof value !== "string") return [notText(resource, property, value)];
  if (value.length <= longest && pattern.test(value)) return [];
  return [
    {
      key: property,
      verdict: "violated",
      message: `The ${property} of ${resource.name} (${value.length} characters: "${shortened(value)}") is not a valid IAM name.`,
      remedy: `give it a ${property} of 1 to ${longest} ${allowed}`,
    },
  ];
}

function wrongPath(resource: PlainResource): Problem[] {
  const { path } = resource.props;
  if (path === undefined || path === UNKNOWN) return [];
  if (typeof path !== "string") return [notText(resource, "path", path)];
  if (path.length <= LONGEST_PATH && PATH_PATTERN.test(path)) return [];
  return [
    {
      key: "path",
      verdict: "violated",
      message: `The path of ${resource.name} ("${shortened(path)}") is not a valid IAM path.`,
      remedy: `let it begin and end with a slash and have at most ${LONGEST_PATH} characters, e.g. /service/`,
    },
  ];
}

function wrongDescription(resource: PlainResource, { isRole }: NamedType): Problem[] {
  const { description } = resource.props;
  if (description === undefined || description === UNKNOWN) return [];
  if (typeof description !== "string") return [notText(resource, "description", description)];
  const character = isRole ? ROLE_DESCRIPTION_PATTERN.exec(description)?.[0] : undefined;
  if (description.length <= LONGEST_DESCRIPTION && character === undefined) return [];
  const why =
    character === undefined
      ? `has ${description.length} characters; IAM allows ${LONGEST_DESCRIPTION}`
      : `contains "${character}"; IAM takes Latin-1 characters in a role's description`;
  return [
    {
      key: "description",
      verdict: "violated",
      message: `The description of ${resource.name} ${why}.`,
      remedy: "shorten or rewrite the description",
    },
  ];
}

function wrongTags(resource: PlainResource): Problem[] {
  const own = resource.props.tags;
  if (own !== undefined && own !== UNKNOWN && typeof own !== "object") return [notReadable(resource, "tags")];
  const tags = tagsOf(resource);
  if (tags === UNKNOWN) return [];
  return tagProblems(tags, true).map((problem) => ({
    ...problem,
    message: `${resource.name} has ${problem.message}.`,
  }));
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function wrongDuration(resource: PlainResource, { isRole }: NamedType): Problem[] {
  const given = isRole ? resource.props.maxSessionDuration : undefined;
  if (given === undefined) return [];
  const seconds = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : given;
  if (typeof seconds !== "number") return [notReadable(resource, "maxSessionDuration")];
  if (seconds >= LEAST_SESSION && seconds <= MOST_SESSION) return [];
  return [
    {
      key: "maxSessionDuration",
      verdict: "violated",
      message: `The maxSessionDuration of ${resource.name} is ${seconds} seconds; IAM allows ${LEAST_SESSION} to ${MOST_SESSION}.`,
      remedy: "set it to one to twelve hours, in seconds",
    },
  ];
}

function notReadable(resource: PlainResource, property: string): Problem {
  const state = stateOf(resource.props[property]);
  return {
    key: property,
    verdict: "unproven",
    unknowns: [{ kind: "property", property, of: resource.name, state }],
    message: `The ${property} of ${resource.name} ${state === "unknown" ? "is unknown at preview" : "is of another type than the provider's"}, so whether IAM takes it is unproven.`,
    remedy: `write ${property} out in the program`,
  };
}

function notText(resource: PlainResource, property: string, value: unknown): Problem {
  const json = shortened(JSON.stringify(value));
  return {
    key: property,
    verdict: "unproven",
    unknowns: [{ kind: "property", property, of: resource.name, state: "wrong" }],
    message: `The ${property} of ${resource.name} is ${json}, which is not a string, so its length is unproven.`,
    remedy: `set ${property} to a string`,
  };
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
