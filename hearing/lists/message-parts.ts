import type { Span } from '../../core/span.ts';
import { messageWords, type Word } from '../mentions/message-words.ts';
import { ARRIVES, DENIALS, ELSEWHERE, JOINS } from './english.ts';

/** A word of a message, with the part of the sentence that it stands in. */
export interface PartWord extends Word {
  readonly part: number;
}

/** A message in words and parts of sentences. */
export interface MessageParts {
  readonly text: string;
  readonly words: readonly PartWord[];
  /** The text of each part. */
  readonly parts: readonly string[];
}

/** Splits a message into parts: at marks and at joining words, but not inside a value. */
export function messageParts(text: string, values: readonly Span[], used: readonly Span[]): MessageParts {
  const words: PartWord[] = [];
  const starts: number[] = [0];
  let next = 0;
  for (const word of messageWords(text, { used })) {
    while ((values[next]?.to ?? Number.POSITIVE_INFINITY) <= word.from) next++;
    const value = values[next];
    const isInside = value !== undefined && value.from < word.from && word.from < value.to;
    if (words.length > 0 && !isInside && (word.after !== '' || JOINS.has(word.raw))) starts.push(word.from);
    words.push({ ...word, part: starts.length - 1 });
  }
  const parts = starts.map((start, at) => text.slice(start, starts[at + 1]));
  return { text, words, parts };
}

/** True if the part tells of something else than the list: "I have a meeting at 3pm". */
export const isElsewhere = ({ parts }: MessageParts, part: number): boolean =>
  ELSEWHERE.test((parts[part] ?? '').slice(0, LONGEST_PART));

/** True if the part is about when somebody is somewhere. */
export const isArrival = ({ parts }: MessageParts, part: number): boolean =>
  ARRIVES.test((parts[part] ?? '').slice(0, LONGEST_PART));

/** A longer part is read to here. */
const LONGEST_PART = 400;
const DENIAL_REACH = 3;

/** True if a word directly before this one denies it: "not the cheapest". */
export function isDenied({ words }: MessageParts, at: number): boolean {
  const { part } = words[at] as PartWord;
  return words
    .slice(Math.max(0, at - DENIAL_REACH), at)
    .some((word) => word.part === part && (DENIALS.has(word.raw) || word.raw.endsWith("n't")));
}

/** The position of the first word that begins in the span, or behind it. */
export function wordAt({ words }: MessageParts, { from }: Span): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
