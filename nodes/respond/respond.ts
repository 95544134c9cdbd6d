import { escalationRequest } from '../../core/escalation.ts';
import { flowsOf } from '../../core/goal.ts';
import type { Message } from '../../core/message.ts';
import type { Node } from '../../core/node.ts';
import { plainText } from '../../core/shown.ts';
import type { Draft, NodeState } from '../../core/state.ts';
import { inWholeMoney, type MoneyKeys } from '../../core/values/money-keys.ts';
import { type Ungrounded, ungrounded } from '../../saying/ground-reply.ts';

/** The number of times that a model may write its answer again before a person is called. */
const REGENERATIONS = 1;
/** The longest reply of a model. A longer one is a fault. */
const MAX_REPLY_CHARACTERS = 8000;

type Reads =
  | 'messages'
  | 'turn_id'
  | 'goals'
  | 'passages'
  | 'context'
  | 'results'
  | 'draft'
  | 'regenerations'
  | 'pending';
type Writes = 'messages' | 'draft' | 'faults' | 'regenerations' | 'reply' | 'outcome' | 'escalation';

export interface RespondOptions {
  /** True if the model is a recording, which cannot write again: faults are noted and the answer goes out. */
  readonly recorded: boolean;
  /** The units of amounts in results, records and slots. */
  readonly moneyKeys: MoneyKeys;
}

/**
 * Checks the draft against its grounds and makes it the reply.
 *
 * A model gets one more try after an ungrounded draft; then a person is called.
 */
export function respond({ recorded, moneyKeys }: RespondOptions): Node<'respond', Reads, Writes> {
  return async function respondToCustomer(state, run) {
    const { draft } = state;
    if (!draft || draft.text.trim() === '')
      return { escalation: escalationRequest('no_reply', 'the turn ended without a reply') };
    const faults = draft.by === 'person' ? [] : (tooLong(draft) ?? faultsOf(draft, state, moneyKeys));
    run.note({
      confidence: faults.length === 0 ? 1 : 0,
      detail: { by: draft.by, faults: faults.map(({ kind, text }) => ({ kind, text })) },
    });
    const asRecorded = recorded && draft.by === 'model';
    if (faults.length > 0 && !asRecorded) return sendBack(draft, faults, state.regenerations);
    const text = plainText(draft.text);
    const message: Message = { id: `${state.turn_id}.reply`, type: 'ai', content: text };
    return {
      messages: [message],
      reply: { text, citations: draft.citations },
      outcome: draft.outcome,
      faults: [],
    };
  };
}

function sendBack(
  draft: Draft,
  faults: readonly Ungrounded[],
  regenerations: number,
): Partial<Pick<NodeState, Writes>> {
  const texts = faults.map(({ kind, text }) =>
    kind === 'length' ? text : `the ${kind} \`${text}\` stands nowhere`,
  );
  if (draft.by === 'model' && regenerations < REGENERATIONS)
    return { draft: null, faults: texts, regenerations: regenerations + 1 };
  return {
    draft: null,
    faults: texts,
    escalation: escalationRequest('ungrounded_reply', texts.join('; ')),
  };
}

/** Checked first, because the other checks take time with the length of the text. */
function tooLong({ by, text }: Draft): readonly Ungrounded[] | null {
  if (by !== 'model' || text.length <= MAX_REPLY_CHARACTERS) return null;
  const said = `the reply has ${text.length} characters, and at most ${MAX_REPLY_CHARACTERS} go out`;
  return [{ kind: 'length', text: said }];
}

function faultsOf(draft: Draft, state: Pick<NodeState, Reads>, keys: MoneyKeys): readonly Ungrounded[] {
  const known = new Set([
    ...state.passages.map(({ passage_id }) => passage_id),
    ...state.context.flatMap(({ source, provenance }) => (source === 'knowledge' ? [provenance] : [])),
  ]);
  const unknown = draft.citations
    .filter(({ passage_id }) => !known.has(passage_id))
    .map(({ passage_id }): Ungrounded => ({ kind: 'citation', text: passage_id }));
  const sources = sourcesOf(draft, state).map((source) => inWholeMoney(source, keys));
  return [...unknown, ...ungrounded(draft.text, sources)];
}

function sourcesOf(
  draft: Draft,
  { messages, goals, passages, context, results, pending }: Pick<NodeState, Reads>,
): readonly string[] {
  return [
    ...draft.grounds,
    ...passages.flatMap(({ heading, text }) => [heading, text]),
    ...context.map(({ text }) => text),
    ...results.map(({ result }) => JSON.stringify(result)),
    ...flowsOf(goals).flatMap((frame) => [JSON.stringify(frame.results), JSON.stringify(frame.slots)]),
    ...(pending?.kind === 'confirm' ? [pending.preview.title, ...pending.preview.lines] : []),
    // Messages of customers and results of tools are grounds; the model's own earlier messages are not.
    ...messages.filter(({ type }) => type !== 'ai').map(({ content }) => content),
    ...messages
      .filter(({ type, id }) => type === 'ai' && id.endsWith('.reply'))
      .map(({ content }) => content),
  ];
}
