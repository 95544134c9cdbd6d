import type { Span } from '../../core/span.ts';

/** A sentence, a heading, or an item of a list. */
export interface Sentence {
  readonly text: string;
  readonly span: Span;
  /** The sentence before a list of which this is an item, with its colon; null if there is none. */
  readonly lead: string | null;
}

/** A bullet, a number, a sign of a heading or a quotation at the start of a line. */
const MARK = /^\s*(?:(?:[-*•–>]+|#{1,6}|\(?\d{1,2}[.)])\s+)?/;
/** The end of a sentence inside a line. */
const END = /(?<![.!?…])[.!?…]+["'”’)\]*_]*(?=\s)/g;
const NO_END =
  /(?:^|[\s("'])(?:mr|mrs|ms|dr|st|no|nr|apt|ste|e\.g|i\.e|etc|vs|approx|a\.m|p\.m|inc|\p{Lu})\.$/iu;

/** The sentences of a text, in its order. Marks of lists and headings are in no sentence. */
export function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = [];
  let lead: string | null = null;
  let start = 0;
  for (const line of text.split('\n')) {
    const mark = MARK.exec(line)?.[0] ?? '';
    const isItem = mark.trim() !== '' && !mark.includes('#');
    if (line.trim() !== '' && !isItem) lead = null;
    for (const { from, to } of piecesOf(line, mark.length)) {
      const said = line.slice(from, to);
      found.push({ text: said, span: { from: start + from, to: start + to }, lead });
      if (!isItem && /:[*_\s]*$/.test(said)) lead = said;
    }
    start += line.length + 1;
  }
  return found;
}

function piecesOf(line: string, begin: number): readonly Span[] {
  const pieces: Span[] = [];
  let from = begin;
  for (const match of line.matchAll(END)) {
    const to = match.index + match[0].length;
    if (to <= from || NO_END.test(line.slice(Math.max(from, to - 10), match.index + 1))) continue;
    pieces.push(trimmed(line, from, to));
    from = to;
  }
  pieces.push(trimmed(line, from, line.length));
  return pieces.filter((piece) => piece.to > piece.from);
}

function trimmed(line: string, from: number, to: number): Span {
  const piece = line.slice(from, to);
  const start = from + (piece.length - piece.trimStart().length);
  return { from: start, to: Math.max(start, from + piece.trimEnd().length) };
}
