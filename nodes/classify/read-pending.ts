import type { LostReading } from '../../core/command.ts';
import { offeredAgain } from '../../core/flow-memory.ts';
import { currentFlow, currentGoal, lapse, withoutCurrent } from '../../core/goal.ts';
import type { Pending } from '../../core/state.ts';
import { actionWords } from '../../core/tool.ts';
import { answerLead, firstAnswer } from '../../hearing/answer-lead.ts';
import { chosenValue } from '../../hearing/choose-option.ts';
import { splitClauses } from '../../hearing/clauses/split-clauses.ts';
import { bareCommand, partsOf, wholeCommand } from '../../hearing/commands/make-commands.ts';
import { type ConfirmationWords, languageOf } from '../../hearing/consent/consent-grammar.ts';
import { readConsent } from '../../hearing/consent/read-consent.ts';
import { namedRefused } from '../../hearing/mentions/named-refused.ts';
import { type OtherSlots, readOtherSlots } from '../../hearing/read-other-slots.ts';
import { saysUnknown } from '../../hearing/says-unknown.ts';
import { onlyDays } from '../../hearing/values/only-days.ts';
import type { ReadTime } from '../../hearing/values/value-reader.ts';
import { confirmationText } from '../../saying/confirmation-text.ts';
import { amendShown } from './amend-shown.ts';
import { answerList } from './answer-list.ts';
import { readAnswer } from './answer-option.ts';
import {
  type Answer,
  type Answered,
  answered,
  answeredEach,
  askedOfFewer,
  baseName,
  contextOf,
  type TimedOptions,
} from './answer-slot.ts';
import { answeredValues, asksWhich } from './answer-values.ts';
import type { PendingOptions, PendingState, PendingUpdate } from './pending-options.ts';
import { readYesNo } from './read-yes-no.ts';
import { callPerson, tryAgain } from './try-again.ts';

/** Reads a message against the pending confirmation or question. */
export function readPending(
  text: string,
  state: PendingState,
  declared: PendingOptions,
  time: ReadTime,
): Answer {
  const options = { ...declared, time };
  const { pending } = state;
  if (pending?.kind === 'question') return readQuestion(text, state, options, pending);
  if (pending?.kind === 'confirm') return readConfirmation(text, state, options, pending);
  return pending?.kind === 'yes-no' ? readYesNo(text, state, options, pending) : { kind: 'none' };
}

function readConfirmation(
  text: string,
  state: PendingState,
  options: TimedOptions,
  pending: Extract<Pending, { kind: 'confirm' }>,
): Answer {
  const { proposal, hash, preview } = pending;
  const { action } = proposal;
  const words = actionWords(action.name, options.tools.get(action.name));
  const shown = { kind: 'action', words, arguments: action.arguments, preview } as const;
  const { said, acknowledges, unexplained } = readConsent(text, shown, options.confirmation);
  if (said === 'affirm') {
    return {
      kind: 'settled',
      update: {
        commands: [bareCommand('affirm', text)],
        reading: 'confirmed',
        pending: null,
        proposal,
        confirmed: hash,
      },
    };
  }
  if (said === 'decline') {
    return {
      kind: 'settled',
      update: {
        commands: [bareCommand('decline', text)],
        reading: 'declined',
        pending: null,
        goals: lapse(state.goals),
        lastAction: { proposal, status: 'declined', result: null, reasons: [] },
      },
    };
  }
  const amended = amendShown(text, state, options);
  if (amended) return amended;
  const corrected = readOtherSlots(text, state, options.reach, null, contextOf(options));
  if (corrected && (corrected.choices || !addsRequest(text, options.confirmation))) {
    const onlyThat = corrected.onlyThat || corrects(text, options.confirmation, corrected);
    return beside({ ...corrected, onlyThat, goals: lapse(corrected.goals) });
  }
  // A yes with words that are no part of it begins nothing else: it is asked again.
  const beginsWithYes = answerLead(text, options.confirmation) === 'affirm';
  const asked = pending.asked + 1;
  if (asked > options.questions)
    return { kind: 'not-understood', update: callPerson('the confirmation', pending, text) };
  const question = confirmationText(pending.preview, options.says.confirm, true);
  return {
    // Thanks alone are no consent, and no wish that could take the place of the question.
    kind: acknowledges ? 'settled' : beginsWithYes ? 'held' : 'not-understood',
    update: {
      commands: [
        acknowledges ? wholeCommand('courtesy', 'acknowledgement', text) : bareCommand('unclear', text),
      ],
      lost: noYes(text, unexplained),
      reading: 'unclear',
      pending: { ...pending, asked },
      draft: {
        text: question,
        citations: [],
        grounds: [question],
        outcome: 'awaiting_confirmation',
        by: 'engine',
      },
    },
  };
}

/** True of a yes with a request beside it: its values are no part of the shown action. */
const addsRequest = (text: string, confirmation: ConfirmationWords): boolean =>
  firstAnswer(text, confirmation) === 'affirm' &&
  splitClauses(text).some(({ form, joins }) => joins === 'also' && form === 'request');

/** True of values after a yes or a no: "yes, but to my gift card", "no, order #W7". They are about the shown action. */
function corrects(text: string, confirmation: ConfirmationWords, { choices }: OtherSlots): boolean {
  const first = firstAnswer(text, confirmation);
  if (first === null || text.includes('?')) return false;
  const clauses = splitClauses(text);
  // "Yes, and #W7 as well" is one more, and no other.
  const adds = first === 'affirm' && clauses.some(({ joins }) => joins === 'also');
  return choices || (!adds && clauses.every(({ form }) => form !== 'request'));
}

/** A yes that was none, for these words; none if there was nothing of a yes. */
function noYes(text: string, words: readonly string[]): readonly LostReading[] {
  const all = new Set(text.toLowerCase().split(/\s+/)).size;
  if (words.length === 0 || words.length >= all) return [];
  const parts = words.flatMap((word) => partsOf(text, word));
  return [{ kind: 'affirm', of: null, value: null, parts, confidence: 1, why: 'more' }];
}

function readQuestion(
  text: string,
  state: PendingState,
  options: TimedOptions,
  pending: Extract<Pending, { kind: 'question' }>,
): Answer {
  const frame = currentFlow(state.goals);
  const reach = frame ? options.reach.get(frame.flow) : undefined;
  const asked = pending.slots.flatMap((key) => {
    const slot = reach?.slots.get(baseName(key));
    return slot ? [{ key, slot }] : [];
  });
  for (const each of asked) {
    const answer = frame && readOne(text, state, options, { frame, ...each }, pending);
    if (answer) return answer;
  }
  // A day that is no answer to the question for a day is meant as one all the same.
  const spans = asked.flatMap(({ slot: { type, country } }) =>
    type === 'date' ? onlyDays(text, country, options.time) : [],
  );
  const others = readOtherSlots(text, state, options.reach, { slot: '', spans }, contextOf(options));
  // Of too many, another number may be right.
  const onlyThat = others !== null && (others.onlyThat || asksWhich(asked, pending, frame));
  if (others) return beside({ ...others, onlyThat });
  return leave(text, state, options) ?? notAnswered(text, state, options, pending);
}

/** The answer to one slot of the question; null if the message is none. */
function readOne(
  text: string,
  state: PendingState,
  options: TimedOptions,
  asked: Omit<Answered, 'read'>,
  pending: Extract<Pending, { kind: 'question' }>,
): Answer | null {
  const { slot } = asked;
  if (slot.many || slot.of) return answeredValues(text, state, options, asked, pending);
  if (slot.from?.attributes) return answerList(text, state, options, asked, pending);
  const read = readAnswer(text, slot, pending, asked, contextOf(options));
  if (!read) return refusedAgain(text, state, options, asked, pending);
  if (read === 'ambiguous') return unclear(text, state, options, asked);
  return answered(text, state, options, { ...asked, read });
}

/** An option that was denied before is judged once more, so that the customer hears why it is not possible. */
function refusedAgain(
  text: string,
  state: PendingState,
  options: TimedOptions,
  { frame, key, slot }: Omit<Answered, 'read'>,
  pending: Extract<Pending, { kind: 'question' }>,
): Answer | null {
  const named = namedRefused(text, pending);
  if (!named) return null;
  const read = { value: chosenValue([named], false), span: text, from: 0, to: text.length };
  return answered(text, state, options, { frame: offeredAgain(frame, key, read.value), key, slot, read });
}

/** An answer that fits several options is asked again and never read as a new message. */
function unclear(
  text: string,
  state: PendingState,
  options: TimedOptions,
  asked: Omit<Answered, 'read'>,
): Answer {
  const several = answeredEach(text, state, options, asked) ?? askedOfFewer(text, state, asked);
  const { pending } = state;
  if (several || !pending) return several ?? { kind: 'none' };
  return { ...tryAgain(text, state, options, { pending, key: asked.key }), kind: 'settled' };
}

/** Asks again. "I don't know" and a mere yes have no other intent. */
function notAnswered(
  text: string,
  state: PendingState,
  options: TimedOptions,
  pending: Extract<Pending, { kind: 'question' }>,
): Answer {
  const again = tryAgain(text, state, options, { pending, key: pending.slots[0] ?? '' });
  const { said } = readConsent(text, { kind: 'question' }, options.confirmation);
  return said === 'affirm' || saysUnknown(text, languageOf(options.confirmation))
    ? { ...again, kind: 'held' }
    : again;
}

/** A value for another slot. The message may have another intent unless it is only this value. */
function beside({ goals, session, onlyThat, commands }: OtherSlots): Answer {
  const update: PendingUpdate = { commands, reading: 'answer', pending: null, goals, session };
  return { kind: onlyThat ? 'settled' : 'weak', update };
}

/** A no to a question that is not yes-or-no drops the current flow. The flow below it continues. */
function leave(text: string, state: PendingState, { confirmation, says }: PendingOptions): Answer | null {
  const { said: answer } = readConsent(text, { kind: 'question' }, confirmation);
  if (!currentFlow(state.goals) || answer !== 'decline') return null;
  const goals = withoutCurrent(state.goals);
  const commands = [wholeCommand('drop', currentGoal(state.goals)?.intent ?? '', text)];
  const said = { text: says.declined, citations: [], grounds: [says.declined] };
  const update: PendingUpdate = {
    commands,
    reading: 'declined',
    pending: null,
    goals,
    ...(currentFlow(goals) ? { spoken: [said] } : { draft: { ...said, outcome: 'refused', by: 'engine' } }),
  };
  return { kind: 'settled', update };
}
