import { Command, type StateSnapshot } from '@langchain/langgraph';
import { answered } from '../../core/goal.ts';
import type { Message } from '../../core/message.ts';
import type { PersonDecision } from '../../core/ports/escalation-log.ts';
import type { Session } from '../../core/session.ts';
import { type AgentState, NEW_THREAD, newTurn } from '../../core/state.ts';
import type { ServedAgent } from './served-agent.ts';
import type { TurnRuntime } from './turn-runtime.ts';

/** How a thread's graph stands. */
export interface ThreadSnapshot {
  readonly state: AgentState | null;
  /** The interrupt that waits for a person, if one does. */
  readonly interruptId: string | null;
}

type OfTenant = Pick<TurnRuntime, 'tenant'>;

const config = ({ tenant }: OfTenant, threadId: string, { declaration }: ServedAgent) => ({
  configurable: { tenant, thread_id: threadId },
  durability: 'sync' as const,
  // Our own limit calls a person first; this one is for a graph that is broken.
  recursionLimit: declaration.config.limits.steps * 2 + 10,
});

/** Reads how a thread's graph stands, without running it. */
export async function snapshotOf(agent: ServedAgent, threadId: string): Promise<ThreadSnapshot> {
  const snapshot: StateSnapshot = await agent.graph.getState({ configurable: { thread_id: threadId } });
  const interruptId = snapshot.tasks.flatMap((task) => task.interrupts)[0]?.id ?? null;
  const values = snapshot.values as Partial<AgentState>;
  return {
    state: values.messages?.length ? (values as AgentState) : null,
    interruptId,
  };
}

/** Runs a new message to rest. `session` is given for a thread's first message only. */
export async function runMessage(
  runtime: OfTenant,
  agent: ServedAgent,
  threadId: string,
  messages: readonly Message[],
  session: Session | null,
): Promise<void> {
  await agent.graph.invoke(
    { messages: [...messages], ...(session ? { thread: { ...NEW_THREAD, session } } : {}) },
    config(runtime, threadId, agent),
  );
}

/**
 * Goes on where a crash left off; nothing happens on a run that has ended.
 *
 * Whether nodes are due is not asked first: a crash after a node's writes and before the next checkpoint
 * leaves a snapshot whose `next` is empty.
 */
export async function continueRun(runtime: OfTenant, agent: ServedAgent, threadId: string): Promise<void> {
  await agent.graph.invoke(null, config(runtime, threadId, agent));
}

/** Ends a run that failed for good: nothing of it goes on, and nothing that it waited for is heard. */
export async function forget(runtime: OfTenant, agent: ServedAgent, threadId: string): Promise<void> {
  const { state } = await snapshotOf(agent, threadId);
  if (state === null) return;
  const thread = { ...state.thread, pending: null, goals: answered(state.thread.goals) };
  const turn = newTurn({ id: state.turn.turn_id, content: state.turn.text });
  await agent.graph.updateState(config(runtime, threadId, agent), { thread, turn }, 'observe');
}

/** Answers one interrupt, by its id: a bare value would answer all of them. */
export async function resumeRun(
  runtime: OfTenant,
  agent: ServedAgent,
  threadId: string,
  interruptId: string,
  decision: PersonDecision,
): Promise<void> {
  await agent.graph.invoke(
    new Command({ resume: { [interruptId]: decision } }),
    config(runtime, threadId, agent),
  );
}
