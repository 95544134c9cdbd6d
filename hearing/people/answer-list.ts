import type { Slot } from '../../core/flow.ts';
import type { Option } from '../../core/state.ts';
import { canonicalJson, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { correctChoice } from '../correct-choices.ts';
import { readMentions } from '../mentions/read-mentions.ts';
import type { ReadContext, ReadSlot } from '../read-slot.ts';
import { readTyped } from '../values/read-typed.ts';
import { withFullName } from './answer-name.ts';
import { peopleIn } from './person.ts';
import { type NewList, type ReadPeople, readPeopleList } from './read-list.ts';
import { listAt, valuesOf, withValues } from './read-lists.ts';

/** The open question for a list, for one of its persons, or for a value of one of its elements. */
export interface ListQuestion {
  readonly name: string;
  readonly slot: Slot;
  /** The element that is asked about; null if the list itself is. */
  readonly index: number | null;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly options: readonly Option[];
}

/** A list with the slot that holds it. */
export interface ListAnswer {
  readonly list: string;
  readonly read: ReadSlot;
}

/** Reads the answer to such a question as the list that it leaves. Null if the message is none. */
export function readListAnswer(
  text: string,
  question: ListQuestion,
  context: ReadContext,
): ListAnswer | null {
  const { name, slot, index } = question;
  const list = slot.of ?? name;
  const current = own(context.slots, list);
  const read = readFor(text, { ...question, list, current }, context);
  const changed = read && listAt(text, read.list, read.spans, current);
  return changed ? { list, read: changed } : index === null ? chosenFrom(text, question, current) : null;
}

interface OpenList extends ListQuestion {
  readonly list: string;
  readonly current: Json | undefined;
}

function readFor(text: string, open: OpenList, context: ReadContext): NewList | null {
  const { slot, list, slots, current, index, options } = open;
  if (slot.many && slot.type !== 'person-name') {
    const values = readTyped(text, slot, { ...context, asked: true });
    const read = values.map(({ value, span, text: words }) => ({ value, span: words, ...span }));
    return { list: withValues(current, read), spans: read.map(({ from, to }) => ({ from, to })) };
  }
  const holder = slots.get(list);
  if (!holder) return null;
  const offered = peopleIn(options.map(({ element }) => element));
  const declared = { slot: holder, values: valuesOf(list, slots) };
  const asked = slot.of === undefined ? ('persons' as const) : ('values' as const);
  const reading = { ...context, current, offered, asked };
  if (slot.of !== undefined) return withValue(readPeopleList(text, declared, reading), open);
  if (index === null) return fromPeople(readPeopleList(text, declared, reading));
  const others = peopleIn(current).filter((_, place) => place !== index);
  return withFullName(text, readPeopleList(text, declared, { ...reading, current: others }), current, index);
}

const fromPeople = ({ people, spans }: ReadPeople): NewList => ({ list: people, spans });

/** The list with a value of the element that was asked about, or of all that lack one, in order. */
function withValue({ people, spans, unowned }: ReadPeople, { name, index }: OpenList): NewList | null {
  const mine = unowned.filter((value) => value.name === name);
  const lacks = people.flatMap((person, place) => (own(person, name) === undefined ? [place] : []));
  const only = index !== null && lacks.includes(index) ? [index] : [];
  // Which of two days is the one asked for is open, unless there is one for each.
  const places = [only, lacks, [...people.keys()]].find(({ length }) => length === mine.length);
  if (!places || mine.length === 0) return { list: people, spans };
  const list = people.map((person, place) => {
    const value = mine[places.indexOf(place)];
    return value ? { ...person, [name]: value.value } : person;
  });
  return { list, spans: [...spans, ...mine.map(({ from, to }) => ({ from, to }))] };
}

/** Chooses from what the question lists: of too many those who stay, else further ones. */
function chosenFrom(
  text: string,
  { name, options }: ListQuestion,
  current: Json | undefined,
): ListAnswer | null {
  if (options.length === 0) return null;
  const list = Array.isArray(current) ? current : [];
  const has = new Set(list.map(canonicalJson));
  const isOfList = options.every(({ element }) => has.has(canonicalJson(element)));
  const whole = { from: 0, to: text.length };
  const change = isOfList ? correctChoice(text, [{ key: name, options, many: true, current: list }]) : null;
  const mention = readMentions(text, options, { many: true });
  if (!change && mention.kind !== 'chosen') return null;
  const chosen = mention.kind === 'chosen' ? mention.options.map(({ element }) => element) : [];
  const left = isOfList ? ((change?.value as readonly Json[] | undefined) ?? chosen) : [...list, ...chosen];
  const read = listAt(text, left, [whole], list);
  return read && { list: name, read };
}
