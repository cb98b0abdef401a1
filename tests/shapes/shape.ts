import { type Place, Program } from "./program";

/** What a program registers, and the default provider that it does so with. */
interface Written {
  program(p: Program): void;
  /** Of another place than home, or with settings beside the region. */
  provider?: { place?: Place; settings?: Record<string, unknown> };
}

/** A correct program as somebody else would write it. */
export interface Shape extends Written {
  title: string;
  /** The pack's config beside none. */
  config?: Record<string, Record<string, unknown>>;
  /**
   * Policies that cannot prove the first preview, where a document or the containers are made of outputs that are
   * not known yet; by policy, texts that the message must hold. Later runs know everything and are silent.
   */
  first?: Record<string, string[]>;
  /** Advice of the runs after the first, which know in which account the stack lies; as `advice`. */
  later?: Record<string, string[]>;
  /** Advice that the design asks for, in every run; by policy, texts that the message must hold. */
  advice?: Record<string, string[]>;
}

/** Such a program with one thing wrong that the pack must report in every run. */
export interface Mistake extends Written {
  title: string;
  config?: Record<string, Record<string, unknown>>;
  policy: string;
  mentions: string[];
}

export function programOf({ program, provider = {} }: Written): Program {
  const made = new Program(provider.place, provider.settings);
  program(made);
  return made;
}
