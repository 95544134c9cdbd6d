import { AgentError } from '../../core/errors.ts';
import type { Message } from '../../core/message.ts';
import type { Ledger, TurnRow } from '../../core/ports/ledger.ts';
import type { AgentState, TurnState } from '../../core/state.ts';
import type { Mode, Outcome, Reply } from '../../core/turn.ts';
import type { StepSink } from '../../graphs/instrument.ts';
import { turnResult } from '../turns/turn-result.ts';
import { wallTime } from '../turns/turn-runtime.ts';

export interface StudioSteps {
  readonly ledger: Ledger;
  readonly agent: string;
  readonly version: () => string;
  readonly mode: () => Mode;
}

interface Ending {
  readonly outcome: Outcome;
  readonly reply: Reply;
  readonly state: TurnState | null;
}

/** The number of newest turns to search for an unfinished one. */
const UNFINISHED_WITHIN = 5;

const NOTHING: Reply = { text: '', citations: [] };

/**
 * Records runs that were not accepted as turns, as in LangGraph Studio. Opens thread and turn at the first step, so
 * that actions can be judged, claimed and executed.
 */
export function studioSteps(options: StudioSteps): StepSink {
  const { ledger } = options;
  return {
    async record({ thread_id, turn_id, step, state }) {
      if (step.node === 'classify') await openTurn(options, thread_id, customerMessage(state, turn_id));
      const started_at = new Date(Date.now() - step.ms).toISOString();
      await ledger.turns.steps(turn_id, [{ ...step, started_at }]);
      if (state.turn.escalation) await ledger.turns.mark(turn_id, 'waiting');
      else if (step.node === 'observe')
        await endTurn(options, thread_id, turn_id, {
          outcome: state.turn.outcome ?? 'failed',
          reply: state.turn.reply ?? NOTHING,
          state: state.turn,
        });
    },
  };
}

function customerMessage({ messages }: AgentState, turnId: string): Pick<Message, 'id' | 'content'> {
  return messages.find(({ id }) => id === turnId) ?? { id: turnId, content: '' };
}

async function openTurn(
  options: StudioSteps,
  thread_id: string,
  { id, content }: Pick<Message, 'id' | 'content'>,
): Promise<void> {
  const { ledger, agent } = options;
  const version = options.version();
  const at = wallTime();
  if (id === '') throw new AgentError('REQUEST_INVALID', 'the run has no message of a customer');
  const known = await ledger.turns.get(id);
  if (known && known.turn.thread_id !== thread_id)
    throw new AgentError('REQUEST_INVALID', `the message id \`${id}\` is that of another thread`);
  // A run from an earlier checkpoint repeats the same turn; its executed actions do not run twice.
  if (known) return;
  const thread = { thread_id, agent, config_version: version, customer_id: null, created_at: at };
  await ledger.threads.open(thread);
  const turns = await ledger.turns.list({ thread_id, limit: UNFINISHED_WITHIN });
  for (const turn of turns.filter(isUnfinished))
    await endTurn(options, thread_id, turn.turn_id, { outcome: 'failed', reply: NOTHING, state: null });
  const turn = { turn_id: id, thread_id, config_version: version, text: content, idempotency_key: null, at };
  await ledger.turns.accept(turn);
}

/** True if its run was cancelled or its server stopped. */
const isUnfinished = ({ status }: TurnRow) => status === 'accepted' || status === 'running';

async function endTurn(
  { ledger, mode }: StudioSteps,
  thread_id: string,
  turn_id: string,
  { outcome, reply, state }: Ending,
): Promise<void> {
  const steps = (await ledger.turns.get(turn_id))?.steps ?? [];
  const result = turnResult({
    thread_id,
    turn_id,
    outcome,
    reply,
    state,
    asks: null,
    goals: [],
    steps,
    actions: await ledger.actions.list({ thread_id, turn_id }),
    latencyMs: steps.reduce((total, { ms }) => total + ms, 0),
    mode: mode(),
    escalationId: null,
  });
  const by = state?.draft?.by === 'person' ? 'person' : 'agent';
  await ledger.turns.finish(turn_id, result, 'done', by, wallTime());
}
