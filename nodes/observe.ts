import type { TurnSignals } from '../core/confidence.ts';
import { escalationRequest } from '../core/escalation.ts';
import type { Node } from '../core/node.ts';
import type { LastQuestion, NodeState } from '../core/state.ts';
import { askedAgain, type QuestionReads } from './asked-again.ts';
import { type SignalReads, turnSignals } from './turn-signals.ts';

export interface ObserveOptions {
  /** Messages with a sign of frustration before a person is called. */
  readonly frustration: number;
  /** Messages without an answer to one question before a person is called. */
  readonly questions: number;
  /** The least confidence of a reply that goes out; below it a person is called. 0 holds nothing back. */
  readonly confidence: number;
  /** The probability that a turn with these signals is right. */
  readonly confidenceOf: (signals: TurnSignals) => number;
}

type Reads = SignalReads | QuestionReads | 'frustration' | 'spoken';
type Writes = 'confidence' | 'escalation' | 'frustration' | 'reply' | 'spoken' | 'lastQuestion';

/**
 * Makes the last decision: the reply goes out or not. Records the turn's confidence and its signals. A question that
 * stayed without an answer too often is not asked again.
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
    const lastQuestion = askedAgain(state);
    if (lastQuestion && lastQuestion.failed >= options.questions)
      return { confidence, ...notAskedAgain(state, lastQuestion) };
    const asked = lastQuestion === state.lastQuestion ? {} : { lastQuestion };
    return { confidence, ...asked, ...heldBack(state, confidence, options) };
  };
}

/** Questions that are the last part of what a flow says. */
const IS_SPOKEN: ReadonlySet<string> = new Set(['question', 'yes-no', 'offer']);

/** Calls a person in the place of the question. All else that the turn says still goes out. */
function notAskedAgain(
  { pending, spoken }: Pick<NodeState, Reads>,
  { failed }: LastQuestion,
): Partial<Pick<NodeState, Writes>> {
  const proposal = pending?.kind === 'confirm' ? pending.proposal : null;
  const isLast = pending !== null && IS_SPOKEN.has(pending.kind);
  const reason = `the same question stayed without a usable answer ${failed} times in a row`;
  return {
    reply: null,
    spoken: isLast ? spoken.slice(0, -1) : spoken,
    lastQuestion: null,
    escalation: escalationRequest('not_understood', reason, { proposal }),
  };
}

/** Calls a person if the agent is not sure enough of its reply. */
function heldBack(
  state: Pick<NodeState, Reads>,
  confidence: number | null,
  { confidence: least }: ObserveOptions,
): Partial<Pick<NodeState, Writes>> {
  if (confidence === null || confidence >= least || !isDoubtful(state)) return {};
  const reason = `the agent is sure to ${confidence.toFixed(2)} only; it would have said: ${state.draft?.text ?? ''}`;
  return { reply: null, spoken: [], escalation: escalationRequest('low_confidence', reason) };
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
  // A draft that was sent back is doubtful, whatever it was an answer to.
  return rests || signals.regenerations > 0 || READ_FROM_LISTS.includes(reading)
    ? confidenceOf(signals)
    : null;
}

/** True if the reply can be doubted: it is neither a question nor decided by a person. */
function isDoubtful({ reading, draft }: Pick<NodeState, Reads>): boolean {
  return draft?.by !== 'person' && reading !== 'unclear' && reading !== 'resumed';
}
