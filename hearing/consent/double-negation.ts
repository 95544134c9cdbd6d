/** English: "I do not want to keep it", "no need to keep it", "do not stop". Words between the two say nothing else. */
const TWICE =
  /\b(?:not|never|no (?:need|reason|point))(?: (?:want|wanted|wish|like|need|have|going|to|please|you|me|us|it|that|in|of|for))* (?:keep|keeping|leave|leaving|stop|stopping|disagree|refuse|decline)\b/;

/** True if a refusal is refused. The message is then no plain refusal, and the customer is asked again. */
export const refusesRefusal = (words: readonly string[]): boolean => TWICE.test(words.join(' '));
