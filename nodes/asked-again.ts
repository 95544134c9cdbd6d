import type { LastQuestion, NodeState, Pending } from '../core/state.ts';
import { contentHash } from '../core/values/json.ts';
import { readAside } from '../hearing/asides.ts';

/** The state's keys that tell a question from the one before it. */
export type QuestionReads =
  | 'text'
  | 'reading'
  | 'heard'
  | 'goals'
  | 'unclaimed'
  | 'pending'
  | 'lastQuestion'
  | 'results'
  | 'draft';
type QuestionState = Pick<NodeState, QuestionReads>;

/** The largest number of remembered hashes. */
const SEEN = 40;

/**
 * The question that the reply ends with, and how often it stayed without an answer. Null if the reply ends with none.
 *
 * A message fails it that changes nothing of what is known, unless it asks something else that this reply answers. A
 * message or an answer that was there before is nothing new.
 */
export function askedAgain(state: QuestionState): LastQuestion | null {
  const { pending, draft, lastQuestion: before, reading } = state;
  if (!pending || !draft || draft.by === 'person') return null;
  // "Take your time" and the next way to answer leave the question open, and do not ask it again.
  const asks = draft.by === 'flow' || (pending.kind !== 'question' && pending.kind !== 'yes-no');
  if (!asks) return before;
  const question = contentHash(['question', ...identityOf(pending, draft.text)]);
  const same = before?.question === question && reading !== 'resumed' ? before : { failed: 0, seen: [] };
  return { question, ...withTurn(same, state, draft.text) };
}

/** Counts a turn that brings nothing new. The first one always does. */
function withTurn({ failed, seen }: Omit<LastQuestion, 'question'>, state: QuestionState, reply: string) {
  const known = contentHash(['known', knownOf(state)]);
  const said = [contentHash(['message', state.text.trim().toLowerCase()]), contentHash(['reply', reply])];
  const isNew = !seen.includes(known) || (isAnswered(state) && !said.some((each) => seen.includes(each)));
  const all = [...new Set([...seen, known, ...said])].slice(-SEEN);
  return { failed: isNew ? failed : failed + 1, seen: all };
}

/** The things that make a question another one. */
function identityOf(pending: Pending, text: string) {
  switch (pending.kind) {
    case 'question':
      return [...pending.slots, ...pending.options.map(({ value }) => value)];
    case 'yes-no':
    case 'model-question':
      return [pending.question];
    case 'confirm':
      return [pending.hash];
    case 'which-intent':
      return pending.intents;
    case 'offer':
      return [pending.question];
    case 'unsure':
      return [text];
  }
}

/** All that the customer has told so far. Words that began nothing tell something only where no goal is known. */
function knownOf({ goals, unclaimed, pending }: Pick<NodeState, 'goals' | 'unclaimed' | 'pending'>) {
  const told = goals.map(({ intent, flow }) =>
    flow
      ? [intent, flow.slots, flow.answers, flow.unsure ?? null, ...(flow.narrowed ? [flow.narrowed] : [])]
      : [intent],
  );
  return pending?.kind === 'unsure' ? [unclaimed, ...told] : told;
}

/** True if the message asks something that its turn answers: in the author's words, from articles, or from records. */
function isAnswered({ text, heard, draft, results }: QuestionState): boolean {
  if (readAside(text) !== null) return true;
  const hasGround = results.length > 0 || (draft?.citations.length ?? 0) > 0;
  return hasGround && (heard?.commands.some(({ kind }) => kind === 'ask') ?? false);
}
