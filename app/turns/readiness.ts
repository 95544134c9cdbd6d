import type { Ledger } from '../../core/ports/ledger.ts';

/** An answer is good for so long, in milliseconds: whoever asks often does not wear out the disk. */
const KEPT = 1000;

/** Names what keeps turns from being taken; a write is tried, since a full disk can still be read. `now` is in milliseconds. */
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
