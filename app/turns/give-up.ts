import { AgentError } from '../../core/errors.ts';
import { escalationRequest } from '../../core/escalation.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { TurnRow } from '../../core/ports/ledger.ts';
import type { TurnResult } from '../../core/turn.ts';
import { recordRest } from './record-rest.ts';
import type { ServedAgent } from './served-agent.ts';
import type { TurnRuntime } from './turn-runtime.ts';

/** The work of a turn that is continued after a failure. */
export interface TurnWork {
  readonly agent: ServedAgent;
  readonly turn: TurnRow;
  readonly started: number;
  /** The escalation whose decision is delivered. */
  readonly resolved?: EscalationRow;
  /** Runs the turn to rest from its last checkpoint. */
  readonly run: () => Promise<TurnResult>;
}

/**
 * Continues a turn that failed before. If it fails again, a person is called, so that no turn keeps its thread busy
 * forever.
 *
 * Rejects with `LEDGER_UNAVAILABLE` if the result cannot be recorded; the turn is left for the next attempt.
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
