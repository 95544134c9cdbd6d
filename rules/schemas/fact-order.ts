import type { ComputedFact } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import type { Fact } from './facts-schema.ts';

/** The facts of an agent and the code of the computed ones. */
export interface Catalogue {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly computed: { readonly [name: string]: ComputedFact };
}

/** The direct needs of a fact. */
function madeFrom(name: string, { facts, computed }: Catalogue): readonly string[] {
  const source = facts.get(name)?.source;
  if (source?.from === 'record') return Object.values(source.with).map(({ fact }) => fact);
  // The fact that is summed over earlier actions must be recorded for this action too.
  if (source?.from === 'window') return source.sum && 'fact' in source.sum ? [source.sum.fact] : [];
  return source?.from === 'computed' ? (own(computed, name)?.needs ?? []) : [];
}

/** The named facts and all their needs, each fact after its needs. */
export function inOrderOfNeed(names: readonly string[], catalogue: Catalogue): readonly string[] {
  const ordered = new Set<string>();
  const visit = (name: string, above: readonly string[]) => {
    if (ordered.has(name) || above.includes(name)) return;
    for (const need of madeFrom(name, catalogue)) visit(need, [...above, name]);
    ordered.add(name);
  };
  for (const name of names) visit(name, []);
  return [...ordered];
}

/** The cycle from a fact back to itself; undefined if there is none. */
export function cycleThrough(name: string, catalogue: Catalogue): readonly string[] | undefined {
  const search = (at: string, way: readonly string[]): readonly string[] | undefined => {
    for (const need of madeFrom(at, catalogue)) {
      if (need === name) return [...way, need];
      const found = way.includes(need) ? undefined : search(need, [...way, need]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(name, [name]);
}
