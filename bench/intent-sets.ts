import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A message and its intent, as the public data sets have them. */
export interface Labelled {
  readonly text: string;
  readonly label: string;
}

/** Of the order in which BANKING77 is cut: the first fifth is held out. */
const SEED = 77;

/** The label that CLINC150 gives to what is none of its intents. */
export const OUT_OF_SCOPE = 'oos';

const folderOf = (root: string): string =>
  join(process.env['TRESTLE_BENCH'] ?? resolve(root, '../shared/bench'), 'intents');

/** True if the data are on this machine. They are public and not part of this project. */
export function hasIntentSets(root: string): boolean {
  return existsSync(folderOf(root));
}

function readRows(root: string, name: string): readonly Labelled[] {
  return readFileSync(join(folderOf(root), `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

/** Two numbers whose remainders mix well (mulberry32): the same order for a seed on every machine. */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

export interface IntentSet {
  readonly train: readonly Labelled[];
  readonly test: readonly Labelled[];
}

/** All of BANKING77's public train set, and the same cut into four fifths to train on and one to judge. */
export function banking77(root: string): IntentSet & { readonly all: readonly Labelled[] } {
  const all = readRows(root, 'banking77_train');
  const order = shuffled(all, SEED);
  const fifth = Math.floor(all.length / 5);
  return { all, train: order.slice(fifth), test: order.slice(0, fifth) };
}

/** CLINC150, in and out of scope: trained on train, judged on val. */
export function clinc150(root: string): IntentSet {
  return { train: readRows(root, 'clinc150_train'), test: readRows(root, 'clinc150_val') };
}

/** Messages by label. */
export function byLabel(rows: readonly Labelled[]): ReadonlyMap<string, readonly string[]> {
  const labels = new Map<string, string[]>();
  for (const { text, label } of rows) labels.set(label, [...(labels.get(label) ?? []), text]);
  return labels;
}
