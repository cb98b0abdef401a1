import { answered, type Line, type Question } from "./question";

/** So many questions are under way at once: well below what IAM throttles. */
const AT_ONCE = 8;

/**
 * Answers all questions, some at a time.
 * @param progress told how many are done, after each
 * @returns the lines in the order of the questions
 */
export async function askAll(questions: Question[], progress: (done: number) => void): Promise<Line[]> {
  const lines: Line[][] = [];
  let next = 0;
  let done = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < questions.length; index = next++) {
      lines[index] = await answered(questions[index]!);
      progress(++done);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return lines.flat();
}
