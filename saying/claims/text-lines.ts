/** A line of a text with its place in the lists of the text. */
export interface TextLine {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Larger than that of the line which it is below of. */
  readonly depth: number;
}

/** The lines of a text that are not empty. */
export function textLines(text: string): readonly TextLine[] {
  let from = 0;
  return text.split('\n').flatMap((line) => {
    const start = from;
    from += line.length + 1;
    return line.trim() === ''
      ? []
      : [{ from: start, to: start + line.length, text: line, depth: depthOf(line) }];
  });
}

const HEADING = /^ {0,3}(#{1,6}) /;

/** Bullets are below a number or a plain line of the same indent, and everything is below headings. */
function depthOf(line: string): number {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined) return heading.length - 10;
  const indent = line.length - line.trimStart().length;
  const marked = /^\s*[-*•–]\s/.test(line) ? 2 : Number(/^\s*\(?\d{1,2}[.)]\s/.test(line));
  return 3 * Math.min(indent, 60) + marked;
}

/** The farthest lines that are looked at. */
const FARTHEST = 40;
const MOST_CHARACTERS = 1200;

/**
 * The texts that a line is said with: the lines that it is below of, and those beside it in which nothing is taken.
 * `taken` are places in the text, in order.
 */
export function wordsAround(
  lines: readonly TextLine[],
  at: number,
  taken: readonly number[],
): readonly string[] {
  const line = lines[at];
  if (line === undefined) return [];
  const isFree = ({ from, to }: TextLine) => !taken.some((place) => place >= from && place < to);
  const after = lines.slice(at + 1, at + FARTHEST);
  const end = after.findIndex((other) => !isBeside(other, line));
  const beside = (end < 0 ? after : after.slice(0, end)).filter(isFree);
  return kept([...linesBefore(lines, at, isFree), ...beside].map(({ text }) => text));
}

/** The lines before a line that it is below of, and those beside it, the nearest first. */
function linesBefore(
  lines: readonly TextLine[],
  at: number,
  isFree: (line: TextLine) => boolean,
): readonly TextLine[] {
  const line = lines[at];
  let depth = line?.depth ?? 0;
  return lines
    .slice(Math.max(0, at - FARTHEST), at)
    .toReversed()
    .filter((other) => {
      const isAbove = other.depth < depth;
      const beside = depth === line?.depth && isBeside(other, line) && isFree(other);
      depth = Math.min(depth, other.depth);
      return isAbove || beside;
    });
}

/** Marked lines of one depth are entries of one thing; other lines stand for themselves. */
const isBeside = (other: TextLine, line: TextLine) => other.depth === line.depth && line.depth > 1;

function kept(texts: readonly string[]): readonly string[] {
  let left = MOST_CHARACTERS;
  return texts.flatMap((text) => {
    const part = text.slice(0, left);
    left -= part.length;
    return part === '' ? [] : [part];
  });
}
