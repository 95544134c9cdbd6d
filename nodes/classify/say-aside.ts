import { currentFlow } from '../../core/goal.ts';
import { type Aside, readAside } from '../../hearing/asides.ts';
import { wholeCommand } from '../../hearing/commands/make-commands.ts';
import { languageOf } from '../../hearing/consent/consent-grammar.ts';
import { confirmationText } from '../../saying/confirmation-text.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';

/** Answers a question about the conversation in the author's words. An open question or action is shown again. */
export function sayAside(options: ClassifyOptions, state: ClassifyState): ClassifyUpdate | null {
  const aside = readAside(state.text, languageOf(options.confirmation));
  const { pending } = state;
  if (aside === null || (aside === 'why' && pending?.kind !== 'question')) return null;
  const text = aside === 'why' ? whyOf(options, state) : options.says.aside[aside];
  const said = { citations: [], grounds: [text], text };
  const commands = [wholeCommand('ask', aside, state.text)];
  // The question stays open: the customer looks for the answer.
  if (aside === 'wait' && pending?.kind !== 'confirm')
    return {
      commands,
      reading: 'unclear',
      draft: { ...said, outcome: pending ? 'asked' : 'answered', by: 'engine' },
    };
  if (pending?.kind === 'question' || pending?.kind === 'yes-no')
    return { commands, reading: 'answer', pending: null, spoken: [said] };
  if (pending?.kind !== 'confirm')
    return { commands, reading: 'unclear', draft: { ...said, outcome: 'answered', by: 'engine' } };
  const shown = confirmationText(pending.preview, options.says.confirm, true);
  const draft = { text: `${text}\n\n${shown}`, citations: [], grounds: [text, shown] };
  return {
    commands,
    reading: 'unclear',
    draft: { ...draft, outcome: 'awaiting_confirmation', by: 'engine' },
  };
}

/** True for a question about the machine itself, though it names a person: "am I talking to a real person?". */
export const isAbout = (
  options: Pick<ClassifyOptions, 'confirmation'>,
  text: string,
  aside: Aside,
): boolean => readAside(text, languageOf(options.confirmation)) === aside;

function whyOf({ reach, says }: ClassifyOptions, { goals, pending }: ClassifyState): string {
  const slots = reach.get(currentFlow(goals)?.flow ?? '')?.slots;
  const asked = pending?.kind === 'question' ? pending.slots : [];
  const whys = asked.flatMap((key) => slots?.get(key.replace(/@.*$/, ''))?.why ?? []);
  return whys[0] ?? says.aside.why;
}
