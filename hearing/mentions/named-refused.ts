import type { Option, Pending } from '../../core/state.ts';
import { asksQuestion } from '../clauses/asks-question.ts';
import { readMentions } from './read-mentions.ts';

/**
 * The option that an answer names although the action was denied with it: "my gift card", again. Null if the answer
 * says anything else, or asks something.
 */
export function namedRefused(
  text: string,
  { options, refused = [] }: Pick<Extract<Pending, { kind: 'question' }>, 'options' | 'refused'>,
): Option | null {
  if (refused.length === 0 || asksQuestion(text)) return null;
  const mention = readMentions(text, [...options, ...refused], { many: false, shown: options.length });
  if (mention.kind !== 'chosen' || mention.unexplained.length > 0) return null;
  return refused.find((option) => mention.options[0] === option) ?? null;
}
