import type { Clause } from './split-clauses.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Words of a matter that is not named yet. */
const MATTERS = words(
  'adjustments adjustment assistance changes edits help hand issue issues matter matters modifications problem problems question questions request requests support thing things trouble tweaks',
);
/** Words before "change" that make it a thing, not the wish to change something. */
const BEFORE_CHANGE = words('a another minor one quick slight small');
/** Words for what a customer has with a company. */
const RECORDS = words(
  'account booking bookings flight flights order orders plans purchase purchases reservation reservations ticket tickets travel travels trip trips',
);
/** Words that say nothing more of it. */
const AROUND = words(
  `a about all an and another any assist be bit bought can concerning could couple details details few for from get give got
  had have having hello help hey hi hope hoping i i'd i'm i've in is it just last latest like little looking made make me
  minor my need number of on one or please placed quick really recent recently regarding should slight small so some
  something that the there this those three to today trying two under upcoming us want wanted was we we're we've which
  wish with wondering would you your yesterday`,
);
const WORD = /[\p{L}\p{N}#][\p{L}\p{N}'’_#-]*/gu;

/**
 * True if a clause says that there is something about a record, and not yet what: "I need to make a change to my
 * reservation AB12CD". Another clause says what is wanted.
 */
export function announces(text: string): boolean {
  if (text.includes('?') && !/\bhelp\b/i.test(text)) return false;
  const said = (text.toLowerCase().match(WORD) ?? []).map((word) => word.replaceAll('’', "'"));
  const isMatter = (word: string, at: number) =>
    MATTERS.has(word) || (word === 'change' && BEFORE_CHANGE.has(said[at - 1] ?? ''));
  const isKnown = (word: string, at: number) =>
    isMatter(word, at) || RECORDS.has(word) || AROUND.has(word) || /\d/.test(word);
  return said.some(isMatter) && said.some((word) => RECORDS.has(word)) && said.every(isKnown);
}

/** Words by which a clause goes on with the one before it. */
const GOES_ON = /^(?:and|also|plus|then|or|but)\b/i;

/**
 * The sure clauses without the one that only announces the next: "I need to make a change to my booking. Can you remove
 * Ethan?". A clause that is joined to it adds to it, and a mere question does not say it.
 */
export function withoutAnnounced<T extends { readonly clause: Clause; readonly name: string }>(
  sure: readonly T[],
  all: readonly Clause[],
  acts: (intent: string) => boolean,
): readonly T[] {
  const at = all.findIndex(({ text }) => announces(text));
  const [announced, next] = at < 0 ? [] : [all[at], all[at + 1]];
  if (!next || next.joins === 'also' || GOES_ON.test(next.text)) return sure;
  const isSaid = sure.some(({ clause, name }) => clause === next && acts(name));
  return isSaid ? sure.filter(({ clause }) => clause !== announced) : sure;
}
