import { own } from '../../core/values/own.ts';

const UNITS: { readonly [word: string]: number } = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS: { readonly [word: string]: number } = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10]),
);
const SCALES: { readonly [word: string]: number } = { thousand: 1000, million: 1_000_000 };

/** A number in words, and the number of words. */
interface WordsRead {
  readonly value: number;
  readonly count: number;
}

/** The digit of a spelled digit: "four", "oh". Undefined for other words. */
export function digitOf(word: string): string | undefined {
  if (word === 'oh') return '0';
  const value = own(UNITS, word);
  return value !== undefined && value < 10 ? String(value) : undefined;
}

/** The longest number in words at a place: "two hundred and fifty", "a thousand". Null if there is none. */
export function readNumberWords(words: readonly string[], start: number): WordsRead | null {
  const head = readGroup(words, start);
  const scale = own(SCALES, words[start + (head?.count ?? 0)] ?? '');
  if (!head || scale === undefined) return head;
  const rest = readAfter(words, start + head.count + 1, readGroup);
  return { value: head.value * scale + rest.value, count: head.count + 1 + rest.count };
}

/** The number behind "thousand" or "hundred", with "and" or without; zero if there is none. */
function readAfter(words: readonly string[], start: number, read: typeof readGroup): WordsRead {
  const and = words[start] === 'and' ? 1 : 0;
  const rest = read(words, start + and);
  return rest ? { value: rest.value, count: rest.count + and } : { value: 0, count: 0 };
}

/** A number below a thousand: "a hundred and five", "forty two", "seven", "fifteen hundred". */
function readGroup(words: readonly string[], start: number): WordsRead | null {
  const isOne = (words[start] === 'a' || words[start] === 'an') && isScale(words[start + 1]);
  const head = isOne ? { value: 1, count: 1 } : readBelowHundred(words, start);
  if (!head) return null;
  if (words[start + head.count] !== 'hundred') return head;
  const rest = readAfter(words, start + head.count + 1, readBelowHundred);
  return { value: head.value * 100 + rest.value, count: head.count + 1 + rest.count };
}

const isScale = (word: string | undefined) =>
  word === 'hundred' || (word !== undefined && own(SCALES, word) !== undefined);

function readBelowHundred(words: readonly string[], start: number): WordsRead | null {
  const word = words[start] ?? '';
  const tens = own(TENS, word);
  if (tens !== undefined) {
    const next = words[start + 1] ?? '';
    const unit = own(UNITS, next);
    return unit !== undefined && unit > 0 && unit < 10
      ? { value: tens + unit, count: 2 }
      : { value: tens, count: 1 };
  }
  const unit = own(UNITS, word);
  return unit === undefined ? null : { value: unit, count: 1 };
}
