import type { ActionWords, PreviewValue } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import { asPhrase, type ConsentGrammar } from './consent-grammar.ts';
import type { Lexicon } from './lexicon.ts';
import {
  anyPhrase,
  firstsOf,
  oneOf,
  type PhraseClasses,
  type PhrasePattern,
  phrasePattern,
} from './phrase-pattern.ts';
import type { ShownAction } from './shown-action.ts';

type Language = Pick<ConsentGrammar, 'lexicon' | 'classes'>;

/** The words that say a shown choice or amount again. */
export interface ShownValues {
  readonly classes: PhraseClasses;
  /** Words that are read as they are spelled: with a typo they are another value's. */
  readonly exact: ReadonlySet<string>;
}

/**
 * The ways to restate the values of a shown action: "use my PayPal for the difference", "to the original payment
 * method", "$12.50 back on the Visa", "that address is right".
 *
 * A value is named by words that are all true of it and not all true of anything else that could be meant.
 */
export function shownValues(
  { preview, arguments: args, words }: ShownAction,
  { lexicon, classes }: Language,
): ShownValues {
  const values = preview.values ?? [];
  const own = new Map<string, PhrasePattern>();
  const exact = new Set<string>();
  for (const [at, value] of values.entries()) {
    const label = wordsOf(value.label);
    const others = (value.others ?? []).map(wordsOf);
    for (const word of [label, ...others].flatMap((words) => [...words])) exact.add(word);
    own.set(`value-${at}`, namedBy(label, others, lexicon));
    own.set(`word-${at}`, namedBy(label, [], lexicon));
  }
  own.set('text-value', anyPhrase(Object.values(args).flatMap((value) => textOf(value, lexicon))));
  const said = waysToSay(values, words, { lexicon, classes });
  return { classes: new Map([...own, ...said]), exact };
}

/** An argument in words. One of two letters, or one that is `no`, is none. */
function textOf(value: Json, { changing }: Lexicon): readonly string[] {
  const phrase = typeof value === 'string' ? asPhrase(value.replaceAll('_', ' ')) : '';
  return phrase.length > 2 && !phrase.split(' ').every((word) => changing.includes(word)) ? [phrase] : [];
}

const isAmount = ({ label }: PreviewValue): boolean => /\p{Sc}/u.test(label);

/** The ways to say values again, by a language and the declared words: they are the same for every action of a tool. */
const made = new WeakMap<PhraseClasses, Map<string, PhraseClasses>>();
/** The largest number of kept ways of a language. */
const KEPT = 200;

/** The classes of all that says a value again, but for the values themselves. */
function waysToSay(values: readonly PreviewValue[], words: ActionWords, language: Language): PhraseClasses {
  const key = JSON.stringify([
    values.map((value) => [value.verbs, value.nouns, isAmount(value)]),
    words.verbs,
  ]);
  const kept = made.get(language.classes) ?? new Map<string, PhraseClasses>();
  made.set(language.classes, kept);
  const ways =
    kept.get(key) ?? classesOf(values, new Set(words.verbs.map((text) => asPhrase(text))), language);
  if (kept.size < KEPT) kept.set(key, ways);
  return ways;
}

function classesOf(
  values: readonly PreviewValue[],
  verbs: ReadonlySet<string>,
  { lexicon, classes }: Language,
): PhraseClasses {
  const own = new Map<string, PhrasePattern>();
  const pattern = (notation: string) => phrasePattern(notation, classes);
  const any = (notations: readonly string[]) => oneOf(notations.map(pattern));
  for (const [at, { verbs: declared = [], nouns = [] }] of values.entries()) {
    own.set(`noun-${at}`, anyPhrase(nouns.map((text) => asPhrase(text))));
    own.set(`named-${at}`, pattern(`<the-one> <value-${at}> [one|ones|<noun-${at}>]`));
    own.set(
      `pointed-${at}`,
      pattern(`(this|that|these|those) [one|ones|<noun-${at}>|<word-${at}> [one|ones|<noun-${at}>]]`),
    );
    own.set(`verb-${at}`, any(declared.map((verb) => withObject(asPhrase(verb), verbs, lexicon.joining))));
  }
  const amounts = values.flatMap((value, at) =>
    isAmount(value) ? [`<the-one> <noun-${at}>`, `<the-one> <value-${at}> [<noun-${at}>]`] : [],
  );
  own.set('amount', any(amounts));
  own.set('restated', any(['<i-will> <choose> <text-value>', ...values.flatMap((_, at) => waysOf(at))]));
  return own;
}

/** Notations of all that says the value at this place again. */
function waysOf(at: number): readonly string[] {
  const use = `[for (it|that|this|<amount>|<deed-phrase>)] [as <the> <noun-${at}>]`;
  return [
    `<i-will> (<choose>|<verb-${at}>) (<named-${at}>|<pointed-${at}>) ${use}`,
    `<named-${at}> (is|are|looks|sounds|works) [<very>] [(<right>|<good>|it)] <for-me>`,
    `(the|that|this|my) <noun-${at}> (is|looks) [<very>] (<named-${at}>|<right>|<good>)`,
    `[back] [to|on|with|by|for|via] <named-${at}> ${use}`,
  ];
}

/**
 * `refund to` as "refund it back to"; a verb that ends in no small word takes the value at once. Only a verb of the
 * action itself has its object: "refund the lamp to my card" is no part of an exchange.
 */
function withObject(verb: string, own: ReadonlySet<string>, joining: readonly string[]): string {
  const words = verb.split(' ');
  const last = words.at(-1) ?? '';
  if (words.length < 2 || !joining.includes(last)) return verb;
  const first = words.slice(0, -1).join(' ');
  const object = own.has(first) ? '(<object>|<amount>|it|them|that|those)' : '(<amount>|it|that)';
  return `${first} [${object}] [back] ${last}`;
}

function wordsOf(label: string): ReadonlySet<string> {
  const plain = label.replace(/[^\p{L}\p{M}\p{N}\p{Sc}.,']+/gu, ' ');
  return new Set(asPhrase(plain).split(' '));
}

/** Some words in a row that are all of a label, and not all of another's. */
function namedBy(
  label: ReadonlySet<string>,
  others: readonly ReadonlySet<string>[],
  { changing, joining, numbers, within }: Lexicon,
): PhrasePattern {
  const small = new Set([...changing, ...joining, ...numbers, 'the', 'yes']);
  const words = new Set([...label].filter((word) => word !== '' && !small.has(word)));
  const names = (said: readonly string[]) =>
    said.some((word) => TELLING.test(word)) &&
    others.every((other) => said.some((word) => !other.has(word) && !within.includes(word)));
  const belongs = (word: string, first: boolean) => words.has(word) || (!first && within.includes(word));
  return {
    ends({ words: said }, at) {
      const end = said.findIndex((word, next) => next >= at && !belongs(word, next === at));
      const run = said.slice(at, end < 0 ? undefined : end);
      return run.flatMap((word, last) =>
        words.has(word) && names(run.slice(0, last + 1)) ? [at + last + 1] : [],
      );
    },
    words: [],
    firsts: firstsOf(words),
  };
}

/** A word, an amount or a number that is long enough to be no count. */
const TELLING = /\p{L}{2}|\p{Sc}|\d{4}/u;
