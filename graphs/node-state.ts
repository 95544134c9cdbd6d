import {
  type AgentState,
  NEW_THREAD,
  type NodeState,
  newTurn,
  type ThreadState,
  type TurnState,
} from '../core/state.ts';

type Twice = keyof ThreadState & keyof TurnState;
type Once = 'messages' & keyof (ThreadState & TurnState);

// Nodes see one flat state, so a key is in one of its three values only.
true satisfies [Twice | Once] extends [never] ? true : never;

/** The flat state for nodes. A field that an earlier version did not write has its initial value. */
export function flatState({ messages, thread, turn }: AgentState): NodeState {
  return { messages, ...NEW_THREAD, ...thread, ...newTurn(undefined), ...turn };
}

/** A node's update of the flat state as an update of the thread, the turn and the messages. */
export function nestedUpdate(
  { thread, turn }: AgentState,
  { messages, ...update }: Partial<NodeState>,
): Partial<AgentState> {
  const entries = Object.entries(update);
  const ofThread = entries.filter(([key]) => Object.hasOwn(NEW_THREAD, key));
  const ofTurn = entries.filter(([key]) => !Object.hasOwn(NEW_THREAD, key));
  return {
    ...(messages ? { messages } : {}),
    ...(ofThread.length > 0 ? { thread: { ...thread, ...Object.fromEntries(ofThread) } } : {}),
    ...(ofTurn.length > 0 ? { turn: { ...turn, ...Object.fromEntries(ofTurn) } } : {}),
  };
}
