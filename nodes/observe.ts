import type { TurnSignals } from '../core/confidence.ts';
import { escalationRequest } from '../core/escalation.ts';
import type { Node } from '../core/node.ts';
import type { NodeState } from '../core/state.ts';
import { type SignalReads, turnSignals } from './turn-signals.ts';

export interface ObserveOptions {
  /** Messages with a sign of frustration before a person is called. */
  readonly frustration: number;
  /** Below this what the agent would say does not go out, and a person is called; 0 holds nothing back. */
  readonly confidence: number;
  /** How likely a turn with these signals is right. */
  readonly confidenceOf: (signals: TurnSignals) => number;
}

type Reads = SignalReads | 'frustration';
type Writes = 'confidence' | 'escalation' | 'frustration' | 'reply' | 'spoken';

/**
 * Decides last whether the turn may go out, and records how sure the agent is of it and why.
 *
 * A person's words are not doubted.
 */
export function observe(options: ObserveOptions): Node<'observe', Reads, Writes> {
  return async function observeTurn(state, run) {
    const signals = turnSignals(state);
    const confidence = confidenceIn(state, signals, options);
    run.note({
      ...(confidence === null ? {} : { confidence }),
      detail: { signals },
    });
    if (state.frustration >= options.frustration && state.draft?.by !== 'person') {
      const reason = `${state.frustration} messages show frustration`;
      return { confidence, frustration: 0, escalation: escalationRequest('frustration', reason) };
    }
    if (confidence === null || confidence >= options.confidence || !isDoubtful(state)) return { confidence };
    const reason = `the agent is sure to ${confidence.toFixed(2)} only; it would have said: ${state.draft?.text ?? ''}`;
    return { confidence, reply: null, spoken: [], escalation: escalationRequest('low_confidence', reason) };
  };
}

const READ_FROM_LISTS: readonly NodeState['reading'][] = ['confirmed', 'declined', 'answer'];

/** Null where the turn rests on nothing that could be doubted. */
function confidenceIn(
  { reading, draft }: Pick<NodeState, Reads>,
  signals: TurnSignals,
  { confidenceOf }: ObserveOptions,
): number | null {
  if (draft?.by === 'person') return 1;
  const { intent, retrieval, token_log_probability } = signals;
  const rests = [intent, retrieval, token_log_probability].some((signal) => signal !== null);
  return rests || READ_FROM_LISTS.includes(reading) ? confidenceOf(signals) : null;
}

/** Asking back claims nothing, and what a person has decided is not asked again. */
function isDoubtful({ reading, draft }: Pick<NodeState, Reads>): boolean {
  return draft?.by !== 'person' && reading !== 'unclear' && reading !== 'resumed';
}
