/** The closed lists of answers to the engine's own question. */
export interface ConfirmationWords {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** Folds case, punctuation and spaces: "Yes, please!" becomes "yes please". */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’']/g, "'")
    .replace(/\bdon't\b/g, 'do not')
    .replace(/\bit's\b/g, 'it is')
    .replace(/\bthat's\b/g, 'that is')
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const QUESTION_OR_PICTURE = /[?\u061f\uff1f\p{Extended_Pictographic}]/u;

/**
 * Reads an answer to a yes-or-no question from closed lists.
 *
 * A message that is more than a listed phrase is neither: "yes, but the other card", "yes?" and a yes with a
 * picture must not execute.
 */
export function yesOrNo(text: string, words: ConfirmationWords): 'yes' | 'no' | null {
  if (QUESTION_OR_PICTURE.test(text)) return null;
  const said = plainWords(text);
  if (words.yes.some((phrase) => plainWords(phrase) === said)) return 'yes';
  if (words.no.some((phrase) => plainWords(phrase) === said)) return 'no';
  return null;
}
