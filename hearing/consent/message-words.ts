import type { Lexicon } from './lexicon.ts';

/** A word of a message as the grammar reads it. */
export interface MessageWord {
  readonly word: string;
  /** The customer's spelling. One word of theirs may be read as two: `I'm`. */
  readonly said: string;
}

/** The longest message that is read as a yes or a no, in characters and in words. */
const CHARACTERS = 400;
const WORDS = 60;

const EMOTICON = /(?<=^|\s):-?[)d](?=\s|$)/g;
const PICTURE = /\p{Extended_Pictographic}/gu;
/** Joiners, variation selectors and skin tones: parts of a picture without a meaning of their own. */
const PICTURE_PART = /[\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]/gu;
/** The signs of a plain answer. Questions, quotations, lists and markup have others. */
const PLAIN = /^(?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\s.,!;:'#_()-]|\p{Sc}(?=\d))*$/u;
/** A quotation in single marks, a list or a negating mark before a word, a wink, and a sentence that trails off. */
const NOT_PLAIN = /(?<![\p{L}\p{M}\p{N}])['-](?=\p{L})|^\s*\(|;-?\)|\.{2,}\s*$|^\s*!/u;
const WORD =
  /\p{Sc}\d+(?:,\d{3})*(?:\.\d+)?|#?[\p{L}\p{M}\p{N}_]+(?:'[\p{L}\p{M}]+)*|\p{Extended_Pictographic}/gu;

/** Splits a message into words; null if it is too long, a question, a quotation or markup. */
export function messageWords(
  text: string,
  { spellings, endings }: Pick<Lexicon, 'spellings' | 'endings'>,
): readonly MessageWord[] | null {
  if (text.length > CHARACTERS) return null;
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[‐–—]/g, '-')
    .replace(EMOTICON, ' ')
    .replace(PICTURE_PART, '')
    .replace(PICTURE, ' $& ');
  if (!PLAIN.test(plain) || NOT_PLAIN.test(plain)) return null;
  const said = plain.match(WORD) ?? [];
  if (said.length > WORDS) return null;
  return said.flatMap((each) =>
    (spellings.get(each) ?? split(each, endings)).map((word) => ({ word, said: each })),
  );
}

/** `everything's` as `everything is`, `#W1` as `w1`, `$1,200.00` as `$1200`. */
function split(said: string, endings: Lexicon['endings']): readonly string[] {
  if (/^\p{Sc}/u.test(said)) return [said.replaceAll(',', '').replace(/\.0+$/, '')];
  const found = endings.find(([ending]) => said.endsWith(ending));
  return found ? [said.slice(0, -found[0].length), found[1]] : [said.replace(/^#(?=.*\d)/, '')];
}

/** Corrects a plain typo towards a known word: `cancle`, `yesss`, `oder`. */
export function corrected(each: MessageWord, known: readonly ReadonlySet<string>[]): MessageWord {
  return { ...each, word: knownSpelling(each.word, known) ?? each.word };
}

function knownSpelling(word: string, known: readonly ReadonlySet<string>[]): string | undefined {
  const isKnown = (spelling: string) => known.some((words) => words.has(spelling));
  if (isKnown(word)) return word;
  const drawn = [word.replace(/(\p{L})\1{2,}/gu, '$1'), word.replace(/(\p{L})\1{2,}/gu, '$1$1')];
  const shorter = drawn.find((each) => each !== word && isKnown(each));
  if (shorter !== undefined) return shorter;
  const meant = word.length < CORRECTED - 1 ? [] : typosOf(word, known);
  return meant.length === 1 ? meant[0] : undefined;
}

function typosOf(word: string, known: readonly ReadonlySet<string>[]): readonly string[] {
  const meant = new Set<string>();
  for (const words of known) for (const each of words) if (isTypo(word, each)) meant.add(each);
  return [...meant];
}

/** Shorter words are too alike to be corrected: `form` is not `from`. */
const CORRECTED = 5;

/** True if `word` is `meant` with two letters swapped, one doubled, or an inner one left out. */
function isTypo(word: string, meant: string): boolean {
  if (meant.length < CORRECTED || word[0] !== meant[0] || Math.abs(word.length - meant.length) > 1)
    return false;
  let at = 1;
  while (at < meant.length && word[at] === meant[at]) at += 1;
  if (/\d/.test(meant)) return false;
  if (at === meant.length) return word.at(-1) === meant.at(-1);
  const rest = meant.slice(at);
  const typed = word.slice(at);
  const swapped = `${rest[1]}${rest[0]}${rest.slice(2)}`;
  const doubled = `${meant[at - 1]}${rest}`;
  return typed === swapped || typed === doubled || (rest.length > 1 && typed === rest.slice(1));
}
