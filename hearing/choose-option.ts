import type { Span } from '../core/span.ts';
import type { Option } from '../core/state.ts';
import type { Json } from '../core/values/json.ts';
import { ENGLISH } from './languages/english/english.ts';
import type { Language } from './languages/language.ts';
import { messageWords } from './mentions/message-words.ts';
import { positions } from './mentions/positions.ts';
import { readMentions } from './mentions/read-mentions.ts';
import { FUNCTION_WORDS, NEGATIONS } from './mentions/word-lists.ts';

type Glossed = Pick<Language, 'glossary'>;

/** A longer answer says more than the words of a label. */
const MOST_WORDS = 3;

/** A message's choice from a list of options. `ambiguous`: it fits several options equally. */
export type Choice = readonly Option[] | 'ambiguous' | null;

/** Reads the options that a message chooses. Null if it chooses none. `used`: words that mean something else. */
export function chooseOptions(
  text: string,
  options: readonly Option[],
  many: boolean,
  used: readonly Span[] = [],
  language: Glossed = ENGLISH,
): Choice {
  const mention = readMentions(text, options, { many, used, language });
  if (mention.kind === 'chosen') return mention.options;
  return mention.kind === 'ambiguous' ? 'ambiguous' : null;
}

/** Reads a choice from a list by number only: similar words are no choice of a declared option. */
export function chooseNumber(
  text: string,
  options: readonly Option[],
  { glossary }: Glossed = ENGLISH,
): Choice {
  const found = positions(messageWords(text, { glossary }), options.length, true) ?? [];
  const places = new Set(found.map(({ place }) => place));
  return places.size === 1 ? options.filter((_, place) => places.has(place)) : null;
}

/**
 * Reads a choice whose label has every word of a short answer, and no other label has one: "mistake" of "ordered by
 * mistake". A word more is no choice.
 */
export function chooseLabel(
  text: string,
  options: readonly Option[],
  { glossary }: Glossed = ENGLISH,
): Choice {
  const words = messageWords(text, { glossary });
  const said = words.filter(({ raw }) => !FUNCTION_WORDS.has(raw));
  if (words.some(({ raw }) => NEGATIONS.has(raw) || raw.endsWith("n't")) || text.includes('?')) return null;
  if (said.length === 0 || words.length > MOST_WORDS) return null;
  const labels = options.map(
    ({ label }) => new Set(messageWords(label, { glossary }).map(({ form }) => form)),
  );
  const fits = (all: boolean) =>
    options.filter((_, at) => {
      const has = ({ form }: { readonly form: string }) => labels[at]?.has(form) ?? false;
      return all ? said.every(has) : said.some(has);
    });
  return fits(true).length === 1 && fits(false).length === 1 ? fits(true) : null;
}

/** True if some label has all the words of a message: they are about this list, even where every label has them. */
export function isOfList(text: string, options: readonly Option[], { glossary }: Glossed = ENGLISH): boolean {
  const said = messageWords(text, { glossary }).filter(({ raw }) => !FUNCTION_WORDS.has(raw));
  if (said.length === 0) return false;
  return options.some(({ label }) => {
    const forms = new Set(messageWords(label, { glossary }).map(({ form }) => form));
    return said.every(({ form }) => forms.has(form));
  });
}

/** The slot's value for the chosen options. */
export function chosenValue(chosen: readonly Option[], many: boolean): Json {
  return many ? chosen.map((option) => option.element) : (chosen[0]?.element ?? null);
}
