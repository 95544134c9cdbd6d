import type { ListAttributes } from '../../core/slots/list-attribute.ts';
import type { Narrowing } from '../../core/slots/narrowing.ts';
import type { Option } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';

const HOUR = 60;

/** The options that fit all wishes: bounds first, then the ends of orders as they were said. */
export function narrowedTo(
  options: readonly Option[],
  narrowings: readonly Narrowing[],
  attributes: ListAttributes,
): readonly Option[] {
  const bounds = narrowings.filter(({ test }) => test !== 'least' && test !== 'most');
  const ends = narrowings.filter((narrowing) => !bounds.includes(narrowing));
  const fitting = bounds.reduce((left, bound) => bounded(left, bound, attributes), options);
  return ends.reduce(atEnd, fitting);
}

function bounded(
  options: readonly Option[],
  narrowing: Narrowing,
  attributes: ListAttributes,
): readonly Option[] {
  if (!('value' in narrowing)) return options;
  const { attribute, test, value } = narrowing;
  const has = (option: Option) => own(option.attributes ?? {}, attribute);
  if (test !== 'is') return options.filter((option) => isWithin(has(option), test, value));
  const exact = options.filter((option) => has(option) === value);
  const reach = reachOf(own(attributes, attribute)?.type, value);
  if (exact.length > 0 || typeof value !== 'number' || reach === 0) return exact;
  return options.filter(
    (option) => isWithin(has(option), 'atLeast', value) && isWithin(has(option), 'below', value + reach),
  );
}

/** "The 2pm one" leaves at 14:05, "the $150 one" costs $150.40. */
function reachOf(type: string | undefined, value: number | string): number {
  if (type === 'money') return 1;
  return type === 'time' && typeof value === 'number' && value % HOUR === 0 ? HOUR : 0;
}

function isWithin(
  has: number | string | undefined,
  test: 'above' | 'atLeast' | 'below' | 'atMost',
  value: number | string,
): boolean {
  if (typeof has !== 'number' || typeof value !== 'number') return false;
  if (test === 'above') return has > value;
  if (test === 'atLeast') return has >= value;
  return test === 'below' ? has < value : has <= value;
}

/** The options at one end of an order; all of them if one has no value for it. */
function atEnd(options: readonly Option[], { attribute, test }: Narrowing): readonly Option[] {
  const values = options.map((option) => own(option.attributes ?? {}, attribute));
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length < options.length) return options;
  const end = numbers.reduce((one, other) => (test === 'most' ? Math.max(one, other) : Math.min(one, other)));
  return options.filter((_, at) => values[at] === end);
}

/** The wishes with newer ones, which take the place of earlier ones about the same. */
export function withNewer(earlier: readonly Narrowing[], newer: readonly Narrowing[]): readonly Narrowing[] {
  return [...earlier.filter((one) => !newer.some((other) => replaces(other, one))), ...newer];
}

function replaces(newer: Narrowing, earlier: Narrowing): boolean {
  if (newer.attribute !== earlier.attribute) return false;
  const sides = [sideOf(newer), sideOf(earlier)];
  if (sides.includes('order')) return sides[0] === sides[1];
  return sides[0] === sides[1] || sides.includes('both');
}

const SIDES = {
  above: 'low',
  atLeast: 'low',
  below: 'high',
  atMost: 'high',
  is: 'both',
  least: 'order',
  most: 'order',
} as const;

const sideOf = ({ test }: Narrowing) => SIDES[test];
