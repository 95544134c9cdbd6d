import { Presets, SingleBar } from 'cli-progress';
import { printError } from './output.ts';

/** A bar on standard error that appears with the first progress; nothing at all when not `shown`. */
export function progressBar(format: string, shown: boolean) {
  const bar = new SingleBar({ format, clearOnComplete: true }, Presets.shades_grey);
  let started = false;
  return {
    update: (done: number, total: number): void => {
      if (!shown) return;
      if (!started) bar.start(total, 0);
      started = true;
      bar.update(done);
    },
    /** Prints a line that does not run into the bar. */
    say: (line: string): void => printError(`${started ? '\n' : ''}${line}`),
    stop: (): void => bar.stop(),
  };
}
