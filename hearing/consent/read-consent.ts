import {
  type ConfirmationWords,
  type ConsentGrammar,
  consentGrammar,
  type Parts,
} from './consent-grammar.ts';
import { refusesRefusal } from './double-negation.ts';
import { corrected, type MessageWord, messageWords } from './message-words.ts';
import { type PhraseText, phraseText } from './phrase-pattern.ts';
import { questionClasses } from './question-classes.ts';
import type { ShownAction } from './shown-action.ts';
import { actionClasses, type ShownGrammar } from './shown-classes.ts';

/** Shown before the answer: an action, a yes-or-no question of a flow, or another question. */
export type Shown =
  | ({ readonly kind: 'action' } & ShownAction)
  | { readonly kind: 'yes-no'; readonly question: string }
  | { readonly kind: 'question' };

/** A message as an answer to what was shown. */
export interface Consent {
  readonly said: 'affirm' | 'decline' | null;
  /** True if it is courtesy, an acknowledgement or a wish, and neither a yes nor a no: ask again. */
  readonly acknowledges: boolean;
  /** The customer's words that are no part of a yes. */
  readonly unexplained: readonly string[];
}

const NEITHER: Consent = { said: null, acknowledges: false, unexplained: [] };

/**
 * Reads a message as consent, on the safe side.
 *
 * It is a yes only if all of it is assent, courtesy, or a restatement of exactly the action shown. One word more, and
 * it is neither. It is a no if all of it refuses, so that "no, the lamp instead" is neither.
 */
export function readConsent(text: string, shown: Shown, words: ConfirmationWords): Consent {
  const grammar = consentGrammar(words);
  const split = messageWords(withoutQuotes(text, shown), grammar.lexicon);
  if (!split || split.length === 0) return NEITHER;
  const { classes: own, exact } = grammarOf(shown, grammar);
  const ids = new Set(own.get('id')?.words);
  // An id and a value are read exactly: with a typo they are others.
  const ownWords = [...own.values()].flatMap((each) => each.words).filter((word) => !exact.has(word));
  const known = [grammar.words, new Set(ownWords)];
  const said = split.map((each) => (exact.has(each.word) ? each : corrected(each, known)));
  const corrections = said.map(({ word }) => word);
  const message = phraseText(corrections, own, grammar.classes);
  const yes = readAs(message, grammar.parts, AFFIRMING);
  const no = readAs(message, grammar.parts, DECLINING);
  const affirms = yes.some(namesRecord(said, ids) ? isSaidYes : isYes);
  const declines = no.some(isNo) && !refusesRefusal(corrections, grammar.language);
  if (affirms !== declines)
    return { said: affirms ? 'affirm' : 'decline', acknowledges: false, unexplained: [] };
  const acknowledges = !affirms && yes.some((state) => !has(state, OPEN));
  const rest = affirms || shown.kind !== 'action' ? [] : unexplained(said, message, grammar.parts);
  return { said: null, acknowledges, unexplained: rest };
}

/**
 * True if the message names the record that it is about, by its id. It then stands on its own: it may be the request
 * itself, sent again before the action was seen. Only a word of assent makes it a yes.
 */
const namesRecord = (said: readonly MessageWord[], ids: ReadonlySet<string>): boolean =>
  said.some(({ word }) => ids.has(word));

const NO_WORDS: ReadonlySet<string> = new Set();

function grammarOf(shown: Shown, grammar: ConsentGrammar): ShownGrammar {
  if (shown.kind === 'action') return actionClasses(shown, grammar);
  const question = shown.kind === 'yes-no' ? shown.question : '';
  return { classes: questionClasses(question, grammar.lexicon), exact: NO_WORDS };
}

/** Takes the quotation marks off an argument of the shown action: "I'll go with 'no longer needed'". */
function withoutQuotes(text: string, shown: Shown): string {
  if (shown.kind !== 'action' || !QUOTED.test(text)) return text;
  const values = new Set(Object.values(shown.arguments).flatMap((value) => String(value).toLowerCase()));
  return text.replace(QUOTED, (all, said: string) => (values.has(said.toLowerCase()) ? said : all));
}

const QUOTED = /(?<![\p{L}\p{N}])["“”'‘]([\p{L}\p{N} ]{3,40})["“”'’](?![\p{L}\p{N}])/gu;

/** The parts read so far, as bits. `OPEN`: a word waits for what follows it. */
const YES = 1;
const INSTRUCTION = 2;
const WISH = 4;
const ACKNOWLEDGED = 8;
const REFUSED = 16;
const OPEN = 32;
const OKAY = 64;
const SOFTLY = 128;
const THANKED = 256;
const PARTED = 512;

const has = (state: number, parts: number): boolean => (state & parts) > 0;

const isYes = (state: number): boolean =>
  !has(state, OPEN) &&
  (has(state, YES | OKAY | INSTRUCTION) || (has(state, SOFTLY) && !has(state, THANKED))) &&
  (!has(state, WISH) || has(state, YES | OKAY)) &&
  (!has(state, ACKNOWLEDGED) || has(state, INSTRUCTION | WISH)) &&
  (!has(state, PARTED) || has(state, YES | INSTRUCTION | WISH));
const isSaidYes = (state: number): boolean => isYes(state) && has(state, YES | OKAY);
const isNo = (state: number): boolean => has(state, REFUSED) && !has(state, OPEN);

/** The state after a part; null if it cannot stand there. */
type After = (state: number) => number | null;
type Reading = { readonly [Part in keyof Parts]?: After };

const says =
  (bit: number): After =>
  (state) =>
    (state & ~OPEN) | bit;
const stays: After = (state) => state;
const opens: After = (state) => (has(state, OPEN) ? null : state | OPEN);
const unlessOpen: After = (state) => (has(state, OPEN) ? null : state);
const ASSENT = YES | OKAY | SOFTLY | INSTRUCTION;

const AFFIRMING: Reading = {
  yes: says(YES),
  okay: says(OKAY),
  softly: says(SOFTLY),
  instruction: says(INSTRUCTION),
  wish: says(WISH),
  acknowledgement: (state) =>
    has(state, OPEN) && !has(state, INSTRUCTION) ? null : (state & ~OPEN) | ACKNOWLEDGED,
  parting: (state) => (has(state, OPEN) && !has(state, ASSENT) ? null : (state & ~OPEN) | PARTED),
  thanks: (state) => state | THANKED,
  greeting: (state) => (state === 0 ? 0 : null),
  courtesy: stays,
  urgency: unlessOpen,
  before: opens,
  between: (state) => (has(state, ASSENT) ? opens(state) : null),
  after: (state) => (has(state, ASSENT) ? unlessOpen(state) : null),
};

const DECLINING: Reading = {
  refusal: says(REFUSED),
  courtesy: stays,
  thanks: stays,
  greeting: stays,
  besideRefusal: stays,
  between: opens,
  before: opens,
};

/** Reads the message from left to right, all ways at once: the states in which it can end. */
function readAs(text: PhraseText, parts: Parts, reading: Reading): readonly number[] {
  const states = text.words.map(() => new Set<number>());
  const ends = new Set<number>();
  states[0]?.add(0);
  for (const [at, before] of states.entries()) {
    if (before.size === 0) continue;
    for (const [part, end] of partsAt(text, at, parts, reading))
      for (const state of statesAfter(before, reading[part])) (states[end] ?? ends).add(state);
  }
  return [...ends];
}

function partsAt(text: PhraseText, at: number, parts: Parts, reading: Reading) {
  const names = Object.keys(reading) as (keyof Parts)[];
  return names.flatMap((part) => parts[part].ends(text, at).map((end) => [part, end] as const));
}

function statesAfter(states: ReadonlySet<number>, after: After | undefined): readonly number[] {
  return [...states].flatMap((state) => after?.(state) ?? []);
}

/** The customer's words that no part of a yes covers. */
function unexplained(said: readonly MessageWord[], text: PhraseText, parts: Parts): readonly string[] {
  const covered = new Set<number>();
  for (const at of said.keys())
    for (const [, end] of partsAt(text, at, parts, AFFIRMING))
      for (let word = at; word < end; word += 1) covered.add(word);
  return [...new Set(said.filter((_, index) => !covered.has(index)).map((word) => word.said))];
}
