import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';

/** True if a text asks something. */
export const asksQuestion = (text: string, { asks }: Pick<Language, 'asks'> = ENGLISH): boolean =>
  text.includes('?') || asks(text);
