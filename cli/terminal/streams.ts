let lost = 0;
let serving = false;

/** Lines that no stream took: its reader left, or its disk is full. */
export const lostLines = (): number => lost;

/** Writes a line; one that the stream cannot take is counted. */
export function writeLine(stream: NodeJS.WriteStream, line: string): void {
  stream.write(`${line}\n`, (error) => {
    if (error) lost += 1;
  });
}

/** A server outlives the readers of its output, from now on. */
export function outliveReaders(): void {
  serving = true;
}

/** Decides for this process what a failure of its output means. */
export function watchStreams(): void {
  // Progress and logs are for whoever looks: that nobody can is no reason to end.
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (serving) return;
    if (error.code !== 'EPIPE') throw error;
    // A reader that has seen enough, such as `head`, is no failure.
    process.exit();
  });
}
