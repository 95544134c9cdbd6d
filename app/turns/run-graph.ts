import { Command, type StateSnapshot } from '@langchain/langgraph';
import { answered } from '../../core/goal.ts';
import type { Message } from '../../core/message.ts';
import type { PersonDecision } from '../../core/ports/escalation-log.ts';
import type { Session } from '../../core/session.ts';
import { type AgentState, NEW_THREAD, newTurn } from '../../core/state.ts';
import type { ServedAgent } from './served-agent.ts';
import type { TurnRuntime } from './turn-runtime.ts';

/** The state of a thread's graph. */
export interface ThreadSnapshot {
  readonly state: AgentState | null;
  /** The interrupt that waits for a person, or null. */
  readonly interruptId: string | null;
}

type OfTenant = Pick<TurnRuntime, 'tenant'>;

const config = ({ tenant }: OfTenant, threadId: string, { declaration }: ServedAgent) => ({
  configurable: { tenant, thread_id: threadId },
  durability: 'sync' as const,
  // Our own limit calls a person earlier; this one ends a broken graph.
  recursionLimit: declaration.config.limits.steps * 2 + 10,
});

/** Reads the state of a thread's graph without running it. */
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
 * Continues a run after a crash. Does nothing if the run has ended.
 *
 * It does not check `next` first: after a crash between a node's writes and the next checkpoint `next` is empty.
 */
export async function continueRun(runtime: OfTenant, agent: ServedAgent, threadId: string): Promise<void> {
  await agent.graph.invoke(null, config(runtime, threadId, agent));
}

/** Ends a run that failed for good. It does not continue and does not wait for an answer. */
export async function forget(runtime: OfTenant, agent: ServedAgent, threadId: string): Promise<void> {
  const { state } = await snapshotOf(agent, threadId);
  if (state === null) return;
  const thread = { ...state.thread, pending: null, goals: answered(state.thread.goals) };
  const turn = newTurn({ id: state.turn.turn_id, content: state.turn.text });
  await agent.graph.updateState(config(runtime, threadId, agent), { thread, turn }, 'observe');
}

/** Resumes one interrupt by its id. A bare value would resume all of them. */
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
