import type { Program } from "./program";

/** A correct program as somebody else would write it. */
export interface Shape {
  title: string;
  program(): Program;
  /** The pack's config beside none. */
  config?: Record<string, Record<string, unknown>>;
  /**
   * Policies that cannot prove the first preview, where a document or the containers are made of outputs that are
   * not known yet; by policy, texts that the message must hold. Later runs know everything and are silent.
   */
  first?: Record<string, string[]>;
  /** Advice that the design asks for, in every run; by policy, texts that the message must hold. */
  advice?: Record<string, string[]>;
}

/** Such a program with one thing wrong that the pack must report in every run. */
export interface Mistake {
  title: string;
  program(): Program;
  config?: Record<string, Record<string, unknown>>;
  policy: string;
  mentions: string[];
}
