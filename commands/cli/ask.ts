import { createInterface } from "node:readline/promises";

/** Asks a question on the terminal. @returns the answer, trimmed; undefined where nobody is there to answer */
export async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await asking.question(question)).trim();
  } finally {
    asking.close();
  }
}
