import { ENGLISH } from './languages/english/english.ts';
import type { Language } from './languages/language.ts';

/** Which goals the customer gives up: the one under way, the one at this place among those named, or all. */
export type Drop = 'current' | 'all' | number;

/** Reads that the customer gives up a goal: "never mind", "forget the first one". Null if the message says more. */
export function readDrop(
  text: string,
  goals: number,
  { drops }: Pick<Language, 'drops'> = ENGLISH,
): Drop | null {
  if (text.length > 80 || text.includes('?')) return null;
  const what = drops.leaves.exec(text.trim())?.groups?.['what'];
  if (what === undefined) return null;
  if (drops.current.test(what)) return 'current';
  if (drops.all.test(what)) return 'all';
  const said = drops.place.exec(what)?.groups?.['place']?.toLowerCase();
  const place = drops.places.get(said ?? '');
  if (place === 'last' || (place === 'other' && goals === 2)) return goals - 1;
  return typeof place === 'number' && place < goals ? place : null;
}
