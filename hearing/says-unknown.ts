import { ENGLISH } from './languages/english/english.ts';
import type { Language } from './languages/language.ts';
import { plainWords } from './plain-words.ts';

/** True if a message says only that the customer does not know: "I do not know that, sorry", "not sure". */
export const saysUnknown = (text: string, { unknown }: Pick<Language, 'unknown'> = ENGLISH): boolean =>
  unknown.test(plainWords(text));
