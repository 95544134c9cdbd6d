import type { CheckpointTuple } from '@langchain/langgraph-checkpoint';
import { NEW_THREAD, newTurn, type TurnState } from '../../core/state.ts';

/** A checkpoint's values when each value of the state had a channel of its own. */
type EarlierValues = Readonly<Record<string, unknown>> & { readonly turn?: Partial<TurnState> };

/** Reads a checkpoint of the earlier shape as one of today's: a thread that waited then goes on. */
export function readEarlier(tuple: CheckpointTuple | undefined): CheckpointTuple | undefined {
  const values: EarlierValues | undefined = tuple?.checkpoint.channel_values;
  if (!tuple || !values || 'thread' in values || !('session' in values)) return tuple;
  const known = (initial: object) =>
    Object.fromEntries(Object.entries(initial).map(([key, value]) => [key, values[key] ?? value]));
  const thread = known(NEW_THREAD);
  const turn = { ...known(newTurn(undefined)), ...values.turn, lastAction: values['ended'] ?? null };
  return { ...tuple, checkpoint: { ...tuple.checkpoint, channel_values: { ...values, thread, turn } } };
}
