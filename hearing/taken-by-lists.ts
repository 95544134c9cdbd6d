import type { Span } from '../core/span.ts';
import type { OfferedList } from './correct-choices.ts';
import type { Language } from './languages/language.ts';
import { readMentions } from './mentions/read-mentions.ts';

/**
 * The words of a text that name things of earlier lists. A list about one of these things does not read them again:
 * the "blue" of "exchange the blue lamp" is no wish for a blue one.
 */
export function takenByLists(
  text: string,
  lists: readonly OfferedList[],
  key: string,
  language?: Language,
): readonly Span[] {
  if (!key.includes('@')) return [];
  return lists
    .filter((list) => list.many && !list.key.includes('@'))
    .flatMap(({ options, many }) => {
      const mention = readMentions(text, options, { many, language });
      return mention.kind === 'none' ? [] : mention.spans;
    });
}
