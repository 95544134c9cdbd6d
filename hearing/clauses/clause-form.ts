import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';
import { ASKS, NOUN_WISH, ONLY_GIVES, QUESTION, REQUEST_VERBS } from './english.ts';
import { onlyIntroduces } from './introductions.ts';

/** `request`: in the form of a wish or question. `background`: a report, a value, a greeting. */
export type ClauseForm = 'request' | 'background';

/** The form of a clause, by its words after a greeting and a joint; `first` is the first of them. */
export function formOf(core: string, first: string): ClauseForm {
  if (ONLY_GIVES.test(core)) return 'background';
  const asks = [QUESTION, ASKS, NOUN_WISH].some((pattern) => pattern.test(core));
  return asks || core.includes('?') || isRequestVerb(first) || isRequestVerb(afterReference(core))
    ? 'request'
    : 'background';
}

/** True for a request's verb in its base form or as "-ing". */
export function isRequestVerb(word: string): boolean {
  return REQUEST_VERBS.has(word) || (baseOf(word) !== null && word.length > 5);
}

/** The base form of "-ing"; null if it is not that of a known verb. */
export function baseOf(word: string): string | null {
  if (!word.endsWith('ing')) return null;
  const stem = word.slice(0, -3);
  return [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1')].find((base) => REQUEST_VERBS.has(base)) ?? null;
}

/** The word after a reference that leads a clause: "Order W1000001 - cancel". */
const afterReference = (core: string): string =>
  (
    /^(?:(?:and|for|order|reservation|booking|number)\s+)*#?(?=\S*\d)[\p{L}\d]{5,}[\s:,–-]+([\p{L}]+)/iu.exec(
      core,
    )?.[1] ?? ''
  ).toLowerCase();

const CODE_ONLY = /^\s*#?[\w.+-]*[\d_@][^\s,;:?]*\s*$/;

/** True if a message is one code and nothing else: "mia@example.com", "mia_brooks_1001", "#W1000001". It asks for nothing. */
export const isOneCode = (text: string): boolean => CODE_ONLY.test(text);

/** True if a message is only a value: "My e-mail is mia@example.com", "mia@example.com". */
export const onlyGives = (text: string, { gives }: Pick<Language, 'gives'> = ENGLISH): boolean =>
  gives.test(text.trim()) || isOneCode(text) || onlyIntroduces(text);
