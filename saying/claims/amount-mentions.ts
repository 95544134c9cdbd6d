import type { Span } from '../../core/span.ts';
import type { Sentence } from './sentences.ts';
import { type TextLine, textLines, wordsAround } from './text-lines.ts';

/** The role in which an amount is said: `change` is a difference, a charge, or a refund, `term` a part of a sum that is written out. */
export type AmountRole = 'price' | 'change' | 'total' | 'balance' | 'limit' | 'paid' | 'term';

/** An amount of a text, with the words that it stands with. */
export interface AmountMention {
  readonly form: string;
  readonly text: string;
  readonly span: Span;
  readonly role: AmountRole | null;
  /** It is said of what was there before, or of what comes instead. */
  readonly age: 'old' | 'new' | null;
  /** The words beside it, up to the next amount. */
  readonly near: ReadonlySet<string>;
  /** The words of its sentence, and of its entry in a list: the lines above it, and those beside it without an amount. */
  readonly around: ReadonlySet<string>;
}

type Amount = Pick<AmountMention, 'form' | 'text' | 'span'>;

/** The amounts of a text, which are in its order, with the words around them. */
export function amountMentions(
  text: string,
  sentences: readonly Sentence[],
  amounts: readonly Amount[],
): readonly AmountMention[] {
  const lines = textLines(text);
  const taken = amounts.map(({ span }) => span.from);
  let at = 0;
  return amounts.map((amount, index) => {
    while (at < sentences.length - 1 && (sentences[at]?.span.to ?? 0) <= amount.span.from) at++;
    const sentence = sentences[at]?.span ?? amount.span;
    const [before, after] = besides(text, sentence, amounts, index);
    const near = `${before} ${after}`;
    const line = lineAt(lines, amount.span.from);
    const start = Math.max(lines[line]?.from ?? 0, amount.span.from - 2 * REACH);
    return {
      ...amount,
      role: roleIn(text, sentence, amount, before),
      age: ageOf(near),
      near: new Set(amountWords(near)),
      around: new Set([
        ...amountWords(text.slice(sentence.from, Math.min(sentence.to, sentence.from + 4 * REACH))),
        ...amountWords(text.slice(start, amount.span.from)),
        ...wordsAround(lines, line, taken).flatMap(amountWords),
      ]),
    };
  });
}

/** The text before an amount, since the one before it, and the text behind it that is said of it. */
function besides(
  text: string,
  sentence: Span,
  amounts: readonly Amount[],
  index: number,
): readonly [string, string] {
  const { from, to } = amounts[index]?.span ?? sentence;
  const next = amounts[index + 1];
  const last = amounts[index - 1];
  const taken =
    last === undefined
      ? ''
      : behind(plain(text.slice(last.span.to, Math.min(from, last.span.to + REACH))), true);
  const start = Math.max(sentence.from, (last?.span.to ?? 0) + taken.length, from - REACH);
  const end = Math.min(sentence.to, next?.span.from ?? text.length, to + REACH);
  const isFollowed = next !== undefined && next.span.from < sentence.to;
  const before = plain(text.slice(start, from));
  // "(… and …)" says two amounts of what stands before it, in its order.
  const inBracket = isFollowed && /^[^()]*[$€£]?\d[^()]*\)/.test(text.slice(to, end + REACH));
  return [
    inBracket ? before.slice(before.lastIndexOf('(') + 1) : before,
    behind(plain(text.slice(to, end)), isFollowed),
  ];
}

function roleIn(text: string, sentence: Span, { span }: Amount, before: string): AmountRole | null {
  const after = text.slice(span.to, span.to + REACH);
  if (isTerm(before, after)) return 'term';
  return roleOf(leading(text.slice(Math.max(sentence.from, span.from - REACH), span.from)), plain(after));
}

/** The characters before and behind an amount that are read. */
const REACH = 160;

/** The words of a text, as amounts are compared by them. */
const amountWords = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const plain = (text: string) => text.toLowerCase().replace(/[*_`]+/g, '');

function lineAt(lines: readonly TextLine[], at: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text that follows an amount and is said of it: up to the next piece if another amount follows, which that piece is of. */
function behind(after: string, isFollowed: boolean): string {
  const bracket = /^ ?\([^)]{0,160}\)/.exec(after)?.[0];
  if (bracket !== undefined) return bracket;
  if (!isFollowed) return after;
  return /^(?! ?\))[^,;:.(]*?(?= and | but | or |[,;.])/.exec(after)?.[0] ?? '';
}

/** The words for a role; of a phrase the longest, of several the nearest. */
const CUE =
  /\b(?:(?<total>total|sum|altogether|combined|overall|in all)(?: [\p{L}-]+){0,3}|(?<change>(?:price |cost |fare )?differences?|refund\w*|sav(?:e|es|ings?)|additional(?: \p{L}+)?|remaining|surcharge|(?:charge|deduct|credit)(?:d|ed)?(?! card| limit)|pay|owe)|(?<balance>balance|gift cards? (?:with|of|has|holds))|(?<limit>budget|limit|under|below|above|within|exceed\w*|over|up to|at most|(?:higher|lower|more|less|cheaper) than)|(?<paid>paid|payment)|(?<price>prices?|priced|costs?|fares?))\b/gu;
const CUE_AFTER =
  /^ ?(?:(?<change>less|more|cheaper|lower|higher|extra|off|back|difference|refund)|(?<total>in total|altogether|in all)|(?<balance>(?:gift card )?balance)|(?<limit>limit|budget))\b/u;

function roleOf(before: string, after: string): AmountRole | null {
  const groups = CUE_AFTER.exec(after)?.groups ?? [...before.matchAll(CUE)].at(-1)?.groups ?? {};
  const named = Object.entries(groups).find(([, said]) => said !== undefined);
  return (named?.[0] as AmountRole | undefined) ?? null;
}

/** It is a part of a sum that is written out: "$5 - $3 = $2". */
const isTerm = (before: string, after: string) =>
  /[=+] ?[+-]?$/.test(before) || /^[*_]*(?: ?\([^)]{0,80}\))? ?[-+−=] ?[+-]?[$€£]/.test(after);

/** The text that leads to an amount: inside a bracket, what stands in it; else all since the last amount that is in none. */
function leading(before: string): string {
  const open = plain(before).replace(/\([^()]{0,160}\)/g, ' ');
  return open.slice(Math.max(open.lastIndexOf('('), open.search(/[$€£]\d[^$€£]*$/)) + 1);
}

const OLD = /\b(?:original|originally|current|existing|old|previous)\b/;
const NEW =
  /\b(?:new|option|alternative|replacement|requested|switch(?:ed|ing)?|instead|upgraded?|changed? to)\b/;

function ageOf(near: string): AmountMention['age'] {
  const [old, young] = [OLD.test(near), NEW.test(near)];
  if (old === young) return null;
  return old ? 'old' : 'new';
}
