import { plainWords } from '../plain-words.ts';
import { plural } from './inflect.ts';
import { firstsOf, type PhrasePattern } from './phrase-pattern.ts';

/** A word of an item's name in a message, with the items that have it. */
interface NameWord {
  readonly items: ReadonlySet<number>;
  readonly plural: boolean;
}

const BEFORE = new Set(['the', 'my', 'both', 'these', 'those', 'this', 'that', 'and']);

/**
 * Matches words that name all the items: `the lamp and the mug`. Words that name some of them match nothing, because
 * the rest is then not wanted.
 */
export function itemNames(names: readonly string[], changing: readonly string[]): PhrasePattern {
  const words = nameWords(names, new Set(changing));
  return {
    ends({ words: said }, at) {
      const named = new Set<number>();
      const ends: number[] = [];
      for (
        let group = nameAt(said, at, words);
        group.items.length > 0;
        group = nameAt(said, group.end, words)
      ) {
        for (const item of group.items) named.add(item);
        if (named.size === names.length) ends.push(group.end);
      }
      return ends;
    },
    words: [...words.keys()],
    firsts: firstsOf([...BEFORE, ...words.keys()]),
  };
}

function nameWords(names: readonly string[], changing: ReadonlySet<string>): ReadonlyMap<string, NameWord> {
  const words = new Map<string, NameWord>();
  for (const [item, name] of names.entries())
    for (const word of plainWords(name).split(' ')) {
      if (changing.has(word) || BEFORE.has(word) || word === '') continue;
      const items = new Set([...(words.get(word)?.items ?? []), item]);
      words.set(word, { items, plural: false });
      if (!words.has(plural(word)) || words.get(plural(word))?.plural)
        words.set(plural(word), { items, plural: true });
    }
  return words;
}

/** The longest name at this place, after words such as `and the`, and the items that it means. A plural means several, a singular one. */
function nameAt(said: readonly string[], at: number, words: ReadonlyMap<string, NameWord>) {
  let end = at;
  while (BEFORE.has(said[end] ?? '')) end += 1;
  let items: readonly number[] | null = null;
  let many = false;
  for (let word = words.get(said[end] ?? ''); word; word = words.get(said[end] ?? '')) {
    const { items: having } = word;
    const both: readonly number[] = items === null ? [...having] : items.filter((item) => having.has(item));
    if (both.length === 0) break;
    items = both;
    many = word.plural;
    end += 1;
  }
  const meant = items ?? [];
  return { end, items: meant.length > 1 === many ? meant : [] };
}
