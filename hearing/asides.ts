import { ENGLISH } from './languages/english/english.ts';
import type { Aside, Language } from './languages/language.ts';

export type { Aside } from './languages/language.ts';

/** The longest message that is read as an aside. */
const LONGEST = 120;

/** Reads a question about the conversation, or a wish for time: "why do you need that?", "let me check". */
export function readAside(text: string, { asides }: Pick<Language, 'asides'> = ENGLISH): Aside | null {
  const said = text.trim();
  if (said.length > LONGEST) return null;
  return asides.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}
