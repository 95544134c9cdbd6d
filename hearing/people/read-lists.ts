import type { Slot } from '../../core/flow.ts';
import type { Span } from '../../core/span.ts';
import { canonicalJson, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { type ReadContext, type ReadSlot, readAllUnasked } from '../read-slot.ts';
import { readTyped } from '../values/read-typed.ts';
import { readPeopleList } from './read-list.ts';

type Slots = ReadonlyMap<string, Slot>;

/** The lists that a message fills, and what is left for other slots. */
export interface ReadLists {
  readonly found: ReadonlyMap<string, ReadSlot>;
  readonly taken: readonly Span[];
  /** The slots that hold one value. */
  readonly plain: Slots;
}

/** Types whose values are no names, although they may look like some. */
const NO_NAMES: ReadonlySet<string> = new Set(['choice', 'id', 'email']);

/** Reads the lists of several slots in a message that asked for none of them. */
export function readLists(text: string, slots: Slots, context: ReadContext): ReadLists {
  const lists = [...slots].filter(([, { many }]) => many);
  const found = new Map<string, ReadSlot>();
  const taken: Span[] = [];
  for (const [name, slot] of lists) {
    if (slot.unasked === false) continue;
    const read =
      slot.type === 'person-name'
        ? readPersons(text, { name, slot, slots }, context)
        : readPlainList(text, { name, slot }, context);
    taken.push(...read.taken);
    if (read.list) found.set(name, read.list);
  }
  const plain = lists.length === 0 ? slots : new Map([...slots].filter(([, { many, of }]) => !many && !of));
  return { found, taken, plain };
}

interface ReadOne {
  readonly list: ReadSlot | null;
  readonly taken: readonly Span[];
}

function readPersons(
  text: string,
  { name, slot, slots }: { readonly name: string; readonly slot: Slot; readonly slots: Slots },
  context: ReadContext,
): ReadOne {
  const current = own(context.slots, name);
  const others = [...slots.values()].filter(({ type, of }) => NO_NAMES.has(type) && !of);
  const named = others.flatMap((other) => readTyped(text, other, { ...context, asked: false }));
  const taken = [...(context.taken ?? []), ...named.map(({ span }) => span)];
  const values = valuesOf(name, slots);
  const { people, spans, unowned } = readPeopleList(
    text,
    { slot, values },
    { ...context, taken, current, asked: null },
  );
  const meant = unowned.filter(({ announced, loose }) => announced || !loose);
  return {
    list: listAt(text, people, spans, current),
    taken: [...spans, ...meant.map(({ from, to }) => ({ from, to }))],
  };
}

/** The slots of values for each element of a list. */
export const valuesOf = (list: string, slots: Slots): Slots =>
  new Map([...slots].filter(([, { of }]) => of === list));

/** Reads a list of days. */
function readPlainList(
  text: string,
  { name, slot }: { readonly name: string; readonly slot: Slot },
  context: ReadContext,
): ReadOne {
  const current = own(context.slots, name);
  const read = readAllUnasked(text, slot, context);
  const list = withValues(current, read);
  const spans = read.map(({ from, to }) => ({ from, to }));
  return { list: listAt(text, list, spans, current), taken: spans };
}

/** The list with further values, each once. */
export function withValues(current: Json | undefined, read: readonly ReadSlot[]): readonly Json[] {
  const list = Array.isArray(current) ? current : [];
  const all = new Map(
    [...list, ...read.map(({ value }) => value)].map((value) => [canonicalJson(value), value]),
  );
  return [...all.values()];
}

/** A list with the words that it was read from; null if they change nothing. */
export function listAt(
  text: string,
  list: readonly Json[],
  spans: readonly Span[],
  current: Json | undefined,
): ReadSlot | null {
  if (spans.length === 0 || canonicalJson(list) === canonicalJson(current ?? [])) return null;
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  return { value: list, span: text.slice(from, to), from, to, words: spans };
}
