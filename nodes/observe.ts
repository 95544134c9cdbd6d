import type { Node } from '../core/node.ts';
import type { AgentState } from '../core/state.ts';

export interface ObserveOptions {
  /** Messages with a sign of frustration before a person is called. */
  readonly frustration: number;
}

type Reads = 'reading' | 'intent' | 'passages' | 'draft' | 'frustration' | 'outcome';

/**
 * Decides last whether the turn may go out, and records how sure the agent is of it.
 *
 * The turn's confidence is the least of what it rests on: the intent, where it was classified in this
 * turn, and the best passage, where the reply quotes one. A person's words are not doubted.
 */
export function observe({
  frustration,
}: ObserveOptions): Node<Reads, 'confidence' | 'escalation' | 'frustration'> {
  return async function observeTurn(state, run) {
    const confidence = turnConfidence(state);
    if (confidence !== null) run.note({ confidence });
    const angry = state.frustration >= frustration && state.draft?.by !== 'person';
    if (!angry) return { confidence };
    return {
      confidence,
      frustration: 0,
      escalation: {
        code: 'frustration',
        reason: `${state.frustration} messages show frustration`,
        proposal: null,
        verdict: null,
      },
    };
  };
}

function turnConfidence({ reading, intent, passages, draft }: Pick<AgentState, Reads>): number | null {
  if (draft?.by === 'person') return 1;
  const parts = [
    ...(reading === 'confirmed' || reading === 'declined' || reading === 'answer' ? [1] : []),
    ...(intent && reading !== 'answer' ? [intent.confidence] : []),
    ...(draft && draft.citations.length > 0 && passages[0] ? [passages[0].score] : []),
  ];
  return parts.length === 0 ? null : Math.min(...parts);
}
