import { own } from '../../core/values/own.ts';
import { stemOf } from '../claims/stem.ts';

/** The part of a question that is read. */
const CHARACTERS = 2000;

/** In how many passages a word stands: the fewer, the more it tells. */
export interface WordCounts {
  readonly passages: number;
  readonly counts: { readonly [stem: string]: number };
}

/** The stems of a text's words. */
export function stemsOf(text: string): ReadonlySet<string> {
  return new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf));
}

/** The stems of a question's words. */
export const askedStems = (question: string): ReadonlySet<string> => stemsOf(question.slice(0, CHARACTERS));

/** Counts words over passages. */
export function countWords(passages: readonly ReadonlySet<string>[]): WordCounts {
  const counts = new Map<string, number>();
  for (const stems of passages) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return { passages: passages.length, counts: Object.fromEntries(counts) };
}

/** Weighs a word by its rarity: about 0 if it stands in each passage, 1 if in none. */
export function tellingOf({ passages, counts }: WordCounts): (stem: string) => number {
  const most = Math.log(2 * passages + 2);
  return (stem) => {
    const count = own(counts, stem) ?? 0;
    return most === 0 ? 1 : Math.max(0, Math.log((passages + 1) / (count + 0.5))) / most;
  };
}
