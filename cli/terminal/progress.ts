import { Presets, SingleBar } from 'cli-progress';
import { printError } from './output.ts';

/** A progress bar on standard error. It appears with the first progress, and never if `shown` is false. */
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
    /** Prints a line below the bar. */
    say: (line: string): void => printError(`${started ? '\n' : ''}${line}`),
    stop: (): void => bar.stop(),
  };
}
