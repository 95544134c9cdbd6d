const MOST_SENTENCES = 6;
const SHORTEST_WORDS = 3;

/** `My e-mail is mia@example.com`, `Order number: #W1000001`, `My name is Mia Brooks`: an answer, and no wish. */
const ONLY_GIVES = new RegExp(
  `^(?:my|the|order|e-?mail|name|zip|account|user|number|reservation|id)\\b[^?]{0,60}?` +
    `(?:(?:\\bis|:|=)\\s+(?=\\S*[\\d@])\\S+|\\bname(?: is|:) [\\p{L}'’ -]+[.!]?)$`,
  'iu',
);

/**
 * The sentences of a message that has several; none for a single one, and only the first few of a long text.
 *
 * Sentences that only give a value are left out: nobody wishes their e-mail address.
 */
export function splitSentences(text: string): readonly string[] {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length >= SHORTEST_WORDS);
  if (sentences.length < 2) return [];
  return sentences.filter((sentence) => !ONLY_GIVES.test(sentence)).slice(0, MOST_SENTENCES);
}
