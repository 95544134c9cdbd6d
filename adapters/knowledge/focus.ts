import type { Said } from '../../core/ports/knowledge-store.ts';
import type { NameFinder } from './find-names.ts';

/**
 * How much of a name must be there. Agents write names as they are; what customers say of a name is taken for it
 * once it was mentioned clearly. Measured in docs/retrieval.md, where other values do alike.
 */
const CLEAR = { agent: 0.65, customer: 0.95 } as const;
const AGAIN = 0.5;
/** What was mentioned before something else counts this much of it. */
const EARLIER = 0.5;
/** What tells a name from its like, said anywhere, decides between them. */
const BRANCH = 0.5;
/** What a record holds, and nobody said. */
const KNOWN = 0.5;

/** How far a conversation is about each name: about 1 for what was mentioned clearly last. */
export function focusOf(
  { find, saysBranch }: NameFinder,
  said: readonly Said[],
  known: readonly string[],
): ReadonlyMap<string, number> {
  const turns = said.map(({ by, text }) => ({ by, mentions: find(text) }));
  const clear = new Set(
    turns.flatMap(({ by, mentions }) =>
      mentions.filter(({ share }) => share >= CLEAR[by]).map(({ name }) => name),
    ),
  );
  const focus = new Map<string, number>();
  for (const { name, share } of known.flatMap(find)) if (share >= CLEAR.customer) focus.set(name, KNOWN);
  let weight = 1;
  for (const { mentions } of turns.toReversed()) {
    const believed = mentions.filter(({ name, share }) => clear.has(name) && share >= AGAIN);
    for (const { name, share } of believed) focus.set(name, Math.max(focus.get(name) ?? 0, share * weight));
    if (believed.length > 0) weight *= EARLIER;
  }
  const everything = said.map(({ text }) => text).join('\n');
  for (const [name, strength] of focus) if (saysBranch(name, everything)) focus.set(name, strength + BRANCH);
  return focus;
}
