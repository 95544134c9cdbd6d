import type { Span } from '../../core/span.ts';
import { readNumbers } from '../../hearing/values/read-numbers.ts';
import { DATE, dateForm, NUMERIC_DATE, numericForm } from './said-dates.ts';

/** A value in a text that a statement can be wrong by. */
export interface TellingValue {
  readonly kind: 'amount' | 'quantity' | 'date' | 'time' | 'id' | 'name' | 'contact' | 'link';
  readonly text: string;
  readonly span: Span;
  /** The value in one form: `119.51`, `90 day`, `2024-05-20`, `15:30`, `#w1000001`. */
  readonly form: string;
}

type Found = Omit<TellingValue, 'kind'>;

const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';

const LINK =
  /\b(?:https?:\/\/|www\.)[^\s)<>\]]+|(?<![\w@.])(?:[a-z0-9-]{2,63}\.){1,4}(?:com|net|org|biz|info|io|co|shop|store|app|test|example|de|uk|eu|us|ru|xyz|site|online)\b(?:\/[^\s)<>\]]*)?/giu;
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/g;
const PHONE = /(?<![\w#$€£.,-])\+?\d[\d() -]{5,18}\d(?![\w-])/g;
const AMOUNT = new RegExp(
  `(?:[$€£]\\s?|\\b(?:usd|eur|gbp|us\\$)\\s?)(${NUMBER})|(?<![\\w.,#-])(${NUMBER})\\s?(?:dollars?|euros?|pounds?|bucks|usd|eur|gbp|€|£)(?!\\w)`,
  'giu',
);
const UNIT = 'minutes?|hours?|days?|nights?|weeks?|months?|years?|percent|%';
const QUANTITY = new RegExp(
  `(?<![\\w.,#$€£-])(${NUMBER})[\\s-]?(?:(?:business|working|calendar|full|more)[\\s-])?(${UNIT})(?![\\w-])`,
  'giu',
);
const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const RELATIVE =
  /\b(?:today|tonight|tomorrow|yesterday|(?:this|next|last|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this|next) (?:week(?:end)?|month|morning|afternoon|evening))\b/giu;
const TIME =
  /(?<![\d:.$])(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s?([ap])\.?m\b\.?|(?<![\d:.$])(\d{1,2}):(\d{2})(?::\d{2})?(?![\d:])/giu;
const ID =
  /#\w{3,32}|(?<![\w$€£.,-])(?=[\w-]{0,64}\d)(?=[\w-]{0,64}[a-z_])[a-z0-9][\w-]{2,64}(?![\w.]\w)|(?<![\w$€£.,-])\d{5,20}(?![\w.,-]\d|\w)/giu;
/** The last digits of a card. */
const CARD = /(?<=\bend(?:s|ing)(?: in| with)? [*_(]{0,3})\d{3,4}\b/giu;
const NAME = /(?<=[\p{Ll},;:] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+(?!\*{0,2}:)/gu;

/** The number of a house with its street, or of things with their name. */
const HOUSE = /(?<![\w.,#$€£-])\d{1,6} \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3}/gu;

/** The telling values of a text, each of its characters in one of them at most. Runs in linear time. */
export function tellingValues(text: string): readonly TellingValue[] {
  const taken = new Uint8Array(text.length);
  const found: TellingValue[] = [];
  const take = (kind: TellingValue['kind'], values: readonly Found[]) => {
    for (const value of values) {
      const { from, to } = value.span;
      if (taken.subarray(from, to).includes(1)) continue;
      taken.fill(1, from, to);
      found.push({ kind, ...value });
    }
  };
  take(
    'contact',
    matches(text, EMAIL, ([all]) => all.toLowerCase()),
  );
  take(
    'link',
    matches(text, LINK, ([all]) => all.toLowerCase().replace(/[.,;:!?]+$/, '')),
  );
  take(
    'date',
    matches(text, ISO_DATE, ([all]) => all),
  );
  take('date', matches(text, DATE, dateForm));
  take('date', matches(text, NUMERIC_DATE, numericForm));
  take('time', matches(text, TIME, timeForm));
  take(
    'amount',
    matches(text, AMOUNT, ([, before, after]) => plainNumber(before ?? after ?? '')),
  );
  take(
    'quantity',
    matches(text, QUANTITY, ([, number, unit]) => quantityForm(number ?? '', unit ?? '')),
  );
  const words = numbersInWords(text);
  take('amount', amountsInWords(words));
  take(
    'quantity',
    words.flatMap(({ after, ...value }) => withUnit(after, value)),
  );
  take(
    'contact',
    matches(text, PHONE, ([all]) => all.replace(/\D/g, '')).filter(({ form }) => form.length >= 7),
  );
  take('id', idsIn(text));
  take(
    'date',
    matches(text, RELATIVE, ([all]) => all.toLowerCase()),
  );
  take(
    'contact',
    matches(text, HOUSE, ([all]) => all.toLowerCase()),
  );
  take(
    'name',
    matches(text, NAME, ([all]) => all.toLowerCase()),
  );
  return found;
}

const idsIn = (text: string): readonly Found[] => [
  ...matches(text, CARD, ([all]) => all),
  ...matches(text, ID, ([all]) => all.toLowerCase()).filter(
    ({ form }) => !/^\d+(?:st|nd|rd|th|x|k|am|pm)$/.test(form),
  ),
];

function matches(text: string, pattern: RegExp, form: (match: RegExpMatchArray) => string): readonly Found[] {
  return [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    span: { from: match.index, to: match.index + match[0].length },
    form: form(match),
  }));
}

/** `1,234.50`, `1234.5` and `1234.50` become the same. */
export function plainNumber(text: string): string {
  const value = Number(text.replace(/,/g, ''));
  return Number.isFinite(value) ? String(value) : text;
}

const quantityForm = (number: string, unit: string) =>
  `${plainNumber(number)} ${unit === '%' ? 'percent' : unit.toLowerCase().replace(/s$/, '')}`;

const UNIT_AFTER = new RegExp(
  `^[\\s-](?:(?:business|working|calendar|full|more)[\\s-])?(${UNIT})(?!\\w)`,
  'i',
);

function withUnit(after: string, value: Found): readonly Found[] {
  const [rest, unit = ''] = UNIT_AFTER.exec(after) ?? [];
  return withRest({ ...value, form: quantityForm(value.form, unit) }, rest);
}

/** The value with what follows it; none if nothing does. */
function withRest({ text, span, form }: Found, rest: string | undefined): readonly Found[] {
  if (rest === undefined) return [];
  return [{ text: text + rest, span: { from: span.from, to: span.to + rest.length }, form }];
}

const MONEY_AFTER = /^\s(?:dollars?|euros?|pounds?|bucks|usd)\b/i;

/** "Thirty dollars and fifty cents" is one amount. */
function amountsInWords(words: readonly NumberInWords[]): readonly Found[] {
  const cents = words.flatMap(({ after, ...value }) =>
    withRest(
      { ...value, form: plainNumber(String(Number(value.form) / 100)) },
      /^\scents?\b/i.exec(after)?.[0],
    ),
  );
  const whole = words.flatMap(({ after, ...value }) => withRest(value, MONEY_AFTER.exec(after)?.[0]));
  const joined = whole.map((amount) => {
    const rest = cents.find(({ span }) => span.from - amount.span.to === AND.length);
    if (rest === undefined) return amount;
    const form = plainNumber(String(Number(amount.form) + Number(rest.form)));
    return {
      text: `${amount.text}${AND}${rest.text}`,
      span: { from: amount.span.from, to: rest.span.to },
      form,
    };
  });
  return [...joined, ...cents];
}

const AND = ' and ';

type NumberInWords = Found & { readonly after: string };

function numbersInWords(text: string): readonly NumberInWords[] {
  if (
    !/\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b/i.test(
      text,
    )
  )
    return [];
  return readNumbers(text)
    .filter(({ text: said }) => /[a-z]/i.test(said))
    .map(({ value, span, text: said }) => ({
      text: said,
      span,
      form: String(value),
      after: text.slice(span.to, span.to + 24),
    }));
}

function timeForm([, hour, minute, half, hour24, minute24]: RegExpMatchArray): string {
  if (hour24 !== undefined) return `${hour24.padStart(2, '0')}:${minute24}`;
  const hours = (Number(hour) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute ?? '00'}`;
}
