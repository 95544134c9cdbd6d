import { editsWithin } from './edit-distance.ts';

/** A name as found in a text. */
export interface Mention {
  readonly name: string;
  /** The share of the name that was found, 0..1. Rare parts count more. */
  readonly share: number;
}

/** A search for known names. */
export interface NameFinder {
  /** Finds each mentioned name once. */
  find(text: string): readonly Mention[];
  /** True if a text contains the branch of a name: `Old Town` of `Corner House - Old Town`. */
  saysBranch(name: string, text: string): boolean;
}

/** One spoken form of a name. */
interface Form {
  readonly name: string;
  readonly text: string;
  readonly grams: ReadonlySet<string>;
  readonly weight: number;
}

interface GramPosition {
  readonly at: number;
  readonly gram: string;
}

interface Match extends Form {
  readonly share: number;
  readonly from: number;
  readonly to: number;
}

const GRAM = 3;
/** The least share of a match, and the least share for comparing letters. */
const LEAST = 0.5;
const WORTH_A_LOOK = 0.35;
/** One wrong letter is allowed for each of this many letters. */
const LETTERS = 6;
/** Characters by which a spoken name may be longer than the written one. */
const SLACK = 4;

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const gramsOf = (text: string): readonly string[] => {
  const padded = ` ${text} `;
  return Array.from({ length: Math.max(0, padded.length - GRAM + 1) }, (_, at) =>
    padded.slice(at, at + GRAM),
  );
};

/** A name split at a dash, comma or bracket: the head is often said alone, the rest distinguishes branches. */
const partsOf = (name: string): { readonly head: string; readonly branch: string } => {
  const [head = '', ...rest] = name.split(/\s[-–—|]\s|[,(/|:]/);
  return { head: plain(head), branch: plain(rest.join(' ')) };
};

const formsOf = (name: string): readonly string[] => {
  const forms = [plain(name), partsOf(name).head].filter((form) => form.length >= GRAM - 1);
  return [...new Set(forms.flatMap((form) => [form, form.replace(/^the (?=..)/, '')]))];
};

/**
 * Finds names in messages, also misheard and misspelt ones: `super pend` has most of `Super Pan`.
 *
 * Compares character trigrams, weighted by rarity, in a window of the name's length; then, for near matches, letters.
 * Of 668 names with one wrong letter in twenty it misses 29; trigrams alone miss 83.
 */
export function nameFinder(names: readonly string[]): NameFinder {
  const rarity = rarityAmong(names);
  const holders = new Map<string, Form[]>();
  for (const name of names)
    for (const text of formsOf(name)) {
      const grams = new Set(gramsOf(text));
      const form = { name, text, grams, weight: total([...grams].map(rarity)) };
      for (const gram of grams) listIn(holders, gram).push(form);
    }
  return {
    find(text) {
      const heard = plain(text);
      const said = gramsOf(heard).map((gram, at) => ({ at, gram }));
      // Excludes most forms before the search for a window.
      const common = new Map<Form, number>();
      for (const gram of new Set(said.map((one) => one.gram))) {
        const weight = rarity(gram);
        for (const form of holders.get(gram) ?? []) common.set(form, (common.get(form) ?? 0) + weight);
      }
      const likely = [...common].filter(([form, weight]) => weight >= WORTH_A_LOOK * form.weight);
      const matches = likely.map(([form]) => almostRight(bestWindow(form, said, rarity), heard));
      return clearest(matches.filter(({ share }) => share >= LEAST));
    },
    saysBranch(name, text) {
      const { branch } = partsOf(name);
      return branch !== '' && ` ${plain(text)} `.includes(` ${branch} `);
    },
  };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const listIn = <K, V>(lists: Map<K, V[]>, key: K): V[] => {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
};

function rarityAmong(names: readonly string[]): (gram: string) => number {
  const holding = new Map<string, number>();
  for (const name of names)
    for (const gram of new Set(formsOf(name).flatMap(gramsOf)))
      holding.set(gram, (holding.get(gram) ?? 0) + 1);
  return (gram) => Math.log(1 + names.length / (holding.get(gram) ?? 1));
}

/** The window of the text with the largest share of a form. */
function bestWindow(form: Form, said: readonly GramPosition[], rarity: (gram: string) => number): Match {
  const found = said.filter(({ gram }) => form.grams.has(gram));
  const inside = new Map<string, number>();
  let first = 0;
  let weight = 0;
  let best = { weight: 0, from: 0, to: 0 };
  const count = (gram: string, change: 1 | -1): void => {
    const before = inside.get(gram) ?? 0;
    inside.set(gram, before + change);
    if (before + Math.min(change, 0) === 0) weight += change * rarity(gram);
  };
  for (const { at, gram } of found) {
    count(gram, 1);
    for (let left = found[first]; left && left.at < at - form.text.length - SLACK; left = found[++first])
      count(left.gram, -1);
    if (weight > best.weight) best = { weight, from: found[first]?.at ?? at, to: at + GRAM };
  }
  return { ...form, share: best.weight / form.weight, from: best.from, to: best.to };
}

/** Raises the share of a name with only a few wrong letters, wherever they are. */
function almostRight(match: Match, heard: string): Match {
  const { text, share, from, to } = match;
  const allowed = Math.floor(text.length / LETTERS);
  if (share === 1 || allowed === 0) return match;
  const around = ` ${heard} `.slice(Math.max(0, from - SLACK), to + SLACK);
  const wrong = editsWithin(` ${text} `, around);
  return wrong > allowed ? match : { ...match, share: Math.max(share, 1 - wrong / text.length) };
}

/** Each name once, without names on words that are more clearly part of another: `Nob Hill` in `Nob Hill Motor Inn`. */
function clearest(matches: readonly Match[]): readonly Mention[] {
  const clarity = ({ share, weight }: Match): number => share * share * weight;
  const kept = new Map<string, Match>();
  for (const match of matches.toSorted((a, b) => clarity(b) - clarity(a))) {
    const known = kept.get(match.name);
    // A complete short form of a name counts more than a partial long form.
    if (known) kept.set(match.name, { ...known, share: Math.max(known.share, match.share) });
    else if (
      ![...kept.values()].some((other) => isWithin(match, other) && clarity(other) > 1.05 * clarity(match))
    )
      kept.set(match.name, match);
  }
  return [...kept.values()].map(({ name, share }) => ({ name, share }));
}

const isWithin = (match: Match, other: Match): boolean =>
  Math.min(other.to, match.to) - Math.max(other.from, match.from) > 0.3 * (match.to - match.from);
