import { partOf } from '../../core/command.ts';
import { escalationRequest } from '../../core/escalation.ts';
import type { Span } from '../../core/span.ts';
import { onlyGives } from '../../hearing/clauses/clause-form.ts';
import { bareCommand } from '../../hearing/commands/make-commands.ts';
import { languageOf } from '../../hearing/consent/consent-grammar.ts';
import { askBetween, type Offered, type WhichIntent } from '../../hearing/which-intent.ts';
import { keptWords } from './begin-wishes.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';

interface Undecided {
  readonly offered: Offered;
  readonly opening: WhichIntent['opening'];
}

/** Asks the customer, about one or two intents if they are likely. Calls a person after too many attempts. */
export function unsure(
  options: ClassifyOptions,
  state: ClassifyState,
  undecided: Undecided | null,
): ClassifyUpdate {
  const { pending } = state;
  const before = pending?.kind === 'unsure' || pending?.kind === 'which-intent' ? pending.asked : 0;
  const gives = onlyGives(state.text, languageOf(options.confirmation));
  // A first question between two intents does not count as a failed attempt, nor does who the customer is.
  const isFirstPair = undecided && pending?.kind !== 'which-intent';
  const asked = gives || isFirstPair ? before : before + 1;
  if (asked >= options.questions) return notUnderstood(asked, state.text);
  const commands = [bareCommand('unclear', state.text)];
  const unclaimed = keptWords(state);
  if (undecided) {
    const question = askBetween(options, undecided.offered, undecided.opening, asked);
    return { commands, ...question, ...(gives ? { unclaimed } : {}) };
  }
  const text = gives ? options.says.given : options.says.unsure;
  return {
    commands,
    reading: 'unclear',
    unclaimed,
    pending: { kind: 'unsure', asked },
    draft: { text, citations: [], grounds: [text], outcome: 'asked', by: 'engine' },
  };
}

function notUnderstood(messages: number, text: string): ClassifyUpdate {
  return {
    commands: [bareCommand('unclear', text)],
    reading: 'unclear',
    pending: null,
    escalation: escalationRequest('not_understood', `${messages} messages in a row were not understood`),
  };
}

/** Calls a person for a customer who asks for one in these words. */
export function callPerson(words: Span): ClassifyUpdate {
  return {
    commands: [{ ...bareCommand('person', ''), parts: [partOf(words)] }],
    reading: 'person',
    escalation: escalationRequest('person_requested', 'the customer asks for a person'),
  };
}
