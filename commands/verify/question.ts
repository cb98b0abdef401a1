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
  /** Told, and no part of the verdict: what nobody relies on, and only another account may look at. */
  isAside?: true;
}

/** What came of a question that could be looked into. */
export type Answer =
  { state: "proven"; detail: string } | { state: "failed" | "not-permitted"; detail: string; remedy: string };

/** Something that must hold in the account, and how to find out. */
export interface Question {
  check: string;
  subject: string;
  /** The actions that the caller needs to look. */
  needs: string[];
  /** A question may come to several answers, or to none where another question's answer says it already. */
  ask(): Promise<Answer | Answer[]>;
  /** Where it may not be looked at, that is told and leaves the verdict as it is. */
  isAside?: true;
}

/** What was asked holds. */
export function proven(detail: string): Answer {
  return { state: "proven", detail };
}

/** What was asked does not hold; the remedy says who does what about it, commands included. */
export function failed(detail: string, remedy: string): Answer {
  return { state: "failed", detail, remedy };
}

/** What could not be looked at, by whoever asks or at all. */
export function notPermitted(detail: string, remedy: string): Answer {
  return { state: "not-permitted", detail, remedy };
}

/**
 * Answers a question. What the caller may not see is neither proven nor failed.
 * @throws {UsageError} naming the question that AWS, asked again and again, has not answered
 */
export async function answered({ check, subject, needs, ask, isAside }: Question): Promise<Line[]> {
  try {
    const answers = [await ask()].flat();
    return answers.map((answer) => ({ check, subject, ...answer }));
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
    const answer = notPermitted(
      `these credentials may not look: ${missing}`,
      `have it verified by someone who may, or ask for ${missing}`,
    );
    return [{ check, subject, ...answer, ...(isAside && { isAside }) }];
  }
}

/** The services have several names for it, and one status; S3 has another one for callers of another account. */
export function isDenied(error: unknown): boolean {
  const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return /^(AccessDenied|Unauthorized|MethodNotAllowed)/.test(name) || $metadata?.httpStatusCode === 403;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
