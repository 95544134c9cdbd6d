import type { TurnSignals } from '../core/confidence.ts';
import { escalationRequest } from '../core/escalation.ts';
import type { Node } from '../core/node.ts';
import type { NodeState } from '../core/state.ts';
import { type SignalReads, turnSignals } from './turn-signals.ts';

export interface ObserveOptions {
  /** Messages with a sign of frustration before a person is called. */
  readonly frustration: number;
  /** The least confidence of a reply that goes out; below it a person is called. 0 holds nothing back. */
  readonly confidence: number;
  /** The probability that a turn with these signals is right. */
  readonly confidenceOf: (signals: TurnSignals) => number;
}

type Reads = SignalReads | 'frustration';
type Writes = 'confidence' | 'escalation' | 'frustration' | 'reply' | 'spoken';

/**
 * Makes the last decision: the reply goes out or not. Records the turn's confidence and its signals.
 *
 * A person's words always go out.
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

/** The turn's confidence; null if the turn has no doubtful part. */
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

/** True if the reply can be doubted: it is neither a question nor decided by a person. */
function isDoubtful({ reading, draft }: Pick<NodeState, Reads>): boolean {
  return draft?.by !== 'person' && reading !== 'unclear' && reading !== 'resumed';
}
