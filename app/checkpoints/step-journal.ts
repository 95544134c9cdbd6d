import type { TurnLog } from '../../core/ports/ledger.ts';
import type { ByTenant } from '../../core/tenant.ts';
import type { Step } from '../../core/turn.ts';

/** An ended step with its tenant, thread and turn. */
export interface EndedStep {
  readonly tenant: string;
  readonly thread_id: string;
  readonly turn_id: string;
  readonly step: Step;
}

/** Ended steps that are not recorded yet, by thread. A crash loses them; the replay of the run makes them again. */
export interface StepJournal {
  add(ended: EndedStep): void;
  /** True if one of them paid for a model call. A replay could get another answer. */
  paid(threadId: string): boolean;
  /** Records them. Call it before saving a checkpoint after which a replay would not repeat them. */
  flush(threadId: string): Promise<void>;
}

/** A journal over each tenant's turns. */
export function stepJournal(turns: ByTenant<Pick<TurnLog, 'steps'>>): StepJournal {
  const waiting = new Map<string, EndedStep[]>();
  return {
    add(ended) {
      const entries = waiting.get(ended.thread_id) ?? [];
      waiting.set(ended.thread_id, entries);
      entries.push(ended);
    },
    paid: (threadId) => waiting.get(threadId)?.some(({ step }) => step.model !== null) ?? false,
    async flush(threadId) {
      const entries = waiting.get(threadId) ?? [];
      const tenants = new Map(entries.map(({ turn_id, tenant }) => [turn_id, tenant]));
      for (const [turnId, tenant] of tenants) {
        const steps = entries.filter(({ turn_id }) => turn_id === turnId).map(({ step }) => step);
        await turns(tenant).steps(turnId, steps);
      }
      waiting.delete(threadId);
    },
  };
}
