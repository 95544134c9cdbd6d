import { editsWithin } from './edit-distance.ts';

/** A name as found in a text. */
export interface Mention {
  readonly name: string;
  /** How much of the name is there, 0..1; what few names have in common counts more. */
  readonly share: number;
}

/** Names to look for. */
export interface NameFinder {
  /** Each name that is mentioned, once. */
  find(text: string): readonly Mention[];
  /** Whether a text holds what tells a name from its like: `Old Town` of `Corner House - Old Town`. */
  saysBranch(name: string, text: string): boolean;
}

/** One way to say a name. */
interface Form {
  readonly name: string;
  readonly text: string;
  readonly grams: ReadonlySet<string>;
  readonly weight: number;
}

interface Place {
  readonly at: number;
  readonly gram: string;
}

interface Match extends Form {
  readonly share: number;
  readonly from: number;
  readonly to: number;
}

const GRAM = 3;
/** Below this share, a likeness is chance; from the second on it is worth counting letters. */
const LEAST = 0.5;
const WORTH_A_LOOK = 0.35;
/** One letter of this many may be wrong in a name that is heard almost right. */
const LETTERS = 6;
/** How far a said name may be longer than the written one, in characters. */
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

/** What stands before a dash, comma, bracket or the like is said alone; what stands behind it tells branches apart. */
const partsOf = (name: string): { readonly head: string; readonly branch: string } => {
  const [head = '', ...rest] = name.split(/\s[-–—|]\s|[,(/|:]/);
  return { head: plain(head), branch: plain(rest.join(' ')) };
};

const formsOf = (name: string): readonly string[] => {
  const forms = [plain(name), partsOf(name).head].filter((form) => form.length >= GRAM - 1);
  return [...new Set(forms.flatMap((form) => [form, form.replace(/^the (?=..)/, '')]))];
};

/**
 * Finds names in what people say, also misheard and misspelt ones: `super pend` is much of `Super Pan`.
 *
 * By character trigrams in a window of the name's length, each weighted by how few names have it; then, for names that are
 * nearly there, by letters. Of 668 names with one letter of twenty wrong, 29 are lost this way and 83 by trigrams alone.
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
      // Few forms have enough in common with a text to be worth looking for where.
      const common = new Map<Form, number>();
      for (const gram of new Set(said.map((place) => place.gram))) {
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

/** Where in the text most of a form stands together. */
function bestWindow(form: Form, said: readonly Place[], rarity: (gram: string) => number): Match {
  const places = said.filter(({ gram }) => form.grams.has(gram));
  const inside = new Map<string, number>();
  let first = 0;
  let weight = 0;
  let best = { weight: 0, from: 0, to: 0 };
  const count = (gram: string, change: 1 | -1): void => {
    const before = inside.get(gram) ?? 0;
    inside.set(gram, before + change);
    if (before + Math.min(change, 0) === 0) weight += change * rarity(gram);
  };
  for (const { at, gram } of places) {
    count(gram, 1);
    for (let left = places[first]; left && left.at < at - form.text.length - SLACK; left = places[++first])
      count(left.gram, -1);
    if (weight > best.weight) best = { weight, from: places[first]?.at ?? at, to: at + GRAM };
  }
  return { ...form, share: best.weight / form.weight, from: best.from, to: best.to };
}

/** A name that is there but for a letter or two has nearly all of its share, wherever the wrong letters stand. */
function almostRight(match: Match, heard: string): Match {
  const { text, share, from, to } = match;
  const allowed = Math.floor(text.length / LETTERS);
  if (share === 1 || allowed === 0) return match;
  const around = ` ${heard} `.slice(Math.max(0, from - SLACK), to + SLACK);
  const wrong = editsWithin(` ${text} `, around);
  return wrong > allowed ? match : { ...match, share: Math.max(share, 1 - wrong / text.length) };
}

/** Each name once, and no name on words that are more clearly part of another: `Nob Hill` in `Nob Hill Motor Inn`. */
function clearest(matches: readonly Match[]): readonly Mention[] {
  const clarity = ({ share, weight }: Match): number => share * share * weight;
  const kept = new Map<string, Match>();
  for (const match of matches.toSorted((a, b) => clarity(b) - clarity(a))) {
    const known = kept.get(match.name);
    // A shorter form of a name that stands there whole says more than most of a longer one.
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
