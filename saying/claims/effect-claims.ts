import type { Clause } from './clauses.ts';
import {
  ADVERBS,
  CHANGING,
  DONE,
  HARMLESS,
  HISTORY,
  IRREGULAR,
  NEGATORS,
  NO_PARTICIPLE,
} from './english-deeds.ts';

/** A statement that something was done, or is being done. */
export interface EffectClaim {
  /** Its verb, or `done` for a phrase that names none. */
  readonly verb: string;
  /** The words of its clause. */
  readonly words: readonly string[];
  /** `own`: the agent did it. `passive`: by whom is not said. `bare`: no subject at all. */
  readonly voice: 'own' | 'passive' | 'bare';
}

/**
 * The claims of effects that a clause makes.
 *
 * Told by the forms of verbs, not by a list of deeds: whatever the agent says that it has done is a claim, unless its
 * verb is known to change nothing.
 */
export function effectClaims({ words, conditional }: Clause): readonly EffectClaim[] {
  if (conditional || words.length === 0) return [];
  const first = ownDeed(words) ?? passiveDeed(words);
  if (first) return [first, ...furtherDeeds(first)];
  const harmless = words.findIndex(
    (word, at) => HARMLESS.has(word) && /^(?:i|we|have)$/.test(words[at - 1] ?? ''),
  );
  if (harmless > 0) return furtherDeeds({ words, verb: words[harmless] ?? '', voice: 'own' });
  const bare = bareDeed(words);
  return bare ? [bare] : [];
}

/** "I have cancelled it and also updated your address": the second verb has the same subject. */
function furtherDeeds({ words, verb, voice }: EffectClaim): readonly EffectClaim[] {
  return [...words.keys()].flatMap((index) => {
    if (index <= words.indexOf(verb) || words[index] !== 'and') return [];
    const at = afterAdverbs(words, index + 1);
    const next = words[at] ?? '';
    const done = DONE.has(next) && !NOTHING.has(words[at + 1] ?? '');
    return done ? [{ verb: next, words: words.slice(at), voice }] : [];
  });
}

/** "I have cancelled …", "we refunded …", "I am processing …". */
function ownDeed(words: readonly string[]): EffectClaim | null {
  for (const [index, word] of words.entries()) {
    const verb = word === 'i' || word === 'we' ? ownVerb(words, index + 1) : null;
    if (verb !== null) return { verb, words, voice: 'own' };
  }
  return null;
}

const NOTHING = new Set(['not', 'nothing', 'none']);

/** The verb of what the subject before this word did or is doing; null if that changes nothing. */
function ownVerb(words: readonly string[], start: number): string | null {
  const at = afterAdverbs(words, start, ['have', 'had']);
  const verb = words[at] ?? '';
  if (NEGATORS.has(verb) || HARMLESS.has(verb) || NOTHING.has(words[at + 1] ?? '')) return null;
  if (verb === 'made' && NO_DEED.test(words.slice(at + 1, at + 4).join(' '))) return null;
  if (isPast(verb)) return verb;
  const doing = verb === 'am' || verb === 'are' ? (words[afterAdverbs(words, at + 1)] ?? '') : '';
  return isChanging(doing) ? doing : null;
}

/** "I made a mistake", "I made sure". */
const NO_DEED = /^(?:sure|(?:an?|the|that) (?:\w+ )?(?:mistake|error|note|assumption)s?)\b/;

const isChanging = (word: string) => word.endsWith('ing') && CHANGING.some((stem) => word.startsWith(stem));

function isPast(word: string): boolean {
  return IRREGULAR.has(word) || (/[a-z]{2}ed$/.test(word) && !NO_PARTICIPLE.has(word));
}

function afterAdverbs(words: readonly string[], start: number, also: readonly string[] = []): number {
  let at = start;
  while (ADVERBS.has(words[at] ?? '') || also.includes(words[at] ?? '')) at++;
  return at;
}

/** "Your order has been cancelled", "the refund was issued", "it is done", "it went through". */
function passiveDeed(words: readonly string[]): EffectClaim | null {
  for (let index = 0; index < words.length - 1; index++) {
    // "None of them was cancelled", "it can be cancelled".
    if (NONE.has(words[index] ?? '')) return null;
    const verb = isDenied(words, index) || isGeneral(words, index) ? null : passiveVerb(words, index);
    if (verb !== null) return { verb, words, voice: 'passive' };
  }
  return null;
}

/** "Orders of a weekend are processed on Monday", "it is charged or refunded": a rule, and no deed. */
function isGeneral(words: readonly string[], index: number): boolean {
  const [aux = '', verb = '', next = ''] = words.slice(index, index + 3);
  if (aux === 'is' && DONE.has(verb) && next === 'or') return true;
  if (aux !== 'are' || index > LONGEST_SUBJECT || !/\p{L}s$/u.test(words[0] ?? '')) return false;
  return !words.slice(0, index).some((word) => SPECIAL.test(word));
}

const LONGEST_SUBJECT = 16;
/** Words that name certain things. */
const SPECIAL = /^(?:your|the|this|these|those|its|our|both|all|it|they|you|i|we|#.*|.*\d.*)$/;

const isDenied = (words: readonly string[], index: number) => DENIED.has(words[index - 1] ?? '');
/** Words before an auxiliary with which its participle is not said to be so. */
const DENIED = new Set(
  'no none neither nothing nobody never not can could may might must should would will be'.split(' '),
);

/** The participle of the passive that begins with this word; null if none does. */
function passiveVerb(words: readonly string[], index: number): string | null {
  const [aux = '', next = ''] = words.slice(index, index + 2);
  if (/^(?:went|gone)$/.test(aux) && next === 'through') return next;
  if (!PLAIN.has(aux) && !PERFECT.has(aux)) return null;
  const at = afterAdverbs(words, index + 1);
  const verb = words[at] ?? '';
  if (NEGATORS.has(verb) || HARMLESS.has(verb)) return null;
  if (PLAIN.has(aux))
    return isHistory(words, index, at) ? null : plainVerb(words.slice(at, at + 3), isNow(words, index, at));
  return words.slice(index + 1, at).includes('been') ? participle(verb) : null;
}

/** "It is now linked": now, so it was done. */
const isNow = (words: readonly string[], index: number, at: number) =>
  words.slice(index + 1, at).includes('now');

const PERFECT = new Set(['has', 'have']);

/** "The order was paid with PayPal" tells how it came to be; "was now paid" would be a deed. */
const isHistory = (words: readonly string[], index: number, at: number) =>
  /^w/.test(words[index] ?? '') && at === index + 1 && HISTORY.has(words[at] ?? '');

/** The verb behind "is" and "was", "on its way" and "in progress" too. */
function plainVerb(words: readonly string[], now: boolean): string | null {
  const [verb = '', next = ''] = words;
  // "You are confirmed as a silver member" says what is so.
  if (next === 'as') return null;
  return underWay(words.join(' ')) ?? (DONE.has(verb) || (now && isPast(verb)) ? verb : null);
}

const participle = (verb: string) => (DONE.has(verb) || isPast(verb) ? verb : null);
const PLAIN = new Set(['is', 'are', 'was', 'were', 'got']);

/** The verb of "on its way" and "in progress". */
function underWay(words: string): string | null {
  if (/^on (?:its|their|the) way$/.test(words)) return 'sent';
  return /^(?:in progress|under way)/.test(words) ? 'processed' : null;
}

const NONE = new Set(['no', 'none', 'neither', 'nothing', 'nobody']);

const BARE =
  /^(?:(?:and|ok|okay|great|perfect|good news) )*(?:(?:you are )?all (?:set|done|sorted)|done|(?:it|that|this|everything|all) is (?:all )?(?:done|set|taken care of|sorted|settled|complete|completed)|taken care of|consider it done|success|completed)\b/;
const DEED_NOUN = /^(?:cancellation|refund|return|exchange|booking|update|upgrade|change)$/;

/** "Done!", "all set", "successfully cancelled", "refund issued". */
function bareDeed(words: readonly string[]): EffectClaim | null {
  if (BARE.test(words.join(' '))) return { verb: 'done', words, voice: 'bare' };
  const last = words.at(-1) ?? '';
  if (words.length <= 4 && DEED_NOUN.test(words[0] ?? '') && DONE.has(last))
    return { verb: last, words, voice: 'bare' };
  const first = afterAdverbs(words, 0);
  const verb = words[first] ?? '';
  const rest = words.length - first;
  // "Delivered orders" is a heading.
  const short = first > 0 ? rest <= 8 : rest === 1 || (rest === 2 && !/s$/.test(words[1] ?? ''));
  return DONE.has(verb) && verb !== 'complete' && short ? { verb, words, voice: 'bare' } : null;
}
