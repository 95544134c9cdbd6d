const MOST_SENTENCES = 6;
const SHORTEST_WORDS = 3;

/** `My e-mail is mia@example.com`, `Order number: #W1000001`, `My name is Mia Brooks`: a sentence that only gives a value. */
const ONLY_GIVES = new RegExp(
  `^(?:my|the|order|e-?mail|name|zip|account|user|number|reservation|id)\\b[^?]{0,60}?` +
    `(?:(?:\\bis|:|=)\\s+(?=\\S*[\\d@])\\S+|\\bname(?: is|:) [\\p{L}'’ -]+[.!]?)$`,
  'iu',
);

/**
 * The first sentences of a message; empty if it has only one. Leaves out very short ones.
 *
 * Leaves out sentences that only give a value: they have no intent.
 */
export function splitSentences(text: string): readonly string[] {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length >= SHORTEST_WORDS);
  if (sentences.length < 2) return [];
  return sentences.filter((sentence) => !ONLY_GIVES.test(sentence)).slice(0, MOST_SENTENCES);
}
