import { z } from 'zod';
import { definitionOf } from './schema-walk.ts';
import type { Shape } from './value-shape.ts';

type Schema = z.core.$ZodType;

/** Units of amounts: `whole` is dollars or euros, `cents` is the currency's smallest part. */
export const MONEY_UNITS = ['whole', 'cents'] as const;

/** The currency and unit of an amount. */
export interface MoneyUnit {
  /** ISO 4217 code: `USD`. */
  readonly currency: string;
  readonly unit: (typeof MONEY_UNITS)[number];
}

/** The schema of an amount in a tool's `input` or `output`: `money('USD', 'cents')`. */
export const money = (currency: string, unit: MoneyUnit['unit'] = 'whole') =>
  z.number().meta({ currency, unit });

/** The declared units of a value, each once. Looks into wrappers and unions. */
export function moneyUnitsOf(shape: Shape): readonly MoneyUnit[] {
  const found = shape.flatMap(unitsOf);
  return [...new Map(found.map((unit) => [inWords(unit), unit])).values()];
}

function unitsOf(schema: Schema): readonly MoneyUnit[] {
  const { currency, unit } = z.globalRegistry.get(schema) ?? {};
  if (typeof currency === 'string') return [{ currency, unit: unit === 'cents' ? 'cents' : 'whole' }];
  const { innerType, element, valueType, in: input, options = [] } = definitionOf(schema);
  return [innerType, element, valueType, input, ...options].flatMap((each) => (each ? unitsOf(each) : []));
}

/** A unit as in templates and messages: `USD cents`. */
export const inWords = ({ currency, unit }: MoneyUnit): string =>
  unit === 'cents' ? `${currency} cents` : currency;

/** The number of units in one whole of the currency. */
export function partsOf({ currency, unit }: MoneyUnit): number {
  return unit === 'cents' ? 10 ** fractionDigits(currency) : 1;
}

/** An amount for people: `$1,234.50`. */
export function writtenMoney(amount: number, unit: MoneyUnit, locale: string): string {
  return formatOf(locale, unit.currency).format(amount / partsOf(unit));
}

/** Digits and formats that were found before. Locales and currencies are declared, so that there are few. */
const digits = new Map<string, number>();

function fractionDigits(currency: string): number {
  const known = digits.get(currency) ?? formatOf('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, known);
  return known;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, known);
  return known;
}

/** True for the form of a currency code. */
export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);
