/** Which goals the customer gives up: the one under way, the one at this place among those named, or all. */
export type Drop = 'current' | 'all' | number;

const LEAVES =
  /^(?:(?:no|ok|okay|actually|oh|well|sorry|wait|please|and|but|you know what|on second thought)[\s,]+)*(?:never ?mind|forget(?: about)?|drop|skip|leave out|scratch|ignore|don['’]?t bother(?: with)?|let['’]s (?:not do|skip|drop|forget))\b[\s,]*(?<what>.*?)(?:[\s,]*(?:please|for now|then|thanks|thank you|actually|after all))*[.!]*$/i;
const CURRENT =
  /^(?:(?:about )?(?:it|that|this|this one|that one|the (?:whole )?(?:thing|matter|request)))?$/i;
const ALL = /^(?:(?:about )?(?:everything|all|all of (?:it|them|that)|both|them|both of them))$/i;
const PLACES: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth'];
const PLACE =
  /^(?:about )?the (?<place>first|second|third|fourth|fifth|last|other)(?: (?:one|thing|request|wish|order))?$/i;

/** Reads that the customer gives up a goal: "never mind", "forget the first one". Null if the message says more. */
export function readDrop(text: string, goals: number): Drop | null {
  if (text.length > 80 || text.includes('?')) return null;
  const what = LEAVES.exec(text.trim())?.groups?.['what'];
  if (what === undefined) return null;
  if (CURRENT.test(what)) return 'current';
  if (ALL.test(what)) return 'all';
  const place = PLACE.exec(what)?.groups?.['place']?.toLowerCase();
  if (place === 'last' || (place === 'other' && goals === 2)) return goals - 1;
  const index = PLACES.indexOf(place ?? '');
  return index >= 0 && index < goals ? index : null;
}
