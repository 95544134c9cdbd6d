import type { ListAttribute } from '../../core/slots/list-attribute.ts';
import type { Narrowing } from '../../core/slots/narrowing.ts';
import {
  AT_VALUE,
  BOUND_REACH,
  BOUNDS,
  type BoundWords,
  OR_LESS,
  OR_MORE,
  RANGE_DASH,
  RANGE_JOINS,
  RANGE_OPENS,
  THE_VALUE,
} from './english.ts';
import { isArrival, isDenied, wordAt } from './message-parts.ts';
import { attributeAt, type NarrowingReading, type PlacedNarrowing } from './narrowing-reading.ts';
import type { Amount } from './read-amounts.ts';

const HOUR = 60;
const HALF_DAY = 12 * HOUR;
/** "Around 2" is within so many minutes. */
const ABOUT = HOUR;
/** An answer of no more words than this is a value and little else. */
const SHORT = 4;

type Kind = 'time' | 'date' | 'money' | 'integer';

interface Compared {
  readonly kind: Kind;
  readonly value: number;
}

/** Values with words that make them bounds, and values that one option has: "before 10am", "between 2 and 5". */
export function readBounds(
  reading: NarrowingReading,
  amounts: readonly Amount[],
): readonly PlacedNarrowing[] {
  const found: PlacedNarrowing[] = [];
  for (let at = 0; at < amounts.length; at++) {
    const [one, other] = [amounts[at] as Amount, amounts[at + 1]];
    const range = other ? rangeOf(reading, one, other) : null;
    found.push(...(range ?? boundOf(reading, one)));
    if (range) at++;
  }
  return found;
}

function rangeOf(reading: NarrowingReading, one: Amount, other: Amount): readonly PlacedNarrowing[] | null {
  const gap = reading.text.slice(one.span.to, other.span.from);
  const before = textBefore(reading, one);
  const opened = RANGE_OPENS.test(before) && RANGE_JOINS.test(gap);
  const dashed = RANGE_DASH.test(gap) && (one.kind === 'time' || other.kind === 'time');
  if (!opened && !dashed) return null;
  const values = rangeValues(reading, one, other);
  if (!values) return null;
  const [low, high] = values;
  const at = wordAt(reading, one.span);
  const attribute = attributeOf(reading, low.kind, at);
  if (attribute === null) return null;
  const from = one.span.from - (opened ? before.length - before.search(RANGE_OPENS) : 0);
  const span = { from: Math.max(0, from), to: other.span.to };
  return [
    { narrowing: { attribute, test: 'atLeast', value: low.value }, span, at },
    { narrowing: { attribute, test: 'atMost', value: high.value }, span, at },
  ];
}

/** Both values in one kind. Hours without "am" or "pm" follow the other one, and the second is the later one. */
function rangeValues(
  reading: NarrowingReading,
  one: Amount,
  other: Amount,
): readonly [Compared, Compared] | null {
  const low = comparedOf(reading, one, 'any');
  const high = comparedOf(reading, other, 'any');
  if (one.kind === 'number' && other.kind !== 'number') return likeSecond(one, other);
  if (!low || !high || (low.kind !== high.kind && other.kind !== 'number')) return null;
  if (low.kind !== 'time') return [low, { kind: low.kind, value: other.value }];
  const isHour = other.kind === 'number' && high.kind === 'time';
  const later = isHour && high.value <= low.value ? high.value + HALF_DAY : high.value;
  return high.kind === 'time' ? [low, { kind: 'time', value: later }] : null;
}

/** "Between 2 and 5pm", "from 100 to $200". */
function likeSecond(one: Amount, { kind, value }: Amount): readonly [Compared, Compared] | null {
  if (kind === 'number') return null;
  if (kind === 'date') return null;
  if (kind === 'money')
    return [
      { kind, value: one.value },
      { kind, value },
    ];
  if (!isHour(one.value)) return null;
  const morning = (one.value % 24) * HOUR;
  const later = morning + HALF_DAY;
  return [
    { kind, value: one.value < 12 && later < value ? later : morning },
    { kind, value },
  ];
}

function boundOf(reading: NarrowingReading, amount: Amount): readonly PlacedNarrowing[] {
  const before = textBefore(reading, amount);
  const words = BOUNDS.find((bound) => bound.words.test(before));
  const compared = comparedOf(reading, amount, words?.of ?? null);
  const at = wordAt(reading, amount.span);
  const attribute = compared && attributeOf(reading, compared.kind, at);
  if (!compared || attribute === null) return [];
  const test = words?.test ?? testBehind(reading, amount) ?? (isOnes(reading, amount, at) ? 'is' : null);
  if (test === null) return [];
  const start = words ? before.search(words.words) : -1;
  const span = {
    from: start < 0 ? amount.span.from : amount.span.from - before.length + start,
    to: amount.span.to,
  };
  return narrowingsOf(attribute, test, compared.value).map((narrowing) => ({ narrowing, span, at }));
}

function narrowingsOf(attribute: string, test: BoundWords['test'], value: number): readonly Narrowing[] {
  if (test !== 'about') return [{ attribute, test, value }];
  return [
    { attribute, test: 'atLeast', value: value - ABOUT },
    { attribute, test: 'atMost', value: value + ABOUT },
  ];
}

/** The text directly before a value. */
const textBefore = ({ text }: NarrowingReading, { span }: Amount): string =>
  text.slice(Math.max(0, span.from - BOUND_REACH), span.from);

/** The text directly behind a value. */
const textBehind = ({ text }: NarrowingReading, { span }: Amount): string =>
  text.slice(span.to, span.to + BOUND_REACH);

function testBehind(reading: NarrowingReading, amount: Amount): 'atLeast' | 'atMost' | null {
  const behind = textBehind(reading, amount);
  if (OR_MORE.test(behind)) return 'atLeast';
  return OR_LESS.test(behind) ? 'atMost' : null;
}

/** The value as one of an attribute's kind; null if the list has no such attribute. */
function comparedOf(reading: NarrowingReading, amount: Amount, of: BoundWords['of'] | null): Compared | null {
  const { kind, value } = amount;
  if (kind !== 'number') return { kind, value };
  if (isCounted(reading, amount)) return { kind: 'integer', value };
  const has = (type: ListAttribute['type']) => reading.of.some(({ declared }) => declared.type === type);
  const before = textBefore(reading, amount);
  const isTime = of === 'time' || of === 'any' || (of === null && reading.asked && /\bat\s*$/i.test(before));
  if (isTime && has('time') && isHour(value))
    return { kind: 'time', value: hourOf(value, textBehind(reading, amount)) };
  return (of === 'amount' || of === 'any') && has('money') ? { kind: 'money', value } : null;
}

const isHour = (value: number) => Number.isInteger(value) && value >= 0 && value <= 24;

const PART_OF_DAY = /^\s{0,3}(?:o['’]?\s?clock\s)?\s?(?:in the (morning|afternoon|evening)|at (night))\b/i;

/** An hour without "am" or "pm": people fly and meet at 2 in the afternoon, and at 9 in the morning, unless they say which. */
function hourOf(value: number, behind: string): number {
  const [said, part, night] = PART_OF_DAY.exec(behind)?.map((each) => each?.toLowerCase()) ?? [];
  const isEarly = part === 'morning' || (night !== undefined && value < 6);
  const isLater = said === undefined ? value >= 1 && value <= 6 : !isEarly && value < 12;
  return isLater ? value * HOUR + HALF_DAY : value * HOUR;
}

/** True if the number counts an attribute: "one stop". */
function isCounted(reading: NarrowingReading, { span }: Amount): boolean {
  const next = wordAt(reading, { from: span.to, to: span.to });
  return countedAt(reading, next) !== null;
}

function countedAt({ named, of }: NarrowingReading, at: number): string | null {
  const counted = named.find((each) => each.at === at);
  const type = of.find(({ name }) => name === counted?.attribute)?.declared.type;
  return counted && type === 'integer' ? counted.attribute : null;
}

function attributeOf(reading: NarrowingReading, kind: Kind, at: number): string | null {
  if (kind === 'integer') return countedAt(reading, at + 1) ?? attributeAt(reading, ['integer'], at);
  const part = reading.words[at]?.part ?? 0;
  // When somebody must be there is no time of leaving.
  if (kind === 'time' && isArrival(reading, part) && !isNamed(reading, kind, part)) return null;
  return attributeAt(reading, [kind], at);
}

/** True if the part names an attribute of the kind. */
function isNamed({ named, of, words }: NarrowingReading, kind: Kind, part: number): boolean {
  return named.some(
    ({ attribute, at }) =>
      words[at]?.part === part && of.find(({ name }) => name === attribute)?.declared.type === kind,
  );
}

/** True of a value that is one option's: "the 2pm one", "that leaves at 14:00", or all of an answer. */
function isOnes(reading: NarrowingReading, amount: Amount, at: number): boolean {
  if (isDenied(reading, at)) return false;
  if (isCounted(reading, amount)) return true;
  const part = reading.words[at]?.part ?? 0;
  if (isNamed(reading, amount.kind === 'number' ? 'time' : amount.kind, part)) return true;
  const before = textBefore(reading, amount);
  const behind = reading.words[wordAt(reading, { from: amount.span.to, to: amount.span.to })];
  if (THE_VALUE.test(before) && behind?.part === part) return true;
  if (amount.kind === 'time' && AT_VALUE.test(before)) return true;
  return reading.asked && (AT_VALUE.test(before) || reading.words.length <= SHORT);
}
