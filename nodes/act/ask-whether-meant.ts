import type { Goal } from '../../core/goal.ts';
import { own } from '../../core/values/own.ts';
import { quotable } from '../../saying/say-goals.ts';
import type { FlowEffect } from './flow-effect.ts';

interface MeantOptions {
  readonly choices: ReadonlyMap<string, string>;
  readonly says: { readonly alsoSaid: string; readonly notMeant: string };
}

/** The question whether an unsure goal is meant, or its end; null if it is sure, or was said to be meant. */
export function askWhetherMeant(goal: Goal | undefined, { choices, says }: MeantOptions): FlowEffect | null {
  const words = goal?.flow?.unsure;
  if (!goal?.flow || words === undefined) return null;
  const choice = choices.get(goal.intent) ?? goal.intent;
  const question = says.alsoSaid.replace('{words}', () => quotable(words)).replace('{choice}', () => choice);
  const meant = own(goal.flow.answers, question);
  if (meant === undefined) return { do: 'ask-yes-no', question };
  return meant ? null : { do: 'refuse', tell: says.notMeant };
}
