import { stemOf } from '../claims/stem.ts';
import { namedCodes, type RecordKeys } from './record-keys.ts';

/** The names of a record. */
export interface RecordNames {
  readonly keys: RecordKeys;
  /** Stems of the things that actions are done to, and of the records. */
  readonly heads: ReadonlySet<string>;
  /** The codes of the records that hold a thing, by the stem of its name. */
  readonly things: () => ReadonlyMap<string, ReadonlySet<string>>;
  /** The stems of the states of records, by their codes. */
  readonly states: () => ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The codes of the records that a piece of a sentence is about: those that it names, else that of the thing that it
 * names, else those of the sentence, or of what was said before. Null if it is about none: "orders can be cancelled".
 */
export function meantCodes(
  piece: string,
  words: readonly string[],
  around: readonly string[],
  names: RecordNames,
): readonly string[] | null {
  const named = namedCodes(piece, names.keys);
  if (named !== undefined) return named;
  const holders = words.flatMap((word) => names.things().get(stemOf(word)) ?? []);
  const heads = new Set([...names.heads, ...names.things().keys()]);
  if (!isOne(words, heads)) return null;
  if (holders.length === 0) return inSaidState(words, around, names.states());
  const [first = new Set<string>(), ...more] = holders;
  const holding = [...first].filter((code) => more.every((codes) => codes.has(code)));
  const both = inSaidState(
    words,
    holding.filter((code) => around.includes(code)),
    names.states(),
  );
  if (both !== null && both.length > 0) return both;
  // The lamp of one of two orders.
  return holding.length === 1 ? inSaidState(words, holding, names.states()) : null;
}

/** "The pending order" is none that is delivered. Null if none of these can be meant. */
function inSaidState(
  words: readonly string[],
  codes: readonly string[],
  states: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | null {
  const all = new Set([...states.values()].flatMap((stems) => [...stems]));
  const said = words.map(stemOf).filter((stem) => all.has(stem));
  const isIn = (code: string) => said.every((stem) => states.get(code)?.has(stem) ?? false);
  const meant = codes.filter(isIn);
  return codes.length > 0 && meant.length === 0 ? null : meant;
}

/** The codes that a tool may be given: those that are meant, or that of the only record that was read. */
export function codesFor(
  inputs: readonly string[],
  codes: readonly string[],
  keys: RecordKeys,
): readonly string[] {
  const known = inputs.flatMap((input) => [...(keys.get(input)?.keys() ?? [])]);
  const named = known.filter((key) => codes.includes(key));
  if (named.length > 0) return named;
  return known.length === 1 ? known : [];
}

const THIS = new Set(['it', 'this', 'that', 'them', 'they', 'these', 'those']);
const DEFINITE = new Set([...THIS, 'the', 'your', 'his', 'her', 'both']);
const ANY = new Set(['a', 'an', 'any', 'every', 'each', 'all', 'no', 'most', 'some', 'such']);
/** The most words from "the" to its noun. */
const FARTHEST = 4;

/** True if words are of one thing: "it", "the order", "your lamp". "Orders" and "an order" are of no record. */
function isOne(words: readonly string[], heads: ReadonlySet<string>): boolean {
  const things = [...words.keys()].filter((at) => heads.has(stemOf(words[at] ?? '')));
  const has = (at: number, set: ReadonlySet<string>) =>
    words.slice(Math.max(0, at - FARTHEST), at).some((word) => set.has(word));
  if (things.length === 0) return words.some((word) => THIS.has(word));
  return (
    things.every((at) => !has(at, ANY)) &&
    things.every((at) => has(at, DEFINITE) || !words[at]?.endsWith('s'))
  );
}
