import type { Span } from '../../core/span.ts';
import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';

type Correcting = Pick<Language, 'corrects'>;

/** The words of a correction; null if there are none. */
export function correctionIn(text: string, { corrects }: Correcting = ENGLISH): Span | null {
  const match = corrects.mistake.exec(text);
  return match && { from: match.index, to: match.index + match[0].length };
}

/**
 * The message without all but the words that name what was meant instead, each at its place. Null if there are none,
 * and in a question.
 */
export function meantInstead(text: string, { corrects }: Correcting = ENGLISH): string | null {
  const match = text.includes('?') ? null : corrects.another.exec(text);
  if (!match) return null;
  const from = match.index + match[0].length;
  const [said = ''] = /^[^.,;:!\n]*/.exec(text.slice(from)) ?? [];
  return said.trim() === '' ? null : ' '.repeat(from) + said;
}
