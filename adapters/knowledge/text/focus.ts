import type { Said } from '../../../core/ports/knowledge-store.ts';
import type { Mention, NameFinder } from './find-names.ts';

/**
 * How much of a name must be there. Agents write names as they are; what customers say of a name is taken for it
 * once it was mentioned clearly. On dstc10 values around these do alike: docs/retrieval.md says what that is worth.
 */
const CLEAR = { agent: 0.65, customer: 0.95 } as const;
const AGAIN = 0.5;
/** What a customer misspells before anything was mentioned can be no misheard name of that. */
const FIRST = 0.9;
/** What was mentioned before something else counts this much of it. */
const EARLIER = 0.5;
/** What tells a name from its like, said anywhere, decides between them. */
const BRANCH = 0.5;
/** What a record holds, and nobody said. */
const KNOWN = 0.5;

interface Turn {
  readonly by: Said['by'];
  readonly mentions: readonly Mention[];
}

/** How far a conversation is about each name: about 1 for what was mentioned clearly last. */
export function focusOf(
  { find, saysBranch }: NameFinder,
  said: readonly Said[],
  known: readonly string[],
): ReadonlyMap<string, number> {
  const focus = new Map<string, number>();
  const inRecords = known.flatMap(find).filter(({ share }) => share >= CLEAR.customer);
  for (const { name } of inRecords) focus.set(name, KNOWN);
  let weight = 1;
  for (const mentions of believedIn(
    said.map(({ by, text }) => ({ by, mentions: find(text) })),
  ).toReversed()) {
    for (const { name, share } of mentions) focus.set(name, Math.max(focus.get(name) ?? 0, share * weight));
    if (mentions.length > 0) weight *= EARLIER;
  }
  const everything = said.map(({ text }) => text).join('\n');
  for (const [name, strength] of focus) if (saysBranch(name, everything)) focus.set(name, strength + BRANCH);
  return focus;
}

/** Of each turn, the mentions of names that are mentioned clearly in some turn. */
function believedIn(turns: readonly Turn[]): readonly (readonly Mention[])[] {
  const clear = new Set<string>();
  for (const { by, mentions } of turns) {
    const least = by === 'customer' && clear.size === 0 ? FIRST : CLEAR[by];
    for (const { name, share } of mentions) if (share >= least) clear.add(name);
  }
  return turns.map(({ mentions }) => mentions.filter(({ name, share }) => clear.has(name) && share >= AGAIN));
}
