import { isGraphBubbleUp, type LangGraphRunnableConfig } from '@langchain/langgraph';
import { AgentError } from '../core/errors.ts';
import { errorRequest, escalationRequest } from '../core/escalation.ts';
import { failureNote, tellingAttempts } from '../core/models/attempts.ts';
import type { RunContext, StepNote } from '../core/node.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type AgentState, type NodeState, newTurn } from '../core/state.ts';
import type { NodeName } from '../core/step-details.ts';
import { DEFAULT_TENANT } from '../core/tenant.ts';
import type { Step } from '../core/turn.ts';
import { timeLimit, within } from '../core/values/limit.ts';
import { flatState, nestedUpdate } from './node-state.ts';

/** A receiver of steps: the ledger, events, traces. */
export interface StepSink {
  record(step: {
    readonly tenant: string;
    readonly thread_id: string;
    readonly turn_id: string;
    readonly step: Step;
    /** The state after the step; `messages` has only added ones. */
    readonly state: AgentState;
    /** The error of a failed step, else null. */
    readonly failure: AgentError | null;
  }): Promise<void>;
}

export interface Instruments {
  readonly clock: Clock;
  readonly steps: StepSink;
  /** Steps in one turn before a person is called. */
  readonly limit: number;
  /** Time for one step, in milliseconds. */
  readonly timeoutMs: number;
}

/** Who a run is for. Clients of LangGraph's own server name no tenant. */
type Configurable = Partial<Pick<RunContext, 'tenant' | 'thread_id'>>;

/** A node, whatever it reads and writes. */
export type AnyNode = (state: NodeState, run: RunContext<NodeName>) => Promise<Partial<NodeState>>;

/**
 * Adds to a node ids and time, a record of its work, the turn's limits, and error handling. An error becomes a call
 * for a person; only a failure of the ledger ends the run. `classify` begins a turn.
 */
export function instrument(name: NodeName, node: AnyNode, { clock, steps, limit, timeoutMs }: Instruments) {
  return async function instrumented(
    before: AgentState,
    config: LangGraphRunnableConfig,
  ): Promise<Partial<AgentState>> {
    const { tenant = DEFAULT_TENANT, thread_id = '' }: Configurable = config.configurable ?? {};
    const begun = name === 'classify' ? { ...before, turn: newTurn(newestMessage(before)) } : before;
    const state = flatState(begun);
    const { turn_id } = state;
    const number = state.steps + 1;
    const startedAt = await clock.now();
    const notes: StepNote<NodeName>[] = [];
    const { signal, release } = timeLimit(timeoutMs, tooLong, config.signal);
    const note = (added: StepNote<NodeName>) => void notes.push(added);
    const run: RunContext<NodeName> = { tenant, thread_id, now: startedAt, note, signal };
    const started = performance.now();
    // A person's words go out even over the limit of steps.
    const bound = name !== 'escalate' && state.draft?.by !== 'person';
    const { update, failure } = await attempt(name, node, state, run, bound && number > limit).finally(
      release,
    );
    const ms = performance.now() - started;
    const spent = failureNote(failure);
    if (spent) note(spent);
    const step = stepOf(notes, { name, number, turn_id, startedAt, ms, failure });
    const changed = nestedUpdate(begun, { ...update, steps: number });
    await steps.record({ tenant, thread_id, turn_id, step, state: { ...begun, ...changed }, failure });
    return changed;
  };
}

const newestMessage = ({ messages }: AgentState) => messages.findLast(({ type }) => type === 'human');

async function attempt(
  name: NodeName,
  node: AnyNode,
  state: NodeState,
  run: RunContext<NodeName>,
  exhausted: boolean,
): Promise<{ readonly update: Partial<NodeState>; readonly failure: AgentError | null }> {
  if (exhausted)
    return {
      update: { escalation: escalationRequest('steps_exhausted', 'the turn took more steps than it may') },
      failure: null,
    };
  try {
    // An execution is never abandoned: its tool has the time limit, and its end is recorded.
    const work = () => node(state, run);
    return { update: await (name === 'execute' ? work() : within(run.signal, work)), failure: null };
  } catch (error) {
    // Interrupts are control flow. Without a ledger nothing may continue unrecorded.
    if (isGraphBubbleUp(error) || name === 'escalate') throw error;
    const known = asAgentError(error, run.signal);
    if (known.code === 'LEDGER_UNAVAILABLE') throw known;
    return { update: { escalation: errorRequest(known, name) }, failure: known };
  }
}

const tooLong = () => new DOMException('the step took too long', 'TimeoutError');

function asAgentError(error: unknown, signal: AbortSignal): AgentError {
  if (error instanceof AgentError) return error;
  if (signal.aborted)
    return new AgentError('NODE_TIMEOUT', 'the step took longer than its limit', { cause: error });
  return new AgentError('INTERNAL', error instanceof Error ? error.message : String(error), { cause: error });
}

interface StepFrame {
  readonly name: NodeName;
  readonly number: number;
  readonly turn_id: string;
  readonly startedAt: Date;
  readonly ms: number;
  readonly failure: AgentError | null;
}

function stepOf(
  notes: readonly StepNote<NodeName>[],
  { name, number, turn_id, startedAt, ms, failure }: StepFrame,
): Step {
  const sum = (pick: (note: StepNote<NodeName>) => number | undefined) =>
    notes.reduce((total, note) => total + (pick(note) ?? 0), 0);
  const attempts = tellingAttempts(notes.flatMap((noted) => noted.attempts ?? []));
  return {
    step_id: `${turn_id}.s${number}`,
    number,
    node: name,
    started_at: startedAt.toISOString(),
    ms: Math.round(ms * 1000) / 1000,
    input_tokens: sum((note) => note.input_tokens),
    output_tokens: sum((note) => note.output_tokens),
    cached_tokens: sum((note) => note.cached_tokens),
    cost_nano: sum((note) => note.cost_nano),
    confidence: notes.findLast((note) => note.confidence !== undefined)?.confidence ?? null,
    model: notes.findLast((note) => note.model !== undefined)?.model ?? null,
    error: failure?.code ?? null,
    detail: {
      ...Object.fromEntries(notes.flatMap(({ detail }) => Object.entries(detail ?? {}))),
      ...(attempts.length > 0 ? { attempts: attempts.map((each) => ({ ...each })) } : {}),
      ...(failure ? { error: failure.message } : {}),
    },
  };
}
