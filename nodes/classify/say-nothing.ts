import { currentFlow, currentGoal, withFlow } from '../../core/goal.ts';
import { own } from '../../core/values/own.ts';
import { bareCommand } from '../../hearing/commands/make-commands.ts';
import { languageOf } from '../../hearing/consent/consent-grammar.ts';
import { readConsent } from '../../hearing/consent/read-consent.ts';
import { saysUnknown } from '../../hearing/says-unknown.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';
import { unsure } from './unsure.ts';

/** Reads a message that says nothing: a yes or no to nothing, "I don't know". Null for any other message. */
export function sayNothing(options: ClassifyOptions, state: ClassifyState): ClassifyUpdate | null {
  const said = toNothing(options, state) ?? nextWay(options, state);
  // It is no thanks and no wish, whatever its words resemble.
  return (
    said ??
    (isIdle(options, state) &&
    saysUnknown(state.text, languageOf(options.confirmation)) &&
    !NAMES.test(state.text)
      ? unsure(options, state, null)
      : null)
  );
}

/** "I forgot my password" is about something. */
const NAMES = /\b(?:my|the|your)\b/i;

/** True if neither a question nor a flow waits for the customer, nor a model that may have asked in its own words. */
const isIdle = ({ intents }: ClassifyOptions, { pending, goals }: ClassifyState): boolean =>
  (pending === null || pending.kind === 'unsure') &&
  currentGoal(goals) === undefined &&
  !goals.some(({ intent }) => intents.get(intent)?.driver === 'model');

/** Answers "yes" and "no" where nothing was asked. */
function toNothing(options: ClassifyOptions, state: ClassifyState): ClassifyUpdate | null {
  const { says, confirmation } = options;
  if (state.pending || !isIdle(options, state) || state.text.trim().split(/\s+/).length > 3) return null;
  const { said } = readConsent(state.text, { kind: 'question' }, confirmation);
  if (said === null) return null;
  const text = said === 'affirm' ? says.aside.yes : says.aside.no;
  return {
    commands: [bareCommand(said, state.text)],
    reading: 'unclear',
    draft: { text, citations: [], grounds: [text], outcome: 'answered', by: 'engine' },
  };
}

/** The next way to answer, for a customer who cannot answer the open question. Null if the slot declares none. */
function nextWay(options: ClassifyOptions, state: ClassifyState): ClassifyUpdate | null {
  const { pending, goals } = state;
  const frame = currentFlow(goals);
  const [key = ''] = pending?.kind === 'question' ? pending.slots : [];
  const slot = options.reach.get(frame?.flow ?? '')?.slots.get(key.replace(/@.*$/, ''));
  if (!frame || !slot?.unknown || !saysUnknown(state.text, languageOf(options.confirmation))) return null;
  const attempts = (own(frame.attempts, key) ?? 0) + 1;
  if (attempts >= options.questions) return null;
  const text = slot.unknown;
  return {
    commands: [bareCommand('unclear', state.text)],
    reading: 'unclear',
    goals: withFlow(goals, { ...frame, attempts: { ...frame.attempts, [key]: attempts } }),
    draft: { text, citations: [], grounds: [text], outcome: 'asked', by: 'engine' },
  };
}
