import { AgentError } from '../../core/errors.ts';
import { escalationRequest } from '../../core/escalation.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { TurnRow } from '../../core/ports/ledger.ts';
import type { TurnResult } from '../../core/turn.ts';
import { recordRest } from './record-rest.ts';
import type { ServedAgent } from './served-agent.ts';
import type { TurnRuntime } from './turn-runtime.ts';

/** What a turn does that runs, and what it does when that failed. */
export interface TurnWork {
  readonly agent: ServedAgent;
  readonly turn: TurnRow;
  readonly started: number;
  /** The escalation whose decision is brought in. */
  readonly resolved?: EscalationRow;
  /** Runs the turn to rest, from wherever it stands. */
  readonly run: () => Promise<TurnResult>;
}

/**
 * Takes up a turn that broke before. If it breaks again a person is called and the thread is theirs, so that
 * no turn keeps its thread busy for ever.
 *
 * Rejects with `LEDGER_UNAVAILABLE`: what cannot be recorded stays as it is, for the next try.
 */
export async function runOrGiveUp(runtime: TurnRuntime, work: TurnWork): Promise<TurnResult> {
  try {
    return await work.run();
  } catch (error) {
    if (error instanceof AgentError && error.code === 'LEDGER_UNAVAILABLE') throw error;
    const reason = `the turn broke again and again: ${error instanceof Error ? error.message : String(error)}`;
    const failed = escalationRequest('turn_failed', reason);
    const { agent, turn, run: _run, ...rest } = work;
    return recordRest(runtime, agent, turn, { ...rest, failed });
  }
}
