import type { Option } from '../../core/state.ts';
import { answerLead } from '../answer-lead.ts';
import { chooseNumber, chooseOptions } from '../choose-option.ts';
import { asksQuestion } from '../clauses/asks-question.ts';
import type { Language } from '../languages/language.ts';
import { saysNeither } from '../which-intent.ts';
import { type ConfirmationWords, languageOf } from './consent-grammar.ts';
import { readConsent } from './read-consent.ts';

/** The answer to an offer: one of the offered things by its place, or none of them. */
export type OfferAnswer = { readonly kind: 'pick'; readonly place: number } | { readonly kind: 'none' };

/**
 * Reads the answer to what was offered by these labels: a yes (the first), a number, "the second", words of one label, or a
 * no. Null for anything else: it is a message of its own, as each question is.
 */
export function readOffer(
  text: string,
  labels: readonly string[],
  confirmation: ConfirmationWords,
): OfferAnswer | null {
  const language = languageOf(confirmation);
  if (saysNeither(text, language)) return { kind: 'none' };
  const { said } = readConsent(text, { kind: 'question' }, confirmation);
  if (said === 'decline') return { kind: 'none' };
  const place = said === null && text.includes('?') ? null : placeIn(text, labels, language);
  if (place !== null) return { kind: 'pick', place };
  return said === 'affirm' || saysYesAnd(text, confirmation) ? { kind: 'pick', place: 0 } : null;
}

/** "Yes, that one" is a yes; a question after it is a question. */
const saysYesAnd = (text: string, confirmation: ConfirmationWords): boolean =>
  answerLead(text, confirmation) === 'affirm' && !asksQuestion(text, languageOf(confirmation));

function placeIn(text: string, labels: readonly string[], language: Language): number | null {
  const options = labels.map((label, place): Option => ({ label, value: place, element: place }));
  const only = (choice: ReturnType<typeof chooseOptions>): Option | undefined =>
    choice === 'ambiguous' || choice?.length !== 1 ? undefined : choice[0];
  const found =
    only(chooseNumber(text, options, language)) ??
    (asksQuestion(text) ? undefined : only(chooseOptions(text, options, false, [], language)));
  return found === undefined ? null : Number(found.value);
}
