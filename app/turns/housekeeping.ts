import type { Incidents } from './incidents.ts';
import type { TurnRuntime } from './turn-runtime.ts';

/** The number of earlier unpruned threads that are pruned after a turn. */
const CAUGHT_UP = 10;
/** The largest number of remembered threads. Others are pruned after their own next turn. */
const REMEMBERED = 10_000;

type Housekeeping = Pick<TurnRuntime, 'prune' | 'turnEnded'>;

/** Work after a turn that cannot fail the turn. Errors are reported; pruning is tried again after a later turn. */
export function housekeeping(work: Housekeeping, { report }: Pick<Incidents, 'report'>): Housekeeping {
  const left = new Set<string>();
  const pruned = async (threadId: string): Promise<boolean> => {
    const [end] = await Promise.allSettled([work.prune(threadId)]);
    if (end.status === 'fulfilled') return true;
    report({ event: 'housekeeping-failed', part: 'checkpoints', error: end.reason });
    return false;
  };
  return {
    async prune(threadId) {
      const [oldest] = left;
      if (left.size >= REMEMBERED && oldest !== undefined) left.delete(oldest);
      left.add(threadId);
      for (const next of [threadId, ...[...left].slice(0, CAUGHT_UP)]) {
        if (!left.has(next)) continue;
        if (!(await pruned(next))) return;
        left.delete(next);
      }
    },
    turnEnded(tenant, turnId) {
      const telling = (async () => work.turnEnded(tenant, turnId))();
      telling.catch((error: unknown) => report({ event: 'housekeeping-failed', part: 'traces', error }));
    },
  };
}
