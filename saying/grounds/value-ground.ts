import type { Json } from '../../core/values/json.ts';
import { byText } from '../claims/by-text.ts';
import { once } from '../claims/once.ts';
import { stemOf } from '../claims/stem.ts';
import { plainNumber, type TellingValue, tellingValues } from '../claims/telling-values.ts';
import type { Grounds } from './grounds.ts';

/** The values of the grounds, read once for a reply. */
export interface ValueGrounds {
  /** Amounts of records, texts and earlier replies. */
  readonly amounts: ReadonlySet<string>;
  /** Amounts of records and texts. */
  readonly stated: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  /** Values of the customer's messages. */
  readonly said: ReadonlySet<string>;
  readonly text: string;
  /** Read when they are asked for: names and streets alone need them. */
  readonly stems: () => ReadonlySet<string>;
}

export function valueGrounds({ records, texts, replies, said, executed, refused }: Grounds): ValueGrounds {
  const deeds = [...executed, ...refused].map(({ arguments: args }) => args);
  const kept = [...records, ...deeds];
  const numbers: Numbers = { amounts: new Set(), quantities: new Set() };
  for (const record of kept) addNumbers(record, '', numbers);
  const stated = numbers.amounts;
  const written = kept.map((record) => JSON.stringify(record));
  const values = [...written.flatMap(tellingValues), ...texts.flatMap(textValues)];
  for (const { kind, form } of values) if (kind === 'amount') stated.add(form);
  const again = replies.flatMap(tellingValues);
  const text = [...written, ...texts, ...replies].join('\n').toLowerCase();
  return {
    stated,
    amounts: new Set([...stated, ...again.filter(({ kind }) => kind === 'amount').map(({ form }) => form)]),
    forms: new Set([
      ...numbers.quantities,
      ...[...values, ...again].flatMap(({ form }) => [form, withoutYear(form)]),
    ]),
    said: new Set(said.flatMap(tellingValues).map(({ form }) => form)),
    text: `${text}\n${said.join('\n').toLowerCase()}`,
    stems: once(() => new Set([...new Set(text.match(/\p{L}+/gu))].map((word) => stemOf(word)))),
  };
}

const textValues = byText(tellingValues);

/** A day that is said without its year. */
const withoutYear = (form: string) => form.replace(/^\d{4}(?=-\d\d-\d\d$)/, '');

/** The numbers of a record are amounts, and quantities of the unit that their key names: `days: 3`. */
function addNumbers(value: Json, key: string, into: Numbers): void {
  if (typeof value === 'number') {
    const number = plainNumber(String(Math.abs(value)));
    into.amounts.add(number);
    into.quantities.add(`${number} ${/[a-z]+?(?=s?$)/i.exec(key)?.[0].toLowerCase() ?? ''}`);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [inner, each] of Object.entries(value))
    addNumbers(each, Array.isArray(value) ? key : inner, into);
}

interface Numbers {
  readonly amounts: Set<string>;
  readonly quantities: Set<string>;
}

/** True if a value of a reply stands in the grounds; if it is repeated as the customer's, in their words. */
export function valueStands(value: TellingValue, theirs: boolean, grounds: ValueGrounds): boolean {
  const { kind, form } = value;
  const said = theirs && grounds.said.has(form);
  if (kind === 'amount') return grounds.amounts.has(form) || said;
  return sameForms(value).some((same) => grounds.forms.has(same)) || WRITTEN[kind](form, grounds) || said;
}

/** Two weeks are 14 days, 24 hours are one, 24 months are two years. */
function sameForms({ kind, form }: TellingValue): readonly string[] {
  const [number = '', unit] = form.split(' ');
  if (kind !== 'quantity') return [form];
  if (unit === 'week') return [form, `${Number(number) * 7} day`];
  if (unit === 'year') return [form, `${Number(number) * 12} month`];
  if (unit === 'month') return [form, `${Number(number) / 12} year`];
  if (unit === 'hour') return [form, `${Number(number) / 24} day`];
  return unit === 'day' ? [form, `${Number(number) / 7} week`, `${Number(number) * 24} hour`] : [form];
}

/** Other ways in which the grounds may have a value. */
const WRITTEN: {
  readonly [kind in Exclude<TellingValue['kind'], 'amount'>]: (
    form: string,
    grounds: ValueGrounds,
  ) => boolean;
} = {
  quantity: (form, { text }) => text.includes(form.replace(' ', '-')),
  date: (form, { text, said }) => text.includes(form) || said.has(form),
  time: (form, { text, said }) => text.includes(form) || said.has(form),
  id: (form, { text }) => text.includes(form.replace(/^#/, '')) || hasMeasure(form, text),
  name: (form, { text, stems }) =>
    form.split(' ').every((word) => stems().has(stemOf(word)) || text.includes(word)),
  contact: (form, grounds) => {
    const { text } = grounds;
    return (
      text.includes(form) || text.replace(/[() +-]/g, '').includes(form) || isOtherThanAddress(form, grounds)
    );
  },
  link: (form, { text }) => text.includes(form.replace(/\/+$/, '')),
};

/** "2 Desk Lamps": known words after a number, and no text has another number before them. */
function isOtherThanAddress(form: string, { text, stems }: ValueGrounds): boolean {
  const [, street = ''] = /^\d+ (\p{L}.*)$/u.exec(form) ?? [];
  if (street === '' || !street.split(' ').every((word) => stems().has(stemOf(word)))) return false;
  for (let at = text.indexOf(street); at >= 0; at = text.indexOf(street, at + 1))
    if (/\d $/.test(text.slice(Math.max(0, at - 2), at))) return false;
  return true;
}

/** "31-inch" and "64gb" where a record has 31 and 64. */
function hasMeasure(form: string, text: string): boolean {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)-?([a-z]+(?:-[a-z]+)*)$/.exec(form) ?? [];
  if (digits === undefined || unit === undefined)
    return form.includes('-') && form.split('-').every((part) => text.includes(part));
  return (
    text.includes(`${digits} ${unit}`) ||
    text.includes(`${digits}${unit}`) ||
    (form.includes('-') && stands(digits, text))
  );
}

/** True if the number stands in the text by itself, and not as a part of a longer one. */
function stands(digits: string, text: string): boolean {
  for (let at = text.indexOf(digits); at >= 0; at = text.indexOf(digits, at + 1))
    if (!/\d/.test(`${text[at - 1] ?? ''}${text[at + digits.length] ?? ''}`)) return true;
  return false;
}
