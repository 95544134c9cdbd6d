/** The largest part in characters: about 200 tokens of English prose. */
const LONGEST = 800;

const wordsOf = (sentence: string): readonly string[] =>
  sentence.length <= LONGEST
    ? [sentence]
    : sentence.split(/(?<=\s)/).flatMap((word) => word.match(/.{1,800}/gsu) ?? []);

const sentencesOf = (paragraph: string): readonly string[] =>
  paragraph.length <= LONGEST ? [paragraph] : paragraph.split(/(?<=[.!?]\s|\n)/).flatMap(wordsOf);

const pack = (pieces: readonly string[], between: string): readonly string[] => {
  const packed: string[] = [];
  for (const piece of pieces) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + between.length + piece.length <= LONGEST)
      packed[packed.length - 1] = last + between + piece;
    else packed.push(piece);
  }
  return packed;
};

/** Splits a text into parts of about 200 tokens: between paragraphs, else sentences, else words. */
export function splitText(text: string): readonly string[] {
  const paragraphs = text.split(/\n\s*\n/).flatMap((paragraph) => pack(sentencesOf(paragraph), ''));
  return pack(paragraphs, '\n\n')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
