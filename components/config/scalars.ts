/** Numbers, flags and lists of words, whose errors speak of YAML. */
import { z } from "zod";
import * as names from "./names";
import { listOf } from "./shapes";

/** A whole number in a range, both ends included. */
export const whole = (from: number, to: number) => {
  const form = `must be a whole number from ${from} to ${to}`;
  return z.int({ error: form }).min(from, form).max(to, form);
};

export const flag = () => z.boolean({ error: "must be true or false" });

export const words = () => listOf(names.anyText("text"));

/** One of a few words. */
export const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, {
    error: words.length === 2 ? `must be ${words.join(" or ")}` : `must be one of ${words.join(", ")}`,
  });
