/** Softens the lead of the first places, as in the paper that introduced it. */
const DAMPING = 60;

/** Merges rankings by reciprocal rank: what several lists place high comes first. */
export function fuse<T>(rankings: readonly (readonly T[])[], top: number): readonly T[] {
  const points = new Map<T, number>();
  for (const ranking of rankings) {
    for (const [place, item] of ranking.entries())
      points.set(item, (points.get(item) ?? 0) + 1 / (DAMPING + place + 1));
  }
  return [...points]
    .sort(([, a], [, b]) => b - a)
    .slice(0, top)
    .map(([item]) => item);
}

/** How many candidates each ranking brings for `top` results. */
export function candidatesFor(top: number): number {
  return Math.max(30, top * 4);
}
