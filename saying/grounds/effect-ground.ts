import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../core/values/json.ts';
import type { EffectClaim } from '../claims/effect-claims.ts';
import { CONSEQUENCES, GENERAL } from '../claims/english-deeds.ts';
import { stemOf } from '../claims/stem.ts';
import { bestName } from './best-name.ts';
import { type NamedThing, namedThings, untouchedThing } from './deed-objects.ts';
import { namedBoth, timesDone } from './done-to-both.ts';
import type { Deed, Grounds } from './grounds.ts';

/** The deeds and records, in the form in which claims are compared with it. */
export interface EffectGrounds {
  readonly executed: readonly KnownDeed[];
  readonly refused: readonly KnownDeed[];
  readonly records: readonly KnownRecord[];
  /** The effects of tools that were not executed. */
  readonly others: readonly Pick<KnownDeed, 'verbs' | 'nouns' | 'phrases'>[];
  /** The codes by which records and actions are named. */
  readonly codes: ReadonlySet<string>;
  readonly escalated: boolean;
  readonly things: readonly NamedThing[];
}

interface KnownDeed {
  readonly name: string;
  /** Stems of the tool's verbs and of its deed as a noun. */
  readonly verbs: ReadonlySet<string>;
  /** Stems of the thing that it is done to: a reservation is nothing that was reserved. */
  readonly nouns: ReadonlySet<string>;
  /** The thing in words: "default address". */
  readonly phrases: readonly string[];
  readonly text: string;
  /** Its arguments, as they were. */
  readonly args: string;
  /** Its arguments and what its result says of itself, without what it lists. */
  readonly about: string;
}

interface KnownRecord {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
}

/** A code names a record: with a letter and a digit, or after a `#`. */
const CODE = /#\w{3,32}|\b(?=\w{0,32}\d)(?=\w{0,32}[a-z])\w{5,32}\b/g;
/** Stems of deeds that records keep: the refund of an order that is cancelled. */
const KEPT = new Set([
  'refund',
  'return',
  'exchang',
  'cancel',
  'cancellat',
  'payment',
  'deliveri',
  'deliver',
]);

export function effectGrounds({ executed, refused, records, deeds, escalated }: Grounds): EffectGrounds {
  const known = records.flatMap((result) => (Array.isArray(result) ? result : [result])).map(recordOf);
  const done = executed.map(deedOf);
  const denied = refused.map(deedOf);
  const texts = [...known, ...done, ...denied].map(({ text }) => text);
  return {
    executed: done,
    refused: denied,
    records: known,
    others: deeds
      .filter((words) => !executed.some((deed) => isDeepStrictEqual(deed.words, words)))
      .map(({ verbs, nouns = [], items = [] }) => ({
        verbs: firstStems(verbs),
        nouns: lastStems(nouns),
        phrases: [...nouns, ...items],
      })),
    codes: new Set(texts.flatMap((text) => text.match(CODE) ?? [])),
    escalated,
    things: namedThings(records),
  };
}

function recordOf(record: Json): KnownRecord {
  const text = JSON.stringify(record).toLowerCase();
  return { text, stems: new Set(stateWords(record).map((word) => stemOf(word))) };
}

/** The words of a record's states: of its short texts in plain words, not of keys and codes. */
function stateWords(value: Json): readonly string[] {
  if (typeof value === 'string')
    return /^[\p{L} ()-]{3,60}$/u.test(value) ? (value.toLowerCase().match(/\p{L}+/gu) ?? []) : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stateWords) : [];
}

const firstStems = (phrases: readonly string[]) =>
  new Set(phrases.map((phrase) => stemOf(phrase.split(' ')[0] ?? '')));
const lastStems = (phrases: readonly string[]) =>
  new Set(phrases.map((phrase) => stemOf(phrase.split(' ').at(-1) ?? '')));

function deedOf({
  name,
  arguments: args,
  result,
  words: { verbs, deeds = [], nouns = [], items = [] },
}: Deed): KnownDeed {
  const text = `${JSON.stringify(args)} ${JSON.stringify(result)}`.toLowerCase();
  const phrases = [...nouns, ...items];
  return {
    name,
    verbs: firstStems([...verbs, ...deeds]),
    nouns: lastStems(phrases),
    phrases,
    text,
    args: JSON.stringify(args),
    about: `${JSON.stringify(args)} ${JSON.stringify(ownValues(result))}`.toLowerCase(),
  };
}

const ownValues = (result: Json): readonly Json[] =>
  typeof result === 'object' && result !== null && !Array.isArray(result)
    ? Object.values(result).filter((value) => typeof value !== 'object')
    : [];

/**
 * The reason why a claim is not true of what was done, and of no record; null if it is. `codes` name what it is about;
 * those of nothing that is known count only with a `#`.
 */
export function effectFault(
  claim: EffectClaim,
  codes: readonly string[],
  grounds: EffectGrounds,
): string | null {
  const named = codes.filter((code) => code.startsWith('#') || grounds.codes.has(code));
  const several = namedBoth(claim.words) !== null;
  if (claim.voice !== 'own' && !several && standsInRecords(claim, named, grounds)) return null;
  if (grounds.escalated && HANDED_OVER.has(stemOf(claim.verb))) return null;
  const stems = new Set(claim.words.map(stemOf));
  const fitting = grounds.executed.filter((deed) => fits(claim, stems, deed, grounds));
  const about = fitting.filter(({ text }) => named.length === 0 || named.some((code) => text.includes(code)));
  const of = named.length > 0 ? ` of ${named.join(', ')}` : '';
  if (about.length === 0) return `no executed action says “${claim.verb}”${of}`;
  const other = untouchedThing(claim.words, about, grounds.things);
  if (other !== null) return `“${claim.verb}” was not done to “${other}”`;
  return partFault(claim, named, about, grounds);
}

/** Stems of what is true once a person was called. */
const HANDED_OVER = new Set([
  'escal',
  'transfer',
  'forward',
  'tell',
  'notifi',
  'inform',
  'pass',
  'hand',
  'ask',
]);

/** The fault of a claim that is true of a part of what it names. */
function partFault(
  { verb, words }: EffectClaim,
  named: readonly string[],
  about: readonly KnownDeed[],
  { refused }: EffectGrounds,
): string | null {
  const missing = named.filter((code) => !about.some(({ text }) => text.includes(code)));
  const denied = missing.filter((code) => refused.some(({ text }) => text.includes(code)));
  if (denied.length > 0) return `“${verb}” was refused for ${denied.join(', ')}`;
  const alike = missing.filter((code) => about.some(({ text }) => hasOfShape(text, code)));
  if (alike.length > 0) return `“${verb}” was not done for ${alike.join(', ')}`;
  if (named.length === 0 && about.every(({ name }) => refused.some((deed) => deed.name === name)))
    return `the last “${verb}” was refused`;
  const both = namedBoth(words);
  return both !== null && timesDone(both, about) < 2 ? `“${verb}” was done once` : null;
}

/** True if a text has a code that is made like this one: another order's number. */
const hasOfShape = (text: string, code: string) =>
  (text.match(CODE) ?? []).some((other) => shapeOf(other) === shapeOf(code));

/** Letters and digits stand in other places in other codes of a kind. */
const shapeOf = (code: string) => code.replace(/\w/g, 'x');

/**
 * The reason why an item below a claim is not a part of what was done: it has a code that is made like those which it was
 * done to, and is none of them.
 */
export function listedFault(
  claim: EffectClaim,
  codes: readonly string[],
  grounds: EffectGrounds,
): string | null {
  const stems = new Set(claim.words.map(stemOf));
  const fitting = grounds.executed.filter((deed) => fits(claim, stems, deed, grounds));
  const missing = codes.filter((code) => !fitting.some(({ about }) => about.includes(code)));
  const alike = missing.filter((code) => fitting.some(({ args }) => hasOfShape(args.toLowerCase(), code)));
  return alike.length > 0 ? `“${claim.verb}” was not done for ${alike.join(', ')}` : null;
}

function fits(
  { verb, words, voice }: EffectClaim,
  stems: ReadonlySet<string>,
  deed: KnownDeed,
  { executed, others }: EffectGrounds,
): boolean {
  const stem = stemOf(verb);
  if (deed.verbs.has(stem)) {
    const rivals = others.filter(({ verbs }) => verbs.has(stem)).flatMap(({ phrases }) => phrases);
    return bestName(words, rivals) <= bestName(words, deed.phrases);
  }
  if (!GENERAL.has(stem) && !CONSEQUENCES.has(stem)) return false;
  const names = (one: Pick<KnownDeed, 'verbs'>) => [...one.verbs].some((each) => stems.has(each));
  if (names(deed)) return true;
  // "I have put a note on it" is general, and of something else.
  if (voice === 'own' && !MONEY.has(stem) && !words.some((word) => WHOLE.test(word))) return false;
  const ofAnother = others.some(
    ({ verbs, nouns }) =>
      (verbs.has(stem) && [...nouns].some((noun) => stems.has(noun))) ||
      [...verbs].some((each) => stems.has(each) && !CONSEQUENCES.has(each) && !deed.nouns.has(each)),
  );
  return !ofAnother && !executed.some(names);
}

/** Stems of movements of money. */
const MONEY = new Set(['refund', 'credit', 'charg', 'deduct', 'issu', 'pai', 'reimburs']);

/** Words for what was asked for as a whole. */
const WHOLE =
  /^(?:it|this|that|what|everything|all|request|requests|process|action|order|change|changes|refund|update|updates)$/;

/** True if each record that is named says so, or any record if none is. */
function standsInRecords(
  { verb, words }: EffectClaim,
  named: readonly string[],
  { records, refused }: EffectGrounds,
): boolean {
  const stem = stemOf(verb);
  const deeds = GENERAL.has(stem) ? words.map(stemOf).filter((word) => KEPT.has(word)) : [];
  const says = ({ stems, text }: KnownRecord) =>
    stems.has(stem) || deeds.some((deed) => stems.has(deed)) || (ON_ITS_WAY.has(stem) && TRACKED.test(text));
  if (named.length === 0) return !refused.some(({ verbs }) => verbs.has(stem)) && records.some(says);
  return named.every((code) => records.some((record) => record.text.includes(code) && says(record)));
}

/** Stems of what is true of a record with the number of a parcel. */
const ON_ITS_WAY = new Set(['ship', 'send', 'dispatch', 'hand']);
const TRACKED = /"tracking\w{0,20}":\s{0,2}(?:\[\s{0,2})?"\w/;
