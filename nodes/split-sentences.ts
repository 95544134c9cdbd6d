const MOST_SENTENCES = 6;
const SHORTEST_WORDS = 3;

/** The sentences of a message that has several; none for a single one, and only the first few of a long text. */
export function splitSentences(text: string): readonly string[] {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length >= SHORTEST_WORDS);
  return sentences.length > 1 ? sentences.slice(0, MOST_SENTENCES) : [];
}
