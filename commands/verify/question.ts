/** What `verify` asks of an account, one question a line. */
import { UsageError } from "../cli/usage-error";

/** How a question was answered: what may not be looked at is neither proven nor failed. */
export type State = "proven" | "failed" | "not-permitted";

/** One line of the result. */
export interface Line {
  /** What kind of question it answers, e.g. `role`, `secret`, `permissions`. */
  check: string;
  /** What it is about, e.g. `role/ecsTaskRole`. */
  subject: string;
  state: State;
  /** What was found. */
  detail: string;
  /** For what is not proven: what to do about it. */
  remedy?: string;
}

/** What came of a question that could be looked into. */
export type Answer =
  { state: "proven"; detail: string } | { state: "failed"; detail: string; remedy: string };

/** Something that must hold in the account, and how to find out. */
export interface Question {
  check: string;
  subject: string;
  /** The actions that the caller needs to look. */
  needs: string[];
  ask(): Promise<Answer>;
}

/** What was asked holds. */
export function proven(detail: string): Answer {
  return { state: "proven", detail };
}

/** What was asked does not hold; the remedy says who does what about it, commands included. */
export function failed(detail: string, remedy: string): Answer {
  return { state: "failed", detail, remedy };
}

/**
 * Answers a question. What the caller may not see is neither proven nor failed.
 * @throws {UsageError} naming the question that AWS, asked again and again, has not answered
 */
export async function answered({ check, subject, needs, ask }: Question): Promise<Line> {
  try {
    return { check, subject, ...(await ask()) };
  } catch (error) {
    const missing = listed(needs);
    if (!isDenied(error)) {
      const { message, name, $metadata } = error as Error & { $metadata?: { attempts?: number } };
      if (!$metadata) throw error;
      throw new UsageError([
        `AWS did not answer about ${check} ${subject} (${missing}), asked ${$metadata.attempts} times: ${message || name}\n` +
          "Nothing is verified. Run it again later.",
      ]);
    }
    return {
      check,
      subject,
      state: "not-permitted",
      detail: `these credentials may not look: ${missing}`,
      remedy: `have it verified by someone who may, or ask for ${missing}`,
    };
  }
}

/** The services have several names for it, and one status. */
export function isDenied(error: unknown): boolean {
  const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return /^(AccessDenied|Unauthorized)/.test(name) || $metadata?.httpStatusCode === 403;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
