import type { Option } from '../../core/state.ts';
import type { Language } from '../languages/language.ts';
import { elementLeaves, type Leaf } from './element-leaves.ts';
import type { Places } from './mention.ts';
import { messageWords, type Word, type WordForms } from './message-words.ts';
import { isPlural } from './word-form.ts';
import { COMMON_WORDS, FUNCTION_WORDS, REQUEST_WORDS } from './word-lists.ts';

/** A list of options, by the words that tell one from the others. */
export interface OptionIndex {
  readonly options: readonly Option[];
  readonly all: Places;
  /** The words of each label, in one text with spaces. */
  readonly labels: readonly string[];
  /** The forms of each option's own name, without words that all names begin with. */
  readonly names: readonly (readonly string[])[];
  /** Options whose name has the word. */
  readonly byName: ReadonlyMap<string, Places>;
  /** Options whose label has the word behind its name. */
  readonly byDetail: ReadonlyMap<string, Places>;
  /** Finds the options whose element has the word, and no label. */
  readonly byElement: FindPlaces;
  /** Finds the options with this id, or an id that ends so. */
  readonly byId: FindPlaces;
  /** Words that say nothing because all names begin with them. */
  readonly lead: ReadonlySet<string>;
  /** All words of labels behind the names, with those that tell nothing: "size". */
  readonly attributes: ReadonlySet<string>;
  /** Words that names have in the plural: "boots". */
  readonly plurals: ReadonlySet<string>;
  /** Things have names of their own, variants are told by attributes. */
  readonly kind: 'things' | 'ids' | 'variants';
  readonly leaves: readonly (readonly Leaf[])[];
}

/** Undefined if there are none. */
type FindPlaces = (word: string) => Places | undefined;

const NAME_ENDS = /[(:,]/;
const ID = /^(?=.*\d)[\p{L}\p{N}_]{4,40}$/u;
const SHORTEST_ID = 4;
/** Digits that an id may be named by, if it ends so. */
const ID_END = /^\d{4,}$/;
const ID_KEY = /(?:^|_)ids?$/;
const NO_ID_KEY = /price|amount|date|time/;
const LEAF_WORDS = 80;

/** Reads a list of options once for a message. */
export function optionIndex(options: readonly Option[], glossary: Language['glossary'] = null): OptionIndex {
  const forms: WordForms = new Map();
  const labels = options.map(({ label }) => messageWords(label, { forms, glossary }));
  const nameCounts = options.map(({ label }, at) => wordsBefore(labels[at] ?? [], nameEnd(label)));
  const named = labels.map((words, at) => words.slice(0, nameCounts[at]).map(({ form }) => form));
  const shared = sharedLead(named);
  const names = named.map((forms) => forms.slice(shared));
  const leaves = options.map(({ element }) => elementLeaves(element));
  const inLabels = labels.map((words) => words.map(({ form }) => form));
  const lead = new Set(named[0]?.slice(0, shared));
  return {
    options,
    all: new Set(options.keys()),
    labels: labels.map((words) => words.map(({ form }) => form).join(' ')),
    names,
    byName: placesByWord(names.map((forms) => forms.filter((form) => !FUNCTION_WORDS.has(form)))),
    byDetail: placesByWord(labels.map((words, at) => detailsOf(words.slice(nameCounts[at])))),
    byElement: elementPlaces(leaves, new Set(inLabels.flat()), { forms, glossary }),
    byId: idPlaces(options, labels, leaves),
    lead,
    attributes: new Set(labels.flatMap((words, at) => words.slice(nameCounts[at]).map(({ form }) => form))),
    plurals: new Set(
      labels.flatMap((words, at) =>
        words.slice(0, nameCounts[at]).flatMap(({ raw, form }) => (isPlural(raw) ? [form] : [])),
      ),
    ),
    kind: kindOf(names, lead),
    leaves,
  };
}

function kindOf(names: OptionIndex['names'], lead: ReadonlySet<string>): OptionIndex['kind'] {
  const ids = names.filter((forms) => forms.length > 0 && forms.every((form) => /\d/.test(form)));
  if (ids.length > names.length / 2) return 'ids';
  return lead.size === 0 || names.every((forms) => forms.length === 0) ? 'things' : 'variants';
}

function nameEnd(label: string): number {
  const end = label.search(NAME_ENDS);
  return end > 0 ? end : label.length;
}

const wordsBefore = (words: readonly Word[], end: number): number =>
  words.filter(({ to }) => to <= end).length;

/** The number of words that all names begin with. Every name keeps one, unless all names are equal. */
function sharedLead(names: readonly (readonly string[])[]): number {
  const [first = [], ...others] = names;
  if (others.length === 0) return 0;
  let shared = 0;
  while (shared < first.length && others.every((name) => name[shared] === first[shared])) shared++;
  const equal = names.every((name) => name.length === shared);
  return equal ? shared : Math.min(shared, ...names.map((name) => name.length - 1));
}

function detailsOf(words: readonly Word[]): readonly string[] {
  return words.map(({ form }) => form).filter(tells);
}

/** True if the word may tell one option from another without being a part of its name. */
function tells(form: string): boolean {
  return !FUNCTION_WORDS.has(form) && !REQUEST_WORDS.has(form) && !COMMON_WORDS.has(form);
}

/** Elements are read when the first word is looked for. Many of them have the same texts, which are read once. */
function elementPlaces(
  leaves: readonly (readonly Leaf[])[],
  ofLabels: ReadonlySet<string>,
  words: { readonly forms: WordForms; readonly glossary: Language['glossary'] },
): FindPlaces {
  const read = new Map<string, readonly string[]>();
  const formsOf = (text: string): readonly string[] => {
    const known = read.get(text) ?? messageWords(text.slice(0, LEAF_WORDS), words).map(({ form }) => form);
    read.set(text, known);
    return known;
  };
  const inElement = (of: readonly Leaf[]): readonly string[] =>
    of
      .flatMap(({ key, value }) => (typeof value === 'string' && !ID_KEY.test(key) ? formsOf(value) : []))
      .slice(0, LEAF_WORDS);
  let elements: readonly (readonly string[])[] | undefined;
  return (form) => {
    if (form.length < 3 || !tells(form) || ofLabels.has(form)) return undefined;
    elements ??= leaves.map(inElement);
    return placesWhere(elements, (words) => words.includes(form));
  };
}

function placesWhere<T>(of: readonly T[], has: (one: T) => boolean): Places | undefined {
  const places = of.flatMap((one, at) => (has(one) ? [at] : []));
  return places.length > 0 ? new Set(places) : undefined;
}

function placesByWord(lists: readonly (readonly string[])[]): ReadonlyMap<string, Places> {
  const places = new Map<string, Set<number>>();
  for (const [at, forms] of lists.entries())
    for (const form of forms) {
      const found = places.get(form);
      if (found) found.add(at);
      else places.set(form, new Set([at]));
    }
  return places;
}

function idPlaces(
  options: readonly Option[],
  labels: readonly (readonly Word[])[],
  leaves: readonly (readonly Leaf[])[],
): FindPlaces {
  const idsAt = ({ value }: Option, at: number): readonly string[] => {
    const written = typeof value === 'object' ? '' : String(value).replace(/^#/, '').toLowerCase();
    const inLabel = (labels[at] ?? []).map(({ raw }) => raw);
    const inElement = (leaves[at] ?? []).flatMap(({ key, value: leaf }) =>
      NO_ID_KEY.test(key) ? [] : [String(leaf).replace(/^#/, '').toLowerCase()],
    );
    const own = written.length >= SHORTEST_ID ? [written] : [];
    return [...own, ...[...inLabel, ...inElement].filter((id) => ID.test(id))];
  };
  let ids: readonly (readonly string[])[] | undefined;
  return (raw) => {
    ids ??= options.map(idsAt);
    const isEnd = ID_END.test(raw);
    return placesWhere(ids, (of) => of.some((id) => id === raw || (isEnd && id.endsWith(raw))));
  };
}
