import { type MoneyUnit, partsOf } from '../../core/values/money.ts';
import { own } from '../../core/values/own.ts';
import { readNumbers } from './read-numbers.ts';
import { type ReadValue, valueAt } from './value-reader.ts';

/** The signs and words of currencies that people write. Others are written by their code. */
const WRITTEN: { readonly [currency: string]: { readonly signs: string; readonly words: string } } = {
  USD: { signs: '$', words: 'dollars?|bucks?' },
  CAD: { signs: '$', words: 'dollars?' },
  AUD: { signs: '$', words: 'dollars?' },
  EUR: { signs: '€', words: 'euros?' },
  GBP: { signs: '£', words: 'pounds?|quid' },
  INR: { signs: '₹', words: 'rupees?' },
  JPY: { signs: '¥', words: 'yen' },
};
const ANY_SIGN = /[$€£₹¥]\s?$/;
const ANY_WORD = /^\s?(?:dollars?|bucks?|euros?|pounds?|quid|rupees?|yen|[$€£₹¥])(?![\p{L}\p{N}])/iu;

/** The amounts of a message in the declared unit. One with the sign or name of another currency is left out. */
export function readMoney(text: string, unit: MoneyUnit): readonly ReadValue<number>[] {
  return readNumbers(spaced(text)).flatMap(({ value, span }) => {
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
  const { signs = '', words = '' } = own(WRITTEN, currency) ?? {};
  const sign = ANY_SIGN.exec(text.slice(Math.max(0, from - 2), from))?.[0];
  if (sign !== undefined) return signs.includes(sign[0] ?? '?') ? { from: from - sign.length, to } : null;
  const after = text.slice(to, to + 12);
  const named = new RegExp(
    `^\\s?(?:${[currency, words].filter(Boolean).join('|')})(?![\\p{L}\\p{N}])`,
    'iu',
  ).exec(after);
  if (named) return { from, to: to + named[0].length };
  const trailing = ANY_WORD.exec(after)?.[0];
  if (trailing !== undefined)
    return signs !== '' && trailing.trim() === signs ? { from, to: to + trailing.length } : null;
  return { from, to };
}
