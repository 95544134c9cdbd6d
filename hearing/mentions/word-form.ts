/** British spellings that differ from the American by more than an ending. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['grey', 'gray'],
  ['aluminium', 'aluminum'],
  ['jewellery', 'jewelry'],
  ['cheque', 'check'],
  ['tyre', 'tire'],
  ['pyjama', 'pajama'],
  ['moustache', 'mustache'],
]);

const ASCII = /^[\x20-\x7e]*$/;

/** Folds case, accents, plural and British spelling: `Colours` and `color` have one form. */
export function wordForm(word: string): string {
  const plain = (ASCII.test(word) ? word : word.normalize('NFKD').replace(/\p{M}/gu, '')).toLowerCase();
  const one = singular(plain);
  return SPELLINGS.get(one) ?? american(one);
}

/** True if the word looks like a plural. */
export const isPlural = (word: string): boolean => singular(word.toLowerCase()) !== word.toLowerCase();

function singular(word: string): string {
  if (word.length < 4 || !/[a-z]s$/.test(word) || /(?:ss|us|is)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function american(word: string): string {
  if (word.length > 4 && word.endsWith('our')) return `${word.slice(0, -3)}or`;
  if (word.length > 4 && word.endsWith('tre')) return `${word.slice(0, -2)}er`;
  return word.length > 5 && word.endsWith('ise') ? `${word.slice(0, -2)}ze` : word;
}

const SHORTEST = 5;
const SHORTEST_DOUBLED = 3;
const LONGEST = 24;

/**
 * True if one edit makes the words equal: a letter more, less or other, or two swapped. The first letter must be
 * right, and a letter more or less at the end is another word ("table", "tablet"), unless it is the last letter twice
 * ("matt"). A wrong letter counts only in words of six and more.
 */
export const isMistyped = (said: string, word: string): boolean =>
  endsTwice(said, word) || isOneEditFrom(word, said);

const endsTwice = (said: string, word: string): boolean =>
  word.length >= SHORTEST_DOUBLED && said === `${word}${word.at(-1)}`;

function isOneEditFrom(word: string, said: string): boolean {
  const apart = said.length - word.length;
  if (Math.abs(apart) > 1 || word.length < SHORTEST || said.length > LONGEST || said[0] !== word[0])
    return false;
  let at = 1;
  while (at < said.length && said[at] === word[at]) at++;
  if (apart !== 0) {
    const [long, short] = apart > 0 ? [said, word] : [word, said];
    return at < short.length && long.slice(at + 1) === short.slice(at);
  }
  const swapped = said[at] === word[at + 1] && said[at + 1] === word[at];
  if (swapped && said.slice(at + 2) === word.slice(at + 2)) return true;
  return word.length > SHORTEST && at < word.length - 1 && said.slice(at + 1) === word.slice(at + 1);
}
