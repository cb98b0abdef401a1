import { show } from "../../evaluation/reading/problems";
import { type Problem, violated } from "../../findings/problem";

// What AWS takes as tags: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
const MOST_TAGS = 50;
const LONGEST_TAG_KEY = 128;
const LONGEST_TAG_VALUE = 256;

/** Every character that keys and values may have. */
const TAG_CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** AWS's own tags, which nobody else may set. */
const AWS_TAG = /^aws:/i;

/**
 * Why AWS refuses tags. What is said completes "NAME has", e.g. `51 tags`; the remedy is a clause.
 *
 * @param tags those of the resource, its provider's default tags included
 * @param ignoresCase whether keys that differ by letter case only are the same, as IAM has it and ECS does not
 */
export function tagProblems(tags: Record<string, string>, ignoresCase: boolean): Problem[] {
  const entries = Object.entries(tags);
  return [
    ...tooMany(entries.length),
    ...entries.flatMap(([key, value]) => ofOne(key, value)),
    ...(ignoresCase ? sameKeys(Object.keys(tags)) : []),
  ];
}

function problem(what: string, remedy: string): Problem[] {
  return [violated(`tags ${what}`, what, remedy)];
}

function tooMany(count: number): Problem[] {
  if (count <= MOST_TAGS) return [];
  return problem(
    `${count} tags, the provider's default tags included; AWS allows ${MOST_TAGS}`,
    `remove ${count - MOST_TAGS} of them`,
  );
}

function ofOne(key: string, value: string): Problem[] {
  const subject = `the tag ${show(key)}`;
  if (AWS_TAG.test(key)) {
    return problem(`${subject}, whose prefix belongs to AWS`, "give it another name");
  }
  if (key.length > LONGEST_TAG_KEY || value.length > LONGEST_TAG_VALUE) {
    return problem(
      `${subject} with ${key.length} characters in its key and ${value.length} in its value`,
      `keep to ${LONGEST_TAG_KEY} and ${LONGEST_TAG_VALUE} characters`,
    );
  }
  if (key !== "" && TAG_CHARACTERS.test(key) && TAG_CHARACTERS.test(value)) return [];
  return problem(
    `${subject}, of which the key or the value has characters that AWS does not take`,
    "use letters, digits, spaces and any of _ . : / = + - @",
  );
}

function sameKeys(keys: string[]): Problem[] {
  const lower = keys.map((key) => key.toLowerCase());
  const twice = keys.filter((_, index) => lower.indexOf(lower[index] ?? "") !== index).sort();
  if (twice.length === 0) return [];
  return problem(
    `several tags that differ by letter case only (${twice.map((key) => show(key)).join(", ")})`,
    "keep one of them",
  );
}
