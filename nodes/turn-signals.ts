import type { TurnSignals } from '../core/confidence.ts';
import type { RankedPassage } from '../core/context.ts';
import type { Draft, NodeState } from '../core/state.ts';

/** The state's keys that a turn's signals are read from. */
export type SignalReads =
  | 'reading'
  | 'intent'
  | 'passages'
  | 'draft'
  | 'denials'
  | 'regenerations'
  | 'faults'
  | 'reply'
  | 'token_log_probability';

/** Reads the signals of a turn's confidence from its final state. */
export function turnSignals(state: Pick<NodeState, SignalReads>): TurnSignals {
  const { reading, intent, passages, draft, denials, regenerations, token_log_probability } = state;
  // The faults of a reply that went out all the same are those of the sentences that were left out.
  const dropped = state.reply !== null && state.faults.length > 0;
  // Other guesses for an answer to a question say nothing about the answer.
  const guessed = reading === 'answer' ? null : intent;
  const [best, second] = guessed?.guesses ?? [];
  return {
    intent: guessed?.confidence ?? null,
    intent_margin: best ? best.confidence - (second?.confidence ?? 0) : null,
    ...retrieval(passages, draft),
    regenerations,
    ...(dropped && { dropped }),
    // A flow's denial is the rules' answer to the customer; a model's denial is a mistake.
    denials: draft?.by === 'flow' ? 0 : denials,
    token_log_probability,
  };
}

function retrieval(
  passages: readonly RankedPassage[],
  draft: Draft | null,
): Pick<TurnSignals, 'retrieval' | 'retrieval_margin'> {
  const cited = new Set(draft?.citations.map(({ passage_id }) => passage_id));
  const scores = (isCited: boolean) =>
    passages.filter(({ passage_id }) => cited.has(passage_id) === isCited).map(({ score }) => score);
  const [used, others] = [scores(true), scores(false)];
  if (used.length === 0) return { retrieval: null, retrieval_margin: null };
  const best = Math.max(...used);
  return { retrieval: best, retrieval_margin: others.length === 0 ? null : best - Math.max(...others) };
}
