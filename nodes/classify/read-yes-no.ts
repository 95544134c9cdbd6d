import type { FlowFrame } from '../../core/flow-memory.ts';
import { currentFlow, type Goals, withFlow } from '../../core/goal.ts';
import type { Pending } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';
import { answerLead } from '../../hearing/answer-lead.ts';
import { splitClauses } from '../../hearing/clauses/split-clauses.ts';
import { bareCommand } from '../../hearing/commands/make-commands.ts';
import { readConsent } from '../../hearing/consent/read-consent.ts';
import { heardToo } from '../../hearing/heard-too.ts';
import { readOtherSlots } from '../../hearing/read-other-slots.ts';
import { type Answer, contextOf, type TimedOptions } from './answer-slot.ts';
import type { PendingState } from './pending-options.ts';
import { tryAgain } from './try-again.ts';

/**
 * Reads an answer to a flow's question of yes or no. The question allows no action, so that words beside the yes may say
 * more for the flow: "yes, I ordered it by mistake", "yes, the stand mixer".
 */
export function readYesNo(
  text: string,
  state: PendingState,
  options: TimedOptions,
  pending: Extract<Pending, { kind: 'yes-no' }>,
): Answer {
  const { question } = pending;
  const whole = readConsent(text, { kind: 'yes-no', question }, options.confirmation).said;
  const others = whole ? null : readOtherSlots(text, state, options.reach, null, contextOf(options));
  const said = whole ?? leadOf(text, question, options);
  const goals = others?.goals ?? state.goals;
  const frame = currentFlow(goals);
  if (!frame || !said) return tryAgain(text, state, options, { pending, key: question });
  const opening = whole === null ? heardToo(frame.opening, text) : frame.opening;
  const next = { ...frame, opening, answers: { ...frame.answers, [question]: said === 'affirm' } };
  return {
    kind: 'settled',
    update: {
      commands: [bareCommand(said, text), ...(others?.commands ?? [])],
      reading: 'answer',
      pending: null,
      goals: answeredAlike(withFlow(goals, next), next, question),
      ...(others && { session: others.session }),
    },
  };
}

/** The goals with the same answer to the same question of another: of two orders in one wish, both are meant or none. */
const answeredAlike = (goals: Goals, { unsure, answers }: FlowFrame, question: string): Goals =>
  goals.map((goal) => {
    const { flow } = goal;
    if (unsure === undefined || flow?.unsure !== unsure) return goal;
    return {
      ...goal,
      flow: { ...flow, answers: { ...flow.answers, [question]: own(answers, question) === true } },
    };
  });

const PLEASE = /\b(?:please|pls|plz)\b/giu;
/** A word that may say what a question is about. */
const WORD = /\p{L}{5,}/gu;

/** The yes before more words that ask for nothing else: not beyond the question, and courtesy asks for nothing. */
function leadOf(text: string, question: string, { confirmation }: TimedOptions): 'affirm' | null {
  if (answerLead(text, confirmation) !== 'affirm') return null;
  const asked = new Set(question.toLowerCase().match(WORD));
  const repeats = (said: string) => (said.toLowerCase().match(WORD) ?? []).some((word) => asked.has(word));
  const more = splitClauses(text.replace(PLEASE, ' ')).filter(({ form }) => form === 'request');
  return more.every((clause) => repeats(clause.text)) ? 'affirm' : null;
}
