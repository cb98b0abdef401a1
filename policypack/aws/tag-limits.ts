/** What AWS takes as tags. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules */
import { show } from "../evaluation/reading/problems";

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export interface TagFault {
  /** Completes "NAME has", e.g. `51 tags`. */
  what: string;
  remedy: string;
}

/**
 * Why tags are refused.
 *
 * @param tags those of the resource, its provider's default tags included
 * @param ignoresCase whether keys that differ by letter case only are the same, as IAM has it and ECS does not
 */
export function tagFaults(tags: Record<string, string>, ignoresCase: boolean): TagFault[] {
  const entries = Object.entries(tags);
  return [
    ...tooMany(entries.length),
    ...entries.flatMap(([key, value]) => ofOne(key, value)),
    ...(ignoresCase ? sameKeys(Object.keys(tags)) : []),
  ];
}

function tooMany(count: number): TagFault[] {
  if (count <= MOST_TAGS) return [];
  return [
    {
      what: `${count} tags, the provider's default tags included; AWS allows ${MOST_TAGS}`,
      remedy: `remove ${count - MOST_TAGS} of them`,
    },
  ];
}

function ofOne(key: string, value: string): TagFault[] {
  const subject = `the tag ${show(key)}`;
  if (/^aws:/i.test(key))
    return [{ what: `${subject}, whose prefix belongs to AWS`, remedy: "give it another name" }];
  if (key.length > LONGEST_KEY || value.length > LONGEST_VALUE) {
    return [
      {
        what: `${subject} with ${key.length} characters in its key and ${value.length} in its value`,
        remedy: `keep to ${LONGEST_KEY} and ${LONGEST_VALUE} characters`,
      },
    ];
  }
  if (key !== "" && ALLOWED.test(key) && ALLOWED.test(value)) return [];
  return [
    {
      what: `${subject}, of which the key or the value has characters that AWS does not take`,
      remedy: "use letters, digits, spaces and any of _ . : / = + - @",
    },
  ];
}

function sameKeys(keys: string[]): TagFault[] {
  const lower = keys.map((key) => key.toLowerCase());
  const twice = keys.filter((_, index) => lower.indexOf(lower[index] ?? "") !== index).sort();
  if (twice.length === 0) return [];
  return [
    {
      what: `several tags that differ by letter case only (${twice.map((key) => show(key)).join(", ")})`,
      remedy: "keep one of them",
    },
  ];
}
