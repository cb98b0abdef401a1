/** Texts that nobody has thought up: a generator wrote them, and that is done for keys and passwords as a rule. */

const LEAST_LENGTH = 28;
const MOST_LENGTH = 128;

/** How often the kind of character changes from one to the next; in words, even in camel case, it is half of that. */
const LEAST_CHANGES = 0.4;
const LEAST_CHANGES_OF_A_KEY = 0.3;

/** Keys that their issuer means to be seen by everybody. https://docs.stripe.com/keys */
const PUBLISHED = /^pk_(live|test)_/;

/** A long run of capitals, small letters and digits in no order, as Base62 and Base64 of random bytes are. */
export function looksGenerated(text: string): boolean {
  if (text.length < LEAST_LENGTH || text.length > MOST_LENGTH) return false;
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text) || PUBLISHED.test(text) || isEncodedText(text)) return false;
  return hasAllKinds(text) && changes(text) >= LEAST_CHANGES;
}

/**
 * The form of an AWS secret access key, where it is not to be taken for a path of words.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
 */
export function isLikeSecretAccessKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{40}$/.test(text) && /[+/]/.test(text) && hasAllKinds(text) && variety(text) >= 25;
}

/** Letters and digits mixed as no word mixes them, without anything that would part words; or hexadecimal. */
export function isOneRandomWord(text: string): boolean {
  if (/^(?:[0-9a-f]{32,256}|[0-9A-F]{32,256})$/.test(text)) return true;
  if (!/^[A-Za-z0-9+/=]{16,256}$/.test(text) || isEncodedText(text)) return false;
  return /\d/.test(text) && changes(text) >= LEAST_CHANGES_OF_A_KEY;
}

/** Base64 of something that a person wrote: settings in JSON or YAML, a list, a sentence. */
function isEncodedText(text: string): boolean {
  return /^[\t\n\r -~]+$/.test(Buffer.from(text, "base64").toString("latin1"));
}

function hasAllKinds(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
}

function variety(text: string): number {
  return new Set(text).size;
}

/** The share of letters and digits that are of another kind than the one before. */
function changes(text: string): number {
  const kinds = [...text.replace(/[^A-Za-z0-9]/g, "")].map(kindOf);
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length / kinds.length;
}

function kindOf(character: string): "capital" | "small" | "digit" {
  if (/\d/.test(character)) return "digit";
  return character === character.toUpperCase() ? "capital" : "small";
}
