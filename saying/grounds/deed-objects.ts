import type { Json } from '../../core/values/json.ts';
import { stemOf } from '../claims/stem.ts';

/** A thing of the records that has a name: an item of an order. */
export interface NamedThing {
  /** The texts without a space in it: its ids. */
  readonly ids: readonly string[];
  /** The stem of the last word of its name: "skillet" of "Cast Iron Skillet". */
  readonly head: string;
}

const MOST_THINGS = 500;

/** The things with a name in these records. */
export function namedThings(records: readonly Json[]): readonly NamedThing[] {
  const found: NamedThing[] = [];
  const add = (value: Json): void => {
    if (value === null || typeof value !== 'object' || found.length >= MOST_THINGS) return;
    const thing = thingOf(value);
    if (thing !== null) found.push(thing);
    for (const each of Object.values(value)) add(each);
  };
  for (const record of records) add(record);
  return found;
}

function thingOf(value: Json & object): NamedThing | null {
  const fields = Object.entries(value);
  const name = fields.find(([key]) => key === 'name')?.[1];
  if (typeof name !== 'string') return null;
  const ids = fields.flatMap(([key, text]) =>
    /(?:^|_)id$/.test(key) && typeof text === 'string' && /^\S{3,40}$/.test(text) ? [text] : [],
  );
  const head = stemOf(
    name
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.at(-1) ?? '',
  );
  return ids.length === 0 || head === '' ? null : { ids, head };
}

/**
 * The head of a thing that a claim names and that none of these actions was done to; null if there is none.
 *
 * Only actions with the id of a thing among their arguments tell what they were done to.
 */
export function untouchedThing(
  words: readonly string[],
  done: readonly { readonly args: string }[],
  things: readonly NamedThing[],
): string | null {
  const isTouched = ({ ids }: NamedThing) =>
    done.some(({ args }) => ids.some((id) => args.includes(`"${id}"`)));
  const touched = new Set(things.filter(isTouched).map(({ head }) => head));
  if (touched.size === 0) return null;
  const stems = new Set(words.map(stemOf));
  return things.find(({ head }) => stems.has(head) && !touched.has(head))?.head ?? null;
}
