/** A word of a piece, with its place in the text. */
export interface PieceWord {
  readonly text: string;
  /** Without case and possessive. */
  readonly plain: string;
  readonly from: number;
  readonly to: number;
}

/** A piece of a list between commas and "and". */
export interface ListPiece {
  readonly words: readonly PieceWord[];
  /** The text between the piece before and this one. */
  readonly before: string;
  readonly from: number;
  readonly to: number;
}

const BETWEEN =
  /[,;:\n()&+/!?"“”]|\d+[.)]?|(?<=\p{L}\p{L}|[^\p{L}\s])\.(?=\s|$)|(?<![\p{L}\p{N}'’-])(?:and|plus|with)(?![\p{L}\p{N}'’-])|[ ][-–—][ ]/giu;
const WORD = /\p{L}[\p{L}\p{M}'’-]*(?:(?<=(?:^|[^\p{L}'’-])\p{L})\.)?/gu;
const POSSESSIVE = /['’]s?$/i;

/** Longer lists are not read to their end. */
const MOST_PIECES = 200;
/** Of the text between two pieces, only its end counts. */
const MOST_BEFORE = 20;
/** A piece with more words names nobody, and only its first ones are looked at. */
const MOST_WORDS = 30;

/** The pieces of a list in order. Numbers are none: "1. Kevin Smith 2. Ana Li" has two. */
export function listPieces(text: string): readonly ListPiece[] {
  const pieces: ListPiece[] = [];
  let [at, before] = [0, ''];
  const add = (to: number) => {
    const words = wordsOf(text.slice(at, to), at);
    if (words.length > 0) {
      pieces.push({ words, before, from: at, to });
      before = '';
    }
  };
  for (const match of text.matchAll(BETWEEN)) {
    add(match.index);
    before = `${before}${match[0]}`.slice(-MOST_BEFORE);
    at = match.index + match[0].length;
    if (pieces.length >= MOST_PIECES) return pieces;
  }
  add(text.length);
  return pieces;
}

function wordsOf(piece: string, start: number): readonly PieceWord[] {
  const words: PieceWord[] = [];
  for (const match of piece.matchAll(WORD)) {
    const text = match[0].replace(POSSESSIVE, '');
    const from = start + match.index;
    words.push({ text, plain: text.toLowerCase().replaceAll('’', "'"), from, to: from + match[0].length });
    if (words.length >= MOST_WORDS) break;
  }
  return words;
}
