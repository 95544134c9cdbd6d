import { AgentError } from '../../core/errors.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { Ledger, ThreadRow, TranscriptEntry, TurnRow } from '../../core/ports/ledger.ts';
import type { FeedbackRow } from '../../core/ports/outcome-log.ts';
import type { Step } from '../../core/turn.ts';

/** A turn in the ledger. */
export interface TurnRecord {
  readonly turn: TurnRow;
  readonly steps: readonly Step[];
  readonly actions: readonly ActionRow[];
  readonly feedback: readonly FeedbackRow[];
  readonly escalations: readonly EscalationRow[];
}

/** A thread in the ledger, or one of its turns. */
export interface ThreadRecord {
  readonly thread: ThreadRow;
  readonly transcript: readonly TranscriptEntry[];
  readonly turns: readonly TurnRecord[];
}

const ALL = Number.MAX_SAFE_INTEGER;

/** Reads a thread or turn by its id. Rejects with `THREAD_UNKNOWN` if there is none. */
export async function readRecord(ledger: Ledger, id: string): Promise<ThreadRecord> {
  const turn = (await ledger.turns.get(id))?.turn;
  const thread = await ledger.threads.get(turn?.thread_id ?? id);
  if (thread === undefined) throw new AgentError('THREAD_UNKNOWN', `no thread or turn has the id \`${id}\``);

  const { thread_id } = thread;
  const said = await ledger.threads.transcript(thread_id, ALL);
  const escalations = await ledger.escalations.list({ thread_id, limit: ALL });
  const turns = turn === undefined ? await ledger.turns.list({ thread_id, limit: ALL }) : [turn];
  return {
    thread,
    transcript: turn === undefined ? said : said.filter(({ turn_id }) => turn_id === id),
    turns: await Promise.all(turns.map((each) => readTurn(ledger, each, escalations))),
  };
}

async function readTurn(
  ledger: Ledger,
  turn: TurnRow,
  escalations: readonly EscalationRow[],
): Promise<TurnRecord> {
  const { thread_id, turn_id } = turn;
  const found = await ledger.turns.get(turn_id);
  return {
    turn,
    steps: found?.steps ?? [],
    actions: await ledger.actions.list({ thread_id, turn_id }),
    feedback: found?.feedback ?? [],
    escalations: escalations.filter((row) => row.turn_id === turn_id),
  };
}
