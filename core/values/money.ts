import { z } from 'zod';
import { definitionOf } from './schema-walk.ts';
import type { Shape } from './value-shape.ts';

type Schema = z.core.$ZodType;

/** In what amounts are counted: `whole` is dollars or euros, `cents` the currency's smallest part. */
export const MONEY_UNITS = ['whole', 'cents'] as const;

/** What an amount of money is in. */
export interface MoneyUnit {
  /** By ISO 4217: `USD`. */
  readonly currency: string;
  readonly unit: (typeof MONEY_UNITS)[number];
}

/** An amount of money in a tool's `input` or `output`: `money('USD', 'cents')`. */
export const money = (currency: string, unit: MoneyUnit['unit'] = 'whole') =>
  z.number().meta({ currency, unit });

/** The units that are declared of a value, each once; wrappers and unions are looked into. */
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

/** As it is written in a template and told to authors: `USD cents`. */
export const inWords = ({ currency, unit }: MoneyUnit): string =>
  unit === 'cents' ? `${currency} cents` : currency;

/** How many of the unit make one of the currency. */
export function partsOf({ currency, unit }: MoneyUnit): number {
  return unit === 'cents' ? 10 ** fractionDigits(currency) : 1;
}

/** An amount as people read it: `$1,234.50`. */
export function writtenMoney(amount: number, unit: MoneyUnit, locale: string): string {
  const { currency } = unit;
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / partsOf(unit));
}

function fractionDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** Claims that this names a currency. */
export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);
