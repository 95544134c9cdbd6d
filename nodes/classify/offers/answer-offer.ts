import { escalationRequest } from '../../../core/escalation.ts';
import { currentFlow, withFlow, withoutCurrent } from '../../../core/goal.ts';
import type { Pending } from '../../../core/state.ts';
import { readAside } from '../../../hearing/asides.ts';
import { bareCommand, wholeCommand } from '../../../hearing/commands/make-commands.ts';
import { readOffer } from '../../../hearing/consent/read-offer.ts';
import { offerLabels } from '../../../saying/answers/plan-answer.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from '../classify-options.ts';

type Offer = Extract<Pending, { kind: 'offer' }>;

/** Reads the answer to an offer of passages, or of a person. Null for any other message. */
export function answerOffer(options: ClassifyOptions, state: ClassifyState): ClassifyUpdate | null {
  const { pending, text } = state;
  if (pending?.kind !== 'offer') return null;
  const answer = readOffer(text, offerLabels(pending.passages), options.confirmation);
  if (answer === null) return null;
  if (pending.passages.length === 0) return answerPerson(options, state, answer.kind === 'pick');
  return pick(state, answer.kind === 'pick' ? (pending.passages[answer.place] ?? null) : null);
}

/** Keeps the chosen passage with the question that it answers; null if none was meant. */
function pick({ goals, text }: ClassifyState, picked: Offer['passages'][number] | null): ClassifyUpdate {
  const frame = currentFlow(goals);
  return {
    commands: [picked ? wholeCommand('pick', picked.passage_id, text) : bareCommand('decline', text)],
    reading: 'answer',
    pending: null,
    ...(frame ? { goals: withFlow(goals, { ...frame, picked }) } : {}),
  };
}

/** A yes calls the person; after a no the flow goes on. */
function answerPerson(
  { says }: ClassifyOptions,
  { goals, text }: ClassifyState,
  yes: boolean,
): ClassifyUpdate {
  const asked = currentFlow(goals)?.opening ?? '';
  if (yes)
    return {
      commands: [bareCommand('affirm', text)],
      reading: 'person',
      pending: null,
      escalation: escalationRequest(
        'person_requested',
        `the customer takes the offer of a person, for a question that no article answers: ${asked}`,
      ),
    };
  const { no } = says.aside;
  return {
    commands: [bareCommand('decline', text)],
    reading: 'answer',
    pending: null,
    spoken: [{ text: no, citations: [], grounds: [no] }],
  };
}

/** The thread without an offer that this message does not answer: its question is over. Null if it stays open. */
export function withoutOffer(state: ClassifyState): ClassifyState | null {
  if (state.pending?.kind !== 'offer' || readAside(state.text) !== null) return null;
  return { ...state, pending: null, goals: withoutCurrent(state.goals) };
}
