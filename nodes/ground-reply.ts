/** A statement in a reply that nothing it was given supports. */
export interface Ungrounded {
  readonly kind: 'amount' | 'date' | 'id' | 'name' | 'contact' | 'citation';
  readonly text: string;
}

const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec';

const STATEMENTS: readonly { readonly kind: Ungrounded['kind']; readonly pattern: RegExp }[] = [
  { kind: 'contact', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  { kind: 'contact', pattern: /(?<![\w#])\+?\d[\d() -]{8,}\d(?!\w)/g },
  {
    kind: 'amount',
    pattern: /(?:[$€£]\s?\d[\d,]*(?:\.\d+)?|\b\d[\d,]*(?:\.\d+)?\s?(?:dollars|euros|usd|eur|percent|%))/gi,
  },
  { kind: 'date', pattern: /\b\d{4}-\d{2}-\d{2}\b/g },
  {
    kind: 'date',
    pattern: new RegExp(
      `\\b(?:(?:${MONTHS})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${MONTHS})(?:,? \\d{4})?)\\b`,
      'gi',
    ),
  },
  { kind: 'id', pattern: /#?\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z_])[A-Za-z0-9][\w-]{4,}\b|#\w{4,}|\b\d{5,}\b/g },
  { kind: 'name', pattern: /(?<=[\p{Ll},;:] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+/gu },
];

/** Commas belong to a number in groups of three only: `[12,50]` are two. */
const NUMBER = /(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?/g;

/**
 * Finds amounts, dates, ids, names and contact data in a reply that occur in none of its sources.
 *
 * Deterministic: it compares written forms, so it can ask for a second writing of something true, and
 * never lets through a figure that stands nowhere.
 */
export function ungrounded(reply: string, sources: readonly string[]): readonly Ungrounded[] {
  const ground = fold(sources.join('\n'));
  const numbers = new Set([...ground.matchAll(NUMBER)].map(([digits]) => plainNumber(digits)));
  const found = STATEMENTS.flatMap(({ kind, pattern }) =>
    [...reply.matchAll(pattern)].map(([text]): Ungrounded => ({ kind, text })),
  );
  return distinct(found.filter((statement) => !isGrounded(statement, ground, numbers)));
}

function isGrounded({ kind, text }: Ungrounded, ground: string, numbers: ReadonlySet<string>): boolean {
  if (ground.includes(fold(text))) return true;
  if (kind === 'amount') return numbers.has(plainNumber(text.replace(/[^\d.,]/g, '')));
  if (kind === 'contact') return ground.replace(/[() -]/g, '').includes(fold(text).replace(/[() -]/g, ''));
  if (kind === 'id') return ground.includes(fold(text).replace(/^#/, ''));
  if (kind === 'name')
    return text
      .split(' ')
      .every((word) => new RegExp(`(?<!\\p{L})${word.toLowerCase()}(?!\\p{L})`, 'u').test(ground));
  if (kind === 'date') return dateForms(text).some((form) => ground.includes(form));
  return false;
}

/** Folds case and the spelling of ids, so that `gift_card_1` and `gift card 1` are the same. */
function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

/** `$1,234.50`, `1234.5` and `1234.50` are one number. */
function plainNumber(text: string): string {
  const value = Number(text.replace(/,/g, ''));
  return Number.isFinite(value) ? String(value) : text;
}

/** The ISO form of a written date with a year, so that records can support it. */
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
