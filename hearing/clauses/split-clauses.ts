import { overlaps, type Span } from '../../core/span.ts';
import { baseOf, type ClauseForm, formOf, isRequestVerb } from './clause-form.ts';
import {
  ALSO,
  ASKS,
  BEFORE_BARE_VERB,
  BEFORE_NOUN,
  BEFORE_VERB,
  DESCRIBED,
  GREETING,
  INSTEAD,
  JOINERS,
  QUESTION,
  REQUEST_NOUNS,
  REQUEST_VERBS,
  TELLS_WHEN,
} from './english.ts';

/** A part of a message that could be a wish of its own. */
export interface Clause {
  readonly span: Span;
  readonly text: string;
  /** The clause as a whole request, for a classifier that learnt from whole messages. */
  readonly asked: string;
  readonly form: ClauseForm;
  /** `also` adds a wish, `instead` replaces the one before. */
  readonly joins: 'also' | 'instead' | null;
  /** True if it is an alternative to the clause before it: "cancel or return". */
  readonly either: boolean;
}

/** The largest number of clauses of one message. The last one holds the rest. */
export const MOST_CLAUSES = 12;

const SENTENCE_END = /(?<=[.!?…;])\s+/g;
const NUMBER_ONLY = /^\s*\d{1,2}\.$/;
const BULLET = /^(?:[-*•–]|\(?\d{1,2}[.)])\s+/;

/**
 * Splits a message into clauses: at the ends of sentences and lines, and where a joining word begins a new request,
 * but never inside a value: "1 Stop And Go Street". Values are read only if a joining word could split the message.
 */
export function splitClauses(text: string, values: () => readonly Span[] = () => []): readonly Clause[] {
  const clauses: Clause[] = [];
  let read: readonly Span[] | undefined;
  const known = () => (read ??= values());
  const isInValue = (word: Span) => known().some((value) => overlaps(value, word));
  for (const sentence of sentencesOf(text)) {
    if (clauses.length > MOST_CLAUSES) break;
    clauses.push(...clausesOf(text, sentence, isInValue));
  }
  if (clauses.length <= MOST_CLAUSES) return clauses;
  const [last] = clauses.slice(MOST_CLAUSES - 1);
  const rest = last && clauseOf(text, { from: last.span.from, to: text.trimEnd().length }, WHOLE);
  return rest ? [...clauses.slice(0, MOST_CLAUSES - 1), rest] : clauses;
}

function sentencesOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    let from = start;
    for (const end of line.matchAll(SENTENCE_END)) {
      const to = start + end.index;
      // "1." numbers the sentence after it.
      if (NUMBER_ONLY.test(text.slice(from, to))) continue;
      spans.push({ from, to });
      from = to + end[0].length;
    }
    spans.push({ from, to: start + line.length });
    start += line.length + 1;
  }
  return spans.flatMap((span) => trimmed(text, span));
}

/** A span without the space and the bullet around its words; none if it has no letter or digit. */
function trimmed(text: string, { from, to }: Span): readonly Span[] {
  const raw = text.slice(from, to);
  const lead = raw.length - raw.trimStart().length;
  const bullet = BULLET.exec(raw.trimStart())?.[0].length ?? 0;
  const span = { from: from + lead + bullet, to: from + raw.trimEnd().length };
  return /[\p{L}\p{N}]/u.test(text.slice(span.from, span.to)) ? [span] : [];
}

interface Word extends Span {
  readonly plain: string;
  /** True if a comma or the like stands before it. */
  readonly afterMark: boolean;
}

interface Cut {
  /** The first word of the joint: "and", ",". */
  readonly at: number;
  /** The request's first word, after the joint. */
  readonly begins: number;
  readonly either: boolean;
}

function clausesOf(text: string, sentence: Span, isInValue: (word: Span) => boolean): readonly Clause[] {
  const words = wordsOf(text, sentence);
  const cuts = words
    .flatMap((_, index) => cutAt(words, index) ?? [])
    .filter(({ at }) => !isInValue(words[at] ?? sentence))
    .slice(0, MOST_CLAUSES);
  const joined = JOINERS.has(words[0]?.plain ?? '');
  const first = joined ? words.findIndex(({ plain }) => !BEFORE_VERB.has(plain)) : 0;
  const starts = [{ at: 0, begins: Math.max(first, 0), either: false }, ...cuts];
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    const from = index === 0 ? sentence.from : (words[start.at]?.from ?? sentence.from);
    const to = next ? (words[next.at - 1]?.to ?? sentence.to) : sentence.to;
    // A sentence of its own is a whole request already.
    const begins = index > 0 || start.begins > 0 ? (words[start.begins] ?? null) : null;
    const clause = clauseOf(
      text,
      { from, to },
      { begins, either: start.either, shared: sharedBy(text, words, starts, index) },
    );
    return clause ? [clause] : [];
  });
}

/** The object that a clause without one shares with the next: "cancel or return it". */
function sharedBy(text: string, words: readonly Word[], starts: readonly Cut[], index: number): string {
  const [start, next] = [starts[index], starts[index + 1]];
  const isBare = start && next && next.at === bareEnd(words, start, next);
  return isBare ? objectOf(text, words, starts, index) : '';
}

function wordsOf(text: string, { from, to }: Span): readonly Word[] {
  const said = text.slice(from, to);
  let end = 0;
  return [...said.matchAll(/[\p{L}\p{N}#@][\p{L}\p{N}'’@._#-]*/gu)].map((match) => {
    const afterMark = /[,:–—]/.test(said.slice(end, match.index));
    const raw = match[0].replace(/[._'’-]+$/, '');
    end = match.index + raw.length;
    return {
      from: from + match.index,
      to: from + end,
      plain: raw.toLowerCase().replaceAll('’', "'"),
      afterMark,
    };
  });
}

/** The joint at this word, if a request begins after it. */
function cutAt(words: readonly Word[], at: number): Cut | null {
  const word = words[at];
  const before = words[at - 1];
  if (!word || at === 0 || !(word.afterMark || JOINERS.has(word.plain))) return null;
  // The joint begins at its first word: ", and also".
  if (before && JOINERS.has(before.plain) && !word.afterMark) return null;
  let begins = at;
  while (BEFORE_VERB.has(words[begins]?.plain ?? '')) begins += 1;
  const joint = words.slice(at, begins).map(({ plain }) => plain);
  if (!joint.some((each) => JOINERS.has(each)) && !word.afterMark) return null;
  if (joint.length === 0 && onlyTellsWhen(words, begins)) return null;
  return beginsRequest(words, begins) ? { at, begins, either: joint.includes('or') } : null;
}

/** True for what goes on with the request before it: ", returning on May 24". */
const onlyTellsWhen = (words: readonly Word[], at: number): boolean =>
  baseOf(words[at]?.plain ?? '') !== null && TELLS_WHEN.test(words[at + 1]?.plain ?? '');

/** True if these words begin a request: a verb, or a subject that wants. */
function beginsRequest(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word) return false;
  if (isRequestVerb(word.plain) || namesWish(words, at)) return true;
  const phrase = words
    .slice(at, at + 4)
    .map(({ plain }) => plain)
    .join(' ');
  return phrase.search(ASKS) === 0 || QUESTION.test(phrase);
}

/** True for a wish as a noun after its article: "a cancellation". */
function namesWish(words: readonly Word[], at: number): boolean {
  let noun = at;
  while (BEFORE_NOUN.has(words[noun]?.plain ?? '')) noun += 1;
  const describes = DESCRIBED.has(words[noun + 1]?.plain ?? '') && !words[noun + 1]?.afterMark;
  return noun > at && !describes && REQUEST_NOUNS.has(words[noun]?.plain ?? '');
}

/** The joint's index if the clause before it ends with its verb: "cancel or return it" shares the object. */
function bareEnd(words: readonly Word[], start: Cut, next: Cut): number {
  const at = next.at - 1;
  if (at < start.begins || !isRequestVerb(words[at]?.plain ?? '')) return -1;
  // "my order" is no verb.
  return at === start.begins || BEFORE_BARE_VERB.has(words[at - 1]?.plain ?? '') ? next.at : -1;
}

/** The words after the verb of the next clause that has any. */
function objectOf(text: string, words: readonly Word[], starts: readonly Cut[], index: number): string {
  const following = starts.slice(index + 1).find((start, offset) => {
    const next = starts[index + 2 + offset];
    return !next || bareEnd(words, start, next) === -1;
  });
  if (!following) return '';
  const next = starts[starts.indexOf(following) + 1];
  const from = words[following.begins]?.to ?? 0;
  const to = next ? (words[next.at - 1]?.to ?? from) : (words.at(-1)?.to ?? from);
  return text.slice(from, to);
}

interface ClauseParts {
  /** The first word of its request, if it is a fragment. */
  readonly begins: Word | null;
  readonly either: boolean;
  readonly shared: string;
}

const WHOLE: ClauseParts = { begins: null, either: false, shared: '' };

function clauseOf(text: string, span: Span, { begins, either, shared }: ClauseParts): Clause | null {
  const [whole] = trimmed(text, span);
  if (!whole) return null;
  const said = text.slice(whole.from, whole.to);
  const isInside = begins !== null && begins.from > whole.from && begins.from < whole.to;
  const core = text.slice(isInside ? begins.from : whole.from, whole.to).replace(GREETING, '');
  const first = (/^[\p{L}'’]+/u.exec(core)?.[0] ?? '').toLowerCase();
  const lead = !begins || /^\S+\s+(?:me|us)\b/i.test(core) ? '' : leadOf(first);
  const asked = `${lead}${lead === '' ? core : core.charAt(0).toLowerCase() + core.slice(1)}${shared}`;
  const joins = INSTEAD.test(said) ? 'instead' : ALSO.test(said) ? 'also' : null;
  return { span: whole, text: said, asked, form: formOf(core, first), joins, either };
}

/** Words that make a fragment a whole request. */
function leadOf(first: string): string {
  if (baseOf(first) !== null || BEFORE_NOUN.has(first)) return 'I need help with ';
  return REQUEST_VERBS.has(first) ? 'I want to ' : '';
}
