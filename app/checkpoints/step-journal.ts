import type { TurnLog } from '../../core/ports/ledger.ts';
import type { Step } from '../../core/turn.ts';

/** Steps that ended and are not recorded yet, by thread. A crash loses them with the run that a replay repeats. */
export interface StepJournal {
  add(threadId: string, turnId: string, step: Step): void;
  /** Whether a model was paid for one of them: a replay might get another answer. */
  paid(threadId: string): boolean;
  /** Records them. Call it before a checkpoint that would keep a replay from repeating them. */
  flush(threadId: string): Promise<void>;
}

/** A journal over the ledger's turns. */
export function stepJournal(turns: Pick<TurnLog, 'steps'>): StepJournal {
  const waiting = new Map<string, { readonly turnId: string; readonly step: Step }[]>();
  return {
    add(threadId, turnId, step) {
      const entries = waiting.get(threadId) ?? [];
      waiting.set(threadId, entries);
      entries.push({ turnId, step });
    },
    paid: (threadId) => waiting.get(threadId)?.some(({ step }) => step.model !== null) ?? false,
    async flush(threadId) {
      const entries = waiting.get(threadId) ?? [];
      for (const turnId of new Set(entries.map((entry) => entry.turnId))) {
        const steps = entries.filter((entry) => entry.turnId === turnId).map(({ step }) => step);
        await turns.steps(turnId, steps);
      }
      waiting.delete(threadId);
    },
  };
}
