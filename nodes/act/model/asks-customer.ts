/** A request for something without a question mark: "Please send me your order number." */
const REQUESTS = /^(?:[\p{L}, ]{0,40}\b)?(?:please|let me know|tell me)\b/iu;
/** The number of last sentences in which a question counts: thanks may follow it. */
const LAST = 2;

/** The question or request with which a model's text ends; null if it waits for nothing. */
export function askedIn(text: string): string | null {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
  const last = sentences.slice(-LAST);
  return last.findLast((sentence) => sentence.includes('?') || REQUESTS.test(sentence)) ?? null;
}
