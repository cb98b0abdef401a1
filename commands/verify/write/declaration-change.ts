/** What `verify --write` is to write, and what it cannot. */
import type { External } from "../../../policypack/graph/settings";
import type { Declaration } from "../../project/pack-config";
import { isDenied, listed } from "../question";

/** An entry of `external` as the account has it. */
export interface DeclarationChange {
  /** The entry that it takes the place of; a new one where there is none. */
  at?: Pick<Declaration, "policy" | "index">;
  external: External;
}

/** What is not written, and why. */
export interface Refused {
  /** E.g. `key 0f3c1d2e of account 444455556666`. */
  what: string;
  why: string;
  /** What only another account may look at, and nothing declares: told, and no failure. */
  isAside?: true;
}

/** What came of looking at one thing that may be declared. */
export interface Found {
  changes: DeclarationChange[];
  refused: Refused[];
}

export const NOTHING: Found = { changes: [], refused: [] };

export function all(found: readonly Found[]): Found {
  return {
    changes: found.flatMap(({ changes }) => changes),
    refused: found.flatMap(({ refused }) => refused),
  };
}

export function refusing(what: string, why: string): Found {
  return { changes: [], refused: [{ what, why }] };
}

/** What these credentials may not look at is refused, by the actions that it would take. */
export async function unlessRefused(
  what: string,
  needs: string[],
  look: () => Promise<Found>,
): Promise<Found> {
  try {
    return await look();
  } catch (error) {
    if (!isDenied(error)) throw error;
    return refusing(what, `these credentials may not look: ${listed(needs)}`);
  }
}
