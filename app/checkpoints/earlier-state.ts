import type { CheckpointTuple } from '@langchain/langgraph-checkpoint';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { approve, asNamed, type Goal, type Goals } from '../../core/goal.ts';
import { NEW_THREAD, newTurn, type TurnState } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';

/** A checkpoint's values when each value of the state had a channel of its own. */
interface EarlierValues extends Readonly<Record<string, unknown>> {
  readonly turn?: Partial<TurnState>;
  readonly intents?: readonly { readonly name: string; readonly since_turn: string }[];
  readonly flows?: readonly (FlowFrame & { readonly intent: string })[];
  readonly consent?: { readonly confirmed: string | null; readonly approved: string | null };
}

/** Reads a checkpoint of the earlier shape as one of today's: a thread that waited then goes on. */
export function readEarlier(tuple: CheckpointTuple | undefined): CheckpointTuple | undefined {
  const values: EarlierValues | undefined = tuple?.checkpoint.channel_values;
  if (!tuple || !values || 'thread' in values || !('session' in values)) return tuple;
  const known = (initial: object) =>
    Object.fromEntries(Object.entries(initial).map(([key, value]) => [key, own(values, key) ?? value]));
  const thread = { ...known(NEW_THREAD), goals: goalsIn(values) };
  const confirmed = values.consent?.confirmed ?? null;
  const lastAction = values['ended'] ?? null;
  const turn = { ...known(newTurn(undefined)), ...values.turn, confirmed, lastAction };
  return { ...tuple, checkpoint: { ...tuple.checkpoint, channel_values: { ...values, thread, turn } } };
}

/** Intents and flows as goals. A flow whose intent had been forgotten for newer ones waits beneath them. */
function goalsIn({ intents = [], flows = [], consent, turn }: EarlierValues): Goals {
  const memories = new Map(flows.map(({ intent, ...flow }) => [intent, flow]));
  const goalOf = (intent: string, since_turn: string): Goal => {
    return { intent, since_turn, flow: memories.get(intent) ?? null, approved: null };
  };
  const named = intents.map(({ name, since_turn }) => goalOf(name, since_turn));
  const forgotten = flows.filter(({ intent }) => !intents.some(({ name }) => name === intent));
  const goals = [...forgotten.map(({ intent }) => goalOf(intent, '')), ...asNamed(named)];
  const approved = consent?.approved ?? null;
  return approved === null ? goals : approve(goals, goals.at(-1), approved, turn?.turn_id ?? '');
}
