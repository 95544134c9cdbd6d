import type { Said } from '../../../core/ports/knowledge-store.ts';
import type { Mention, NameFinder } from './find-names.ts';

/**
 * The least share of a clear mention. Agents write names in full. After a clear mention `AGAIN` suffices. On dstc10
 * nearby values are equally good; docs/retrieval.md has the figures.
 */
const CLEAR = { agent: 0.65, customer: 0.95 } as const;
const AGAIN = 0.5;
/** The least share of a customer's first mention. It is lower, because it cannot be a misheard earlier name. */
const FIRST = 0.9;
/** The factor for each step back to an earlier mention. */
const EARLIER = 0.5;
/** The bonus of a name whose branch was said anywhere. */
const BRANCH = 0.5;
/** The focus of a name that is in a record and was not said. */
const KNOWN = 0.5;

interface SaidTurn {
  readonly by: Said['by'];
  readonly mentions: readonly Mention[];
}

/** The degree to which a conversation is about each name: about 1 for the last clear mention. */
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

/** The mentions of each turn, limited to names that some turn mentions clearly. */
function believedIn(turns: readonly SaidTurn[]): readonly (readonly Mention[])[] {
  const clear = new Set<string>();
  for (const { by, mentions } of turns) {
    const least = by === 'customer' && clear.size === 0 ? FIRST : CLEAR[by];
    for (const { name, share } of mentions) if (share >= least) clear.add(name);
  }
  return turns.map(({ mentions }) => mentions.filter(({ name, share }) => clear.has(name) && share >= AGAIN));
}
