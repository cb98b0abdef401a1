/**
 * A line that says how far a long look has come; on a terminal only, and gone when it is done.
 * @param what e.g. `verifying dev`
 */
export function progressLine(what: string, stream: NodeJS.WriteStream = process.stderr) {
  const show = stream.isTTY === true;
  return {
    at(done: number, of: number): void {
      if (show) stream.write(`\r${what}: ${done} of ${of}\u001b[K`);
    },
    clear(): void {
      if (show) stream.write("\r\u001b[K");
    },
  };
}
