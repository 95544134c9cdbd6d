import type { Language } from '../languages/language.ts';

/** True if a refusal is refused. The message is then no plain refusal, and the customer is asked again. */
export const refusesRefusal = (
  words: readonly string[],
  { refusedRefusal }: Pick<Language, 'refusedRefusal'>,
): boolean => refusedRefusal.test(words.join(' '));
