import type { Span } from '../../core/span.ts';
import type { Glossary, Language } from '../languages/language.ts';
import { wordForm } from './word-form.ts';

/** A word of a message. */
export interface Word extends Span {
  /** The word as it is written, in lower case. */
  readonly raw: string;
  /** The word without plural and British spelling. */
  readonly form: string;
  /** The strongest mark between the word before and this one. */
  readonly after: '' | ',' | '.';
  /** Written with a number sign: "#2". */
  readonly numbered: boolean;
  /** Taken by another reader. */
  readonly taken: boolean;
}

const WORD = /\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}]+(?:(?:['’]|_)[\p{L}\p{N}]+)*/gu;
const SENTENCE = /[!?;:\n]|\.(?!\d)/;
/** A number with its unit: `128GB`. Longer mixtures are ids. */
const WITH_UNIT = /^(\d+)([a-z]{1,4})$/;
const ORDINAL = /^\d+(?:st|nd|rd|th)$/;
const LONGEST_ID = 64;
/** Words read of one text; more than any message has that a person wrote. */
const MOST_WORDS = 4000;

/** The forms of words that were worked out before. */
export type WordForms = Map<string, string>;

interface WordsOf {
  /** Spans that other readers have taken. */
  readonly used?: readonly Span[] | undefined;
  readonly forms?: WordForms;
  readonly glossary?: Language['glossary'] | undefined;
}

/** Splits a message or a label into words: the first 4,000 of them. */
export function messageWords(
  text: string,
  { used = [], forms = new Map(), glossary = null }: WordsOf = {},
): readonly Word[] {
  const words: Word[] = [];
  const taken = [...used].sort((one, other) => one.from - other.from);
  let end = 0;
  let next = 0;
  for (const match of text.matchAll(WORD)) {
    const gap = text.slice(end, match.index);
    while ((taken[next]?.to ?? Number.POSITIVE_INFINITY) <= match.index) next++;
    words.push(...split(match[0], match.index, gap, taken[next], forms));
    end = match.index + match[0].length;
    if (words.length >= MOST_WORDS) break;
  }
  return glossary ? words.map((word) => glossed(word, glossary)) : words;
}

/**
 * The word as the English one that does the same. Any other word of letters gets a mark, so that it is none that only
 * looks like an English one: "die", "also".
 */
function glossed(word: Word, { words, form }: Glossary): Word {
  const known = words.get(word.raw);
  if (known !== undefined) return { ...word, raw: known, form: wordForm(known) };
  if (/\d/.test(word.raw)) return word;
  return { ...word, raw: `${word.raw}\u00b7`, form: `${form(word.raw)}\u00b7` };
}

function split(
  written: string,
  from: number,
  gap: string,
  used: Span | undefined,
  forms: WordForms,
): readonly Word[] {
  const raw = written.toLowerCase().replaceAll('’', "'");
  const unit = ORDINAL.test(raw) ? null : WITH_UNIT.exec(raw);
  const after = SENTENCE.test(gap) ? '.' : gap.includes(',') || gap.includes(' - ') ? ',' : '';
  const numbered = gap.endsWith('#');
  const at = (part: string, offset: number, length: number, mark: Word['after'] = ''): Word => {
    const start = from + offset;
    const to = start + length;
    return {
      from: start,
      to,
      raw: part,
      form: knownForm(part, forms),
      after: mark,
      numbered: numbered && offset === 0,
      taken: used !== undefined && used.from < to && start < used.to,
    };
  };
  if (!unit) return [at(raw, 0, written.length, after)];
  const [, digits = '', letters = ''] = unit;
  return [at(digits, 0, digits.length, after), at(letters, digits.length, letters.length)];
}

/** The form of a word, worked out once. */
function knownForm(raw: string, forms: WordForms): string {
  const known = forms.get(raw) ?? formOf(raw);
  forms.set(raw, known);
  return known;
}

function formOf(raw: string): string {
  if (raw.length > LONGEST_ID) return raw;
  // "$22" is the 22.00 of a label.
  if (/^\d/.test(raw)) return raw.replaceAll(',', '').replace(/\.0+$/, '');
  return raw.includes("'") && !raw.endsWith("'s") ? raw : wordForm(raw.replace(/'s$/, ''));
}
