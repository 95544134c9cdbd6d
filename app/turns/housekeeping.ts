import type { JobKind } from '../../core/ports/jobs.ts';
import type { Checkpoints } from '../checkpoints/checkpoints.ts';
import type { DeferredSaver } from '../checkpoints/deferred-saver.ts';
import type { JobRunner } from './run-jobs.ts';
import type { TurnAtRest, TurnRuntime } from './turn-runtime.ts';

/** A kind of job after every turn. */
export type TurnJob = JobKind<TurnAtRest>;

/** Deletes a thread's old checkpoints after its turns. */
export function pruning({ prune }: Pick<Checkpoints, 'prune'>): TurnJob {
  return {
    name: 'checkpoints',
    id: ({ thread_id }) => thread_id,
    run: ({ payload }) => prune(payload.thread_id),
    attempts: 8,
    waitMs: 1000,
    maxWaitMs: 60_000,
    lost: "they are pruned after the thread's next turn",
  };
}

/** Frees the memory of every turn at rest, and enqueues a job of each kind for it. */
export function housekeeping(
  { forget }: Pick<DeferredSaver, 'forget'>,
  { enqueue }: Pick<JobRunner<TurnAtRest>, 'enqueue'>,
  kinds: readonly TurnJob[],
): TurnRuntime['atRest'] {
  return async (tenant, { thread_id, turn_id }) => {
    forget(thread_id);
    for (const kind of kinds) await enqueue(kind, tenant, { thread_id, turn_id });
  };
}
