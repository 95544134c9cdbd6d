import type { Span } from '../../core/span.ts';
import type { Option } from '../../core/state.ts';
import type { Json } from '../../core/values/json.ts';
import { type Choice, decideChoice } from './decide-choice.ts';
import { comparedAt, type Extreme, extremeAt, placesAtEnd } from './extremes.ts';
import { type Found, findGroups, type MessageReading } from './find-groups.ts';
import type { Mention, MentionContext, Places } from './mention.ts';
import { messageWords, type Word } from './message-words.ts';
import { type OptionIndex, optionIndex } from './option-index.ts';
import { positions } from './positions.ts';
import { ALL_WORDS } from './word-lists.ts';
import { type Meaning, wordMeanings } from './word-meanings.ts';
import { type ScopedWord, wordScopes } from './word-scopes.ts';

const NONE: Mention = { kind: 'none' };

/**
 * Reads the options that a message names: by id, position, name, details, "both", "all but the lamp", "the other
 * one". A word counts by what it tells about the options, and only once.
 */
export function readMentions(text: string, options: readonly Option[], context: MentionContext): Mention {
  const glossary = context.language?.glossary ?? null;
  const words = messageWords(text, { used: context.used, glossary });
  if (options.length === 0 || words.length === 0 || (glossary && deniesBehind(words))) return NONE;
  const index = optionIndex(options, glossary);
  const corrects = context.current !== undefined && context.current !== null;
  const meanings = wordMeanings(words, index);
  const scopes = withoutOwnNegations(wordScopes(words, corrects), meanings);
  const reading = { words, index, scopes, meanings };
  const placed = placeGroups(reading, context.shown ?? options.length);
  if (placed === null) return NONE;
  const choice = decideChoice(reading, placed, context.many, currentPlaces(index, context.current));
  return choice === null ? NONE : mentionOf(reading, choice);
}

/** True of a clause that ends with its negation, which English clauses do not: "die Lampe nicht". */
const deniesBehind = (words: readonly Word[]): boolean =>
  words.some(({ raw }, at) => at > 0 && raw === 'not' && (words[at + 1]?.after ?? '.') !== '');

/** The "not" of "not resistant" in an option's label denies nothing: a label said whole has one part in the wish. */
function withoutOwnNegations(
  scopes: readonly ScopedWord[],
  meanings: readonly Meaning[],
): readonly ScopedWord[] {
  const settled: ScopedWord[] = [];
  for (const [at, scoped] of scopes.entries()) {
    const [before, own] = [meanings[at - 1], meanings[at]];
    const goesOn = own?.kind === 'id' && before?.kind === 'id' && own.places === before.places;
    settled.push(goesOn ? { ...(settled[at - 1] ?? scoped), marker: false } : scoped);
  }
  return settled;
}

/** Groups by position, and groups by words that are no position. Null if a position is not there. */
function placeGroups(reading: MessageReading, shown: number): readonly Found[] | null {
  const { words, scopes, index } = reading;
  const found = positions(words, shown);
  if (found === null) return null;
  const asGroup = (word: number, places: Places): Found => ({
    kind: 'place',
    places,
    words: [word],
    every: false,
    count: null,
    scope: scopes[word]?.scope ?? 'said',
    alone: true,
  });
  const taken = new Set(found.map(({ word }) => word));
  const named = findGroups(reading).filter((group) => !group.words.some((word) => taken.has(word)));
  for (const word of named.flatMap((group) => group.words)) taken.add(word);
  let several: Found | null = null;
  const ends = words.flatMap((word, at) => {
    const extreme = endAt(words, at);
    if (!extreme || taken.has(at) || word.taken) return [];
    // "Two keyboards, the cheaper one" is one of these two.
    several = named.findLast((group) => isSeveral(group, words) && (group.words[0] ?? 0) < at) ?? null;
    const among = several?.places ?? index.all;
    return extreme.ofTwo && among.size !== 2 ? [] : [asGroup(at, placesAtEnd(index, among, extreme))];
  });
  const others = named.filter((group) => ends.length === 0 || group !== several);
  return [...found.map(({ word, place }) => asGroup(word, new Set([place]))), ...others, ...ends];
}

/** The end that a word names: "the cheaper", "newest", "my last order". */
function endAt(words: readonly Word[], at: number): Extreme | null {
  const raw = words[at]?.raw ?? '';
  if (raw === 'last' && words[at - 1]?.raw === 'my') return { by: 'date', most: true };
  return comparedAt(words, at) ?? extremeAt(raw, words[at + 1]?.raw ?? '');
}

/** "Both mugs" are wanted, whatever follows. */
const isSeveral = ({ places, words: used }: Found, words: readonly Word[]): boolean =>
  places.size > 1 && !used.some((at) => ALL_WORDS.has(words[at]?.raw ?? ''));

/** The places of a slot's present value. */
function currentPlaces({ options }: OptionIndex, current: Json | undefined): Places | null {
  if (current === undefined || current === null) return null;
  const kept = new Set(
    (Array.isArray(current) ? [...current, current] : [current]).map((one) => JSON.stringify(one)),
  );
  return new Set(
    [...options.entries()].flatMap(([place, { element, value }]) =>
      kept.has(JSON.stringify(element)) || kept.has(JSON.stringify(value)) ? [place] : [],
    ),
  );
}

function mentionOf({ words, scopes, meanings, index }: MessageReading, choice: Choice): Mention {
  const { clear, unclear, change } = choice;
  const chosen = index.options.filter((_, place) => clear.has(place));
  const candidates = index.options.filter((_, place) => unclear.has(place));
  const used = new Set(choice.words);
  const spanOf = ({ from, to }: Span): Span => ({ from, to });
  const spans = words.filter((_, at) => used.has(at)).map(spanOf);
  const isContent = (at: number) =>
    !used.has(at) && !scopes[at]?.marker && !['filler', 'neutral'].includes(meanings[at]?.kind ?? '');
  const unexplained = words.filter(({ taken }, at) => !taken && isContent(at)).map(spanOf);
  if (candidates.length > 0) return { kind: 'ambiguous', candidates, chosen, spans, unexplained };
  return chosen.length > 0 ? { kind: 'chosen', options: chosen, change, spans, unexplained } : NONE;
}
