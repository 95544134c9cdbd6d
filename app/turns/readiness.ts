import type { Ledger } from '../../core/ports/ledger.ts';

/** Milliseconds that an answer is cached, so that frequent requests do not wear out the disk. */
const KEPT = 1000;

/** The parts that prevent turns. Tries a write, because a full disk can still be read. `now` is in milliseconds. */
export function readiness(
  { recovery }: Pick<Ledger, 'recovery'>,
  now: () => number,
): () => Promise<readonly string[]> {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<readonly string[]> = Promise.resolve([]);
  return () => {
    if (now() - asked >= KEPT) {
      asked = now();
      answer = recovery.tryWrite().then(
        () => [],
        () => ['ledger'],
      );
    }
    return answer;
  };
}
