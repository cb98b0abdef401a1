/** Markup that is safe to write into a page: made by `html` below, or vouched for by `trusted`. */
export class Html {
  constructor(readonly text: string) {}
}

export type Child = Html | string | number | undefined | false | readonly Child[];

/** A template whose values are escaped, unless they are `Html`. Lists are joined; `undefined` and `false` vanish. */
export function html(strings: TemplateStringsArray, ...values: Child[]): Html {
  let text = strings[0] ?? "";
  values.forEach((value, index) => {
    text += render(value) + (strings[index + 1] ?? "");
  });
  return new Html(text);
}

/** Markup that this project wrote itself: its style sheet and its script. Never give it a stack's text. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** Controls other than tab and line feed, overrides of the writing direction, and lone surrogates. */
const DECEPTIVE = /[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/gu;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an element's content or a quoted attribute. Characters that would hide or reorder text become codes. */
export function escape(text: string): string {
  return text
    .replace(DECEPTIVE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

function render(value: Child): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "string") return escape(value);
  if (typeof value === "number") return String(value);
  return value.map(render).join("");
}
