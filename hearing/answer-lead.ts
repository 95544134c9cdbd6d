import { type ConfirmationWords, languageOf } from './consent/consent-grammar.ts';
import { readConsent } from './consent/read-consent.ts';

/** The first words of a message up to a mark, in which a yes or a no may stand before more words. */
const FIRST = /^[\s"']*([^.,;:!?\n–—]+)/;
/** More words than these before the rest are a sentence of their own. */
const LONGEST = 3;

/**
 * The answer with which a message begins, before words that are no part of it: "Yes, use my PayPal account", "No! Again:
 * …". Null if it begins with neither, or goes on to something else.
 */
export function answerLead(text: string, confirmation: ConfirmationWords): 'affirm' | 'decline' | null {
  const said = firstAnswer(text, confirmation);
  return said === 'affirm' && (text.includes('?') || languageOf(confirmation).turns.test(text)) ? null : said;
}

/** The yes or no in the first words of a message, whatever follows. */
export function firstAnswer(text: string, confirmation: ConfirmationWords): 'affirm' | 'decline' | null {
  const words = (FIRST.exec(text)?.[1] ?? '').trim().split(/\s+/);
  for (let length = Math.min(words.length, LONGEST); length > 0; length -= 1) {
    const { said } = readConsent(words.slice(0, length).join(' '), { kind: 'question' }, confirmation);
    if (said !== null) return said;
  }
  return null;
}
