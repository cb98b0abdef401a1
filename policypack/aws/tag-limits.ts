/** What AWS takes as tags. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules */

export const MOST_TAGS = 50;
export const LONGEST_TAG_KEY = 128;
export const LONGEST_TAG_VALUE = 256;

/** Every character that keys and values may have. */
export const TAG_CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** AWS's own tags, which nobody else may set. */
export const AWS_TAG = /^aws:/i;
