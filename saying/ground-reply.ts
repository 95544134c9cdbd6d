import { derivedAmounts } from './derived-amounts.ts';

/** A statement in a reply that has no ground in its sources. */
export interface Ungrounded {
  readonly kind: 'amount' | 'date' | 'id' | 'name' | 'contact' | 'citation' | 'length';
  readonly text: string;
}

const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec';

/** A number without currency or unit, which is no amount. It is matched all the same, so that no digit is read twice. */
const NO_AMOUNT = /^[\d.,]+$/;

/** Patterns that run in linear time: each can begin only at the first character of a run, or looks ahead a limited distance. */
const STATEMENTS: readonly { readonly kind: Ungrounded['kind']; readonly pattern: RegExp }[] = [
  { kind: 'contact', pattern: /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  { kind: 'contact', pattern: /(?<![\w#])\+?\d[\d() -]{8,}\d(?!\w)/g },
  {
    kind: 'amount',
    pattern: /[$€£]\s?\d[\d,]*(?:\.\d+)?|\b\d[\d,]*(?:\.\d+)?(?:\s?(?:dollars|euros|usd|eur|percent|%))?/gi,
  },
  { kind: 'date', pattern: /\b\d{4}-\d{2}-\d{2}\b/g },
  {
    kind: 'date',
    pattern: new RegExp(
      `\\b(?:(?:${MONTHS})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${MONTHS})(?:,? \\d{4})?)\\b`,
      'gi',
    ),
  },
  {
    kind: 'id',
    pattern: /#?\b(?=[\w-]{0,200}\d)(?=[\w-]{0,200}[A-Za-z_])[A-Za-z0-9][\w-]{4,}\b|#\w{4,}|\b\d{5,}\b/g,
  },
  { kind: 'name', pattern: /(?<=[\p{Ll},;:] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+/gu },
];

/** Numbers with a unit: `31-inch`, `4-foot-tall`. */
const MEASURE = /^(\d+)(?:-[a-z]+)+$/;

/** Words that are capitalised in headings but are no names: `No Backlight`. */
const FUNCTION_WORDS =
  /^(?:no|not|none|and|or|with|without|before|after|from|for|to|of|in|on|by|your|our|the)$/i;

/** A number with commas only between groups of three: `[12,50]` has two numbers. */
const NUMBER = /(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?/g;

/**
 * Finds amounts, dates, ids, names and contact data in a reply that occur in none of its sources.
 *
 * Deterministic: it compares written forms, so it may reject a true statement in another form. A figure passes
 * only if it is in a source, or is a sum or difference of such amounts that the reply shows.
 */
export function ungrounded(reply: string, sources: readonly string[]): readonly Ungrounded[] {
  const ground = groundOf(fold(sources.join('\n')));
  const { numbers } = ground;
  const found = STATEMENTS.flatMap(({ kind, pattern }) =>
    [...reply.matchAll(pattern)].map(([text]): Ungrounded => ({ kind, text })),
  ).filter(({ kind, text }) => kind !== 'amount' || !NO_AMOUNT.test(text));
  const loose = distinct(found).filter((statement) => !isGrounded(statement, ground));
  if (loose.length === 0) return [];
  const shown = found.filter(({ kind, text }) => kind === 'amount' && numbers.has(amountOf(text)));
  const workedOut = derivedAmounts(shown.map(({ text }) => amountOf(text)));
  return loose.filter(({ kind, text }) => kind !== 'amount' || !workedOut.has(amountOf(text)));
}

/** The sources of a reply, parsed once. */
interface Ground {
  readonly text: string;
  /** The text without the separators of telephone numbers. */
  readonly compact: string;
  readonly numbers: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

const groundOf = (text: string): Ground => ({
  text,
  compact: text.replace(/[() -]/g, ''),
  numbers: new Set([...text.matchAll(NUMBER)].map(([digits]) => plainNumber(digits))),
  words: new Set(text.match(/\p{L}+/gu)),
});

function isGrounded({ kind, text }: Ungrounded, { text: ground, compact, numbers, words }: Ground): boolean {
  // `$50` contains `$5`, a different amount.
  if (kind === 'amount') return numbers.has(amountOf(text));
  if (ground.includes(fold(text))) return true;
  if (kind === 'contact') return compact.includes(fold(text).replace(/[() -]/g, ''));
  if (kind === 'id')
    return numbers.has(MEASURE.exec(text)?.[1] ?? '') || ground.includes(fold(text).replace(/^#/, ''));
  if (kind === 'name')
    return text.split(' ').every((word) => FUNCTION_WORDS.test(word) || hasWord(words, word));
  if (kind === 'date') return dateForms(text).some((form) => ground.includes(form));
  return false;
}

/** Folds case and spaces. */
function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

/** The number in one form: `$1,234.50`, `1234.5` and `1234.50` become the same. */
function plainNumber(text: string): string {
  const value = Number(text.replace(/,/g, ''));
  return Number.isFinite(value) ? String(value) : text;
}

const ENDINGS = ['', 's', 'es', 'd', 'ed', 'ing'];

/** True if the sources contain the word, also in another number or tense: `Kettles`, `Powered`. */
function hasWord(words: ReadonlySet<string>, word: string): boolean {
  const folded = word.toLowerCase();
  const stem = folded.replace(/(?:ed|s)$/, '');
  if (stem.length < 4 || stem === folded) return words.has(folded);
  return ENDINGS.some((ending) => words.has(stem + ending));
}

const amountOf = (text: string): string => plainNumber(text.replace(/[^\d.,]/g, ''));

/** A written date as in records: `2024-05-15`, or `-05-15` without a year. */
function dateForms(text: string): readonly string[] {
  const year = /\b\d{4}\b/.exec(text)?.[0];
  const day = /\b\d{1,2}(?=st|nd|rd|th|\b)/.exec(text.replace(/\d{4}/, ''))?.[0];
  const month = new RegExp(`\\b(?:${MONTHS})`, 'i').exec(text)?.[0].slice(0, 3).toLowerCase();
  const number = month
    ? ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(month) + 1
    : 0;
  if (!day || number === 0) return [];
  const monthDay = `${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return [year ? `${year}-${monthDay}` : `-${monthDay}`];
}

function distinct(statements: readonly Ungrounded[]): readonly Ungrounded[] {
  return [
    ...new Map(statements.map((statement) => [`${statement.kind}:${statement.text}`, statement])).values(),
  ];
}
