import type { EffectClaim } from '../claims/effect-claims.ts';
import { CONSEQUENCES, GENERAL } from '../claims/english-deeds.ts';
import { stemOf } from '../claims/stem.ts';
import { bestName } from './best-name.ts';
import { untouchedThing } from './deed-objects.ts';
import { namedBoth, timesDone } from './done-to-both.ts';
import { CODE, type EffectGrounds, type KnownDeed, type KnownRecord } from './known-deeds.ts';

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
  const stems = new Set(claim.words.map(stemOf));
  const fitting = grounds.executed.filter((deed) => fits(claim, stems, deed, grounds));
  const isInRecords = claim.voice !== 'own' && !several && standsInRecords(claim, named, grounds);
  // A record that was acted upon says so of all that is in it.
  if (isInRecords) return untouchedFault(claim, fitting, grounds);
  if (grounds.escalated && HANDED_OVER.has(stemOf(claim.verb))) return null;
  const about = fitting.filter(({ text }) => named.length === 0 || named.some((code) => text.includes(code)));
  const of = named.length > 0 ? ` of ${named.join(', ')}` : '';
  if (about.length === 0) return `no executed action says “${claim.verb}”${of}`;
  return untouchedFault(claim, about, grounds) ?? partFault(claim, named, about, grounds);
}

function untouchedFault(
  { verb, words }: EffectClaim,
  done: readonly KnownDeed[],
  { things }: EffectGrounds,
): string | null {
  const other = untouchedThing(words, done, things);
  return other === null ? null : `“${verb}” was not done to “${other}”`;
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
  const isOne = words.includes('one');
  if (!isOne && named.length === 0 && about.every(({ name }) => refused.some((deed) => deed.name === name)))
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
  { words, codes }: { readonly words: readonly string[]; readonly codes: readonly string[] },
  grounds: EffectGrounds,
): string | null {
  const stems = new Set(claim.words.map(stemOf));
  const fitting = grounds.executed.filter((deed) => fits(claim, stems, deed, grounds));
  const missing = codes.filter((code) => !fitting.some(({ about }) => about.includes(code)));
  const alike = missing.filter((code) => fitting.some(({ args }) => hasOfShape(args.toLowerCase(), code)));
  if (alike.length > 0) return `“${claim.verb}” was not done for ${alike.join(', ')}`;
  return untouchedFault({ ...claim, words }, fitting, grounds);
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
    stems.has(stem) ||
    deeds.some((deed) => stems.has(deed)) ||
    (ON_ITS_WAY.has(stem) && TRACKED.test(text)) ||
    (stem === 'refund' && PAID_BACK.test(text)) ||
    (named.length > 0 && BY_BEING.has(stem));
  if (named.length === 0) return !refused.some(({ verbs }) => verbs.has(stem)) && records.some(says);
  return named.every((code) => records.some((record) => record.text.includes(code) && says(record)));
}

/** Stems of what is true of a record with the number of a parcel. */
const ON_ITS_WAY = new Set(['ship', 'send', 'dispatch', 'hand']);
/** Stems of what is true of each record that there is: it was booked and paid. */
const BY_BEING = new Set(['book', 'pai', 'pay', 'place', 'order']);
const PAID_BACK = /"amount":\s{0,2}-\d/;
const TRACKED = /"tracking\w{0,20}":\s{0,2}(?:\[\s{0,2})?"\w/;
