import { escalationRequest } from '../../core/escalation.ts';
import { currentFlow, withFlow } from '../../core/goal.ts';
import type { Pending, Spoken } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';
import { bareCommand } from '../../hearing/commands/make-commands.ts';
import { namesEnd } from '../../hearing/mentions/extremes.ts';
import type { PendingOptions, PendingState, PendingUpdate } from './pending-options.ts';

/** Asks the open question again. Calls a person after too many attempts. */
export function tryAgain(
  text: string,
  state: PendingState,
  options: Pick<PendingOptions, 'questions'> & { readonly says: Pick<PendingOptions['says'], 'notCompared'> },
  { pending, key }: { readonly pending: Pending; readonly key: string },
): { readonly kind: 'not-understood'; readonly update: PendingUpdate } {
  const frame = currentFlow(state.goals);
  const attempts = (own(frame?.attempts, key) ?? 0) + 1;
  if (!frame || attempts >= options.questions)
    return { kind: 'not-understood', update: callPerson('the question', pending, text) };
  // The whole list is offered again: what narrowed it may have been misheard.
  const among = Object.fromEntries(Object.entries(frame.among ?? {}).filter(([slot]) => slot !== key));
  const goals = withFlow(state.goals, { ...frame, among, attempts: { ...frame.attempts, [key]: attempts } });
  const commands = [bareCommand('unclear', text)];
  const spoken = notCompared(text, pending, options.says.notCompared);
  const update = { commands, reading: 'unclear' as const, pending: null, goals };
  return { kind: 'not-understood', update: spoken.length === 0 ? update : { ...update, spoken } };
}

/** The author's words for "the newest" of options that have no date; none for another message. */
function notCompared(text: string, pending: Pending, says: string): readonly Spoken[] {
  const isList = pending.kind === 'question' && pending.options.length > 1;
  return isList && namesEnd(text) ? [{ text: says, citations: [], grounds: [says] }] : [];
}

/** Calls a person for a question without a usable answer. */
export function callPerson(what: string, pending: Pending, text: string): PendingUpdate {
  const proposal = pending.kind === 'confirm' ? pending.proposal : null;
  return {
    commands: [bareCommand('unclear', text)],
    reading: 'unclear',
    pending: null,
    escalation: escalationRequest('not_understood', `${what} stayed without a usable answer`, { proposal }),
  };
}
