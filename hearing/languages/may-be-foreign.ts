/**
 * Words that English messages are made of and other languages hardly use. "No", "me", "was" and the like are not among
 * them: they are words of other languages too.
 */
const ENGLISH: ReadonlySet<string> = new Set(
  (
    "about after again all already also and any anything are ask back because been before being both but by can can't " +
    "cannot card change charge could couldn't day days did didn't does doesn't doing don't done each email every first " +
    "for forgot from get give going got had has have haven't having hello help here hey hi how i'd i'll i'm i've if " +
    "into isn't it's its just keep know last let like long look make many may money much must my name need needs never " +
    'new next nobody not nothing now of off ok okay once one only or other our out over own people please really right ' +
    'same saw see send she should show since some something soon still such sure take tell thank thanks that ' +
    "that's the their them then there these they thing things think this those though time to today tomorrow too under " +
    "until use very want wanted wants wasn't way went were what what's when where where's which while who why will " +
    "with without won't would write wrong yes yesterday yet you you're your yours zip street avenue apt suite road " +
    'wanna gonna gotta gimme lemme dunno buy bought sell smth sth pls plz thx ' +
    'number order orders item items return refund cancel pay paid account address flight flights booking'
  ).split(' '),
);

/** The largest share of such words in a message of another language. */
const MOST_ENGLISH = 0.15;
const LEAST_WORDS = 4;
const LEAST_LETTERS = 4;
/** Names and addresses have fewer words. */
const MOST_NAMED = 6;
/** The part of a long message that is looked at. */
const READ = 600;

/** The words of a message without ids, addresses of mails, and numbers; null if it is plainly English or too short. */
export function mayBeForeign(text: string): string | null {
  const said = withoutCodes(text.slice(0, READ));
  const letters = said.match(/\p{L}/gu) ?? [];
  const others = letters.filter((letter) => !/\p{Script=Latin}/u.test(letter)).length;
  if (others >= LEAST_LETTERS && others > letters.length / 2) return said;
  const words = said.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  if (words.length < LEAST_WORDS || !isProse(words)) return null;
  const english = words.filter((word) => ENGLISH.has(word.toLowerCase().replaceAll('’', "'"))).length;
  return english <= words.length * MOST_ENGLISH ? said : null;
}

/** The words of a message without ids, addresses of mails, and numbers; null if they are too few to tell a language by. */
export function longProse(text: string): string | null {
  const said = withoutCodes(text.slice(0, READ));
  const words = said.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  return words.length < MOST_NAMED || !isProse(words) ? null : said;
}

const withoutCodes = (text: string): string =>
  text
    .split(/\s+/)
    .filter((word) => !/[\d@#_/]/.test(word))
    .join(' ');

/** Names and addresses are written in capitals but for particles, "de la"; prose has other words that are not. */
function isProse(words: readonly string[]): boolean {
  const shouts = words.every((word) => word === word.toUpperCase());
  const small = words.filter((word) => /^\p{Ll}/u.test(word));
  return shouts || small.length >= 3 || small.some((word) => word.length > 3);
}
