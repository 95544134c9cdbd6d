import type { ActionRow } from '../../core/ports/action-log.ts';
import type { Ledger, ThreadRow, TurnRow } from '../../core/ports/ledger.ts';
import type { Step } from '../../core/turn.ts';

/** A turn of the ledger, complete for a tracing backend. */
export interface ExportedTurn {
  readonly thread: ThreadRow;
  readonly turn: TurnRow;
  readonly steps: readonly Step[];
  readonly actions: readonly ActionRow[];
}

/** Reads a turn for export; undefined if there is none with this id. */
export async function exportedTurn(
  { threads, turns, actions }: Pick<Ledger, 'threads' | 'turns' | 'actions'>,
  turnId: string,
): Promise<ExportedTurn | undefined> {
  const found = await turns.get(turnId);
  if (found === undefined) return undefined;
  const { turn, steps } = found;
  const thread = await threads.get(turn.thread_id);
  if (thread === undefined) return undefined;
  return { thread, turn, steps, actions: await actions.list({ thread_id: turn.thread_id, turn_id: turnId }) };
}
