import type { ComputedFact } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import type { Fact } from './facts-schema.ts';

/** The facts of an agent and what makes them. */
export interface Catalogue {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly computed: { readonly [name: string]: ComputedFact };
}

/** The facts that a fact is made from. */
function madeFrom(name: string, { facts, computed }: Catalogue): readonly string[] {
  const source = facts.get(name)?.source;
  if (source?.from === 'record') return Object.values(source.with).map(({ fact }) => fact);
  // What is summed of earlier actions must be on record for this one too.
  if (source?.from === 'window') return source.sum && 'fact' in source.sum ? [source.sum.fact] : [];
  return source?.from === 'computed' ? (own(computed, name)?.needs ?? []) : [];
}

/** The named facts and all that they are made from, each after those. */
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

/** The way from a fact back to itself, if there is one. */
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
