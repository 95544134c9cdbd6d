import type { Json } from '../../core/values/json.ts';

/** A scalar in an element, with the keys that lead to it. */
export interface Leaf {
  readonly path: string;
  readonly key: string;
  readonly value: string | number;
}

const MOST = 120;
const DEEPEST = 6;
/** Parts of records that say who and where the customer is, or how they paid: they describe no option. */
const APART = /address|payment|transaction|fulfil|tracking|user|customer|passenger|saved/i;

/** The scalars of an element, without those of addresses and payments inside it. */
export function elementLeaves(element: Json): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collect(element, '', '', 0, leaves);
  return leaves;
}

function collect(value: Json, path: string, key: string, depth: number, leaves: Leaf[]): void {
  if (leaves.length >= MOST || depth > DEEPEST || APART.test(key)) return;
  if (typeof value === 'string' || typeof value === 'number') {
    leaves.push({ path, key, value });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      collect(inner, `${path}/${name}`, Array.isArray(value) ? key : name, depth + 1, leaves);
  }
}
