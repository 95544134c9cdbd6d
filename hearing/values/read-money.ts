import { type MoneyUnit, partsOf } from '../../core/values/money.ts';
import { own } from '../../core/values/own.ts';
import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';
import { readNumbers } from './read-numbers.ts';
import { type ReadValue, valueAt } from './value-reader.ts';

/** The signs and words of currencies that people write. Others are written by their code. */
const WRITTEN: { readonly [currency: string]: readonly string[] } = {
  USD: ['$', 'dollar', 'dollars', 'buck', 'bucks'],
  CAD: ['$', 'dollar', 'dollars'],
  AUD: ['$', 'dollar', 'dollars'],
  EUR: ['€', 'euro', 'euros'],
  GBP: ['£', 'pound', 'pounds', 'quid'],
  INR: ['₹', 'rupee', 'rupees'],
  JPY: ['¥', 'yen'],
};
const ANY = new Set(Object.entries(WRITTEN).flatMap(([code, written]) => [code.toLowerCase(), ...written]));
const SIGN_BEFORE = /[$€£₹¥]\s?$/;
const WORD_AFTER = /^\s?([$€£₹¥]|\p{L}{2,8}(?![\p{L}\p{N}]))/u;

/** The amounts of a message in the declared unit. One with the sign or name of another currency is left out. */
export function readMoney(
  text: string,
  unit: MoneyUnit,
  language: Pick<Language, 'numbers'> = ENGLISH,
): readonly ReadValue<number>[] {
  return readNumbers(spaced(text), language).flatMap(({ value, span }) => {
    const amount = withCurrency(text, span.from, span.to, unit.currency);
    const parts = Math.round(value * partsOf(unit) * 10_000) / 10_000;
    // A fraction of the smallest part is no amount.
    const fits = value >= 0 && (unit.unit === 'whole' || Number.isInteger(parts));
    return amount && fits ? [valueAt(text, amount.from, amount.to, parts)] : [];
  });
}

/** A sign before digits reads as a space, so that the digits are a number. */
const spaced = (text: string) => text.replace(/[$€£₹¥]/g, ' ');

/** The span with its sign or currency word; null if they are of another currency. */
function withCurrency(text: string, from: number, to: number, currency: string) {
  const ours = writtenOf(currency);
  const sign = SIGN_BEFORE.exec(text.slice(Math.max(0, from - 2), from))?.[0];
  if (sign !== undefined) return ours.includes(sign.trim()) ? { from: from - sign.length, to } : null;
  const [after = '', word = ''] = WORD_AFTER.exec(text.slice(to, to + 12)) ?? [];
  const written = word.toLowerCase();
  if (ours.includes(written)) return { from, to: to + after.length };
  return ANY.has(written) ? null : { from, to };
}

const writtenOf = (currency: string) => [currency.toLowerCase(), ...(own(WRITTEN, currency) ?? [])];
