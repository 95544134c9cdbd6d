import type { OpenedRuntime } from '../app/open/open.ts';
import type { TurnResult } from '../core/turn.ts';
import type { Conversation, Line } from './conversations.ts';
import { type Taken, taken } from './measure.ts';

/** A measured turn: what was said, how it ended, what it took. */
export interface MeasuredTurn extends Taken<TurnResult> {
  readonly line: Line;
}

/** Speaks one conversation on a thread of its own; answers what each turn took. */
export async function converse(
  runtime: OpenedRuntime,
  conversation: Conversation,
  afterTurn: (turn: MeasuredTurn, thread_id: string) => Promise<void> = async () => {},
): Promise<readonly MeasuredTurn[]> {
  const { thread_id } = await runtime.openThread({ agent: 'retail', customer_id: null });
  const turns: MeasuredTurn[] = [];
  for (const line of conversation) {
    const turn = await taken(() => runtime.takeTurn({ thread_id, text: line.text, idempotency_key: null }));
    if (turn.value.outcome === 'failed') throw new Error(`a turn failed on: ${line.text}`);
    turns.push({ ...turn, line });
    await afterTurn({ ...turn, line }, thread_id);
  }
  return turns;
}

/** Speaks conversations until so many turns have run. */
export async function takeTurns(
  runtime: OpenedRuntime,
  speakers: Generator<Conversation, never>,
  count: number,
): Promise<readonly MeasuredTurn[]> {
  const turns: MeasuredTurn[] = [];
  while (turns.length < count) turns.push(...(await converse(runtime, speakers.next().value)));
  return turns.slice(0, count);
}
