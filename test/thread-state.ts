import type { FlowFrame } from '../core/flow-memory.ts';
import type { Goal } from '../core/goal.ts';
import type { RunContext } from '../core/node.ts';
import { NEW_THREAD, type NodeState, newTurn } from '../core/state.ts';
import type { NodeName } from '../core/step-details.ts';

/** A thread's state in the middle of nothing, but for what a test says. */
export function threadState(said: string, state: Partial<NodeState> = {}): NodeState {
  return {
    messages: [{ id: 't1', type: 'human', content: said }],
    ...NEW_THREAD,
    ...newTurn({ id: 't1', content: said }),
    ...state,
  };
}

/** A goal that the customer named in turn `t0`, in the middle of its flow if it has one. */
export const goalOf = (intent: string, flow: FlowFrame | null = null): Goal => ({
  intent,
  since_turn: 't0',
  flow,
  approved: null,
});

/** Goals without a flow, each of them named in a turn of its own. */
export const goalsOf = (...intents: readonly string[]): readonly Goal[] =>
  intents.map((intent, index) => ({ ...goalOf(intent), since_turn: `t${index}` }));

/** The context of one run of a node. */
export const runContext = (): RunContext<NodeName> => ({
  tenant: 'shop',
  thread_id: 'th1',
  now: new Date('2026-03-01T12:00:00Z'),
  note: () => {},
  signal: AbortSignal.timeout(2000),
});
