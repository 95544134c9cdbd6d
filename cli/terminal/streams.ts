let lost = 0;
let serving = false;

/** The number of lost lines: the reader of a stream left, or its disk is full. */
export const lostLines = (): number => lost;

/** Writes a line. Counts it as lost if the stream cannot take it. */
export function writeLine(stream: NodeJS.WriteStream, line: string): void {
  stream.write(`${line}\n`, (error) => {
    if (error) lost += 1;
  });
}

/** Keeps the process alive if the readers of its output leave. For servers. */
export function outliveReaders(): void {
  serving = true;
}

/** Handles failures of the process's output streams. */
export function watchStreams(): void {
  // Progress and logs may be lost without harm.
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (serving) return;
    if (error.code !== 'EPIPE') throw error;
    // A reader that closes early, such as `head`, is no failure.
    process.exit();
  });
}
