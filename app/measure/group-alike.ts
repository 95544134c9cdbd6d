import { cosine } from '../../adapters/knowledge/own-cosines.ts';

interface Group {
  /** Positions of the texts, in order. */
  readonly members: number[];
  /** The sum of their vectors. */
  readonly sum: Float32Array;
}

/**
 * Groups texts by their vectors. A text joins the group whose mean it is most like, from a cosine of `likeness` on.
 *
 * Returns positions, the largest group first; in a group the most typical text first.
 */
export function groupAlike(
  vectors: readonly Float32Array[],
  likeness: number,
): readonly (readonly number[])[] {
  const groups: Group[] = [];
  for (const [position, vector] of vectors.entries()) {
    const nearest = nearestTo(vector, groups);
    if (nearest && likenessTo(nearest, vector) >= likeness) join(nearest, position, vector);
    else groups.push({ members: [position], sum: Float32Array.from(vector) });
  }
  return groups
    .map(({ members, sum }) => {
      const typical = new Map(members.map((position) => [position, cosine(sum, at(vectors, position))]));
      return members.toSorted((one, other) => (typical.get(other) ?? 0) - (typical.get(one) ?? 0));
    })
    .toSorted((one, other) => other.length - one.length);
}

function nearestTo(vector: Float32Array, groups: readonly Group[]): Group | undefined {
  let nearest: Group | undefined;
  let best = -1;
  for (const group of groups) {
    const score = likenessTo(group, vector);
    if (score <= best) continue;
    best = score;
    nearest = group;
  }
  return nearest;
}

function join({ members, sum }: Group, position: number, vector: Float32Array): void {
  members.push(position);
  for (const [index, value] of vector.entries()) sum[index] = (sum[index] ?? 0) + value;
}

/** The cosine of a vector of unit length with a group's mean. */
function likenessTo({ sum }: Group, vector: Float32Array): number {
  const length = Math.sqrt(cosine(sum, sum));
  return length === 0 ? 0 : cosine(sum, vector) / length;
}

const at = (vectors: readonly Float32Array[], position: number) => vectors[position] as Float32Array;
