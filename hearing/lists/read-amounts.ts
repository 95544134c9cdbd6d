import type { ListAttribute } from '../../core/slots/list-attribute.ts';
import { overlaps, type Span } from '../../core/span.ts';
import { readDates } from '../values/read-dates.ts';
import { readMoney } from '../values/read-money.ts';
import { readNumbers } from '../values/read-numbers.ts';
import { readTimes } from '../values/read-times.ts';
import { MOST_VALUES, type ReadTime, withoutOverlaps } from '../values/value-reader.ts';
import { dayNumber, minutesOf } from './attribute-value.ts';

/** A value of a message that may bound a list, comparable as the values of options are. */
export interface Amount {
  readonly span: Span;
  /** `number`: an hour, a count, or an amount without its currency. */
  readonly kind: 'time' | 'date' | 'money' | 'number';
  readonly value: number;
}

/** "2-5pm": the dash is no minus. */
const HOURS_RANGE =
  /(?<![\p{L}\p{N}:-])\d{1,2}(?::\d{2})?\s?(?:[ap]m)?\s?[-–]\s?\d{1,2}(?::\d{2})?\s?[ap]m\b/giu;

/** The values of the attributes' types in a message, in the order of the text, without the words that are taken. */
export function readAmounts(
  text: string,
  attributes: readonly ListAttribute[],
  { time, used }: { readonly time: ReadTime; readonly used: readonly Span[] },
): readonly Amount[] {
  if (
    !/[\p{N}]|noon|mid|day|morrow|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)/iu.test(
      text,
    )
  )
    return [];
  const has = (type: ListAttribute['type']) => attributes.find((attribute) => attribute.type === type);
  const plain = text.replace(HOURS_RANGE, (range) => range.replace(/[-–]/g, ' '));
  const amount = (kind: Amount['kind']) => (read: { readonly span: Span; readonly value: number }) => ({
    kind,
    span: read.span,
    value: read.value,
  });
  const times = readTimes(plain, { asked: false }).flatMap(({ span, value }) => {
    const minutes = minutesOf(value);
    return minutes === null ? [] : [{ span: withoutAt(text, span), value: minutes }];
  });
  const dates = readDates(text, { asked: true }, time).flatMap(({ span, value }) => {
    const day = dayNumber(value);
    return day === null ? [] : [{ span, value: day }];
  });
  const money = has('money');
  const sums = money ? readMoney(text, { currency: money.currency ?? '', unit: money.unit ?? 'whole' }) : [];
  const numbers = readNumbers(plain);
  // Without a sign or a name of the currency it may be an hour.
  const bare = new Set(numbers.map(({ span }) => `${span.from}-${span.to}`));
  const all: readonly Amount[] = [
    ...times.map(amount('time')),
    ...dates.map(amount('date')),
    ...sums.filter(({ span }) => !bare.has(`${span.from}-${span.to}`)).map(amount('money')),
    ...numbers.map(amount('number')),
  ];
  return withoutOverlaps(all)
    .filter(({ span }) => !used.some((taken) => overlaps(taken, span)))
    .slice(0, MOST_VALUES);
}

/** The clock time of "at 3pm" alone: "at" belongs to the words before it. */
function withoutAt(text: string, { from, to }: Span): Span {
  const at = /^at\s+/i.exec(text.slice(from, Math.min(to, from + 8)))?.[0].length ?? 0;
  return { from: from + at, to };
}
