import * as english from 'chrono-node/en';
import type { Span } from '../../core/span.ts';
import { inWindows, type ReadTime, type ReadValue, valueAt, withoutOverlaps } from './value-reader.ts';
import type { DateConstraints } from './value-shapes.ts';

export type { DateConstraints } from './value-shapes.ts';

/** A text without any of these names no day, and the library is not asked. */
const MAY_NAME_A_DAY =
  /\d|\b(?:to(?:day|night|morrow)|yesterday|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
/** Readings of the library that name no certain day. */
const NO_DAY = /\b(?:week|weekend|month|year|quarter|hours?|minutes?|seconds?|now|moment)s?\b/i;
/** "in two weeks" does. */
const COUNTED = /^(?:in\s+)?(?:an?|\d+|\w+)\s+weeks?(?:\s+(?:ago|from\s+(?:now|today)))?$/i;
/** "by one day", "the next day": from which day on is open. */
const DISTANCE = /^(?!in\b).*\bdays?$/i;
const SHORT_WEEKDAY = /^(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)$/i;
/** Both numbers could be the month. */
const SLASHES = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{2,4})?$/;
/** Days of the month by their number alone. */
const ORDINAL_DAY =
  /(?<![\p{L}\p{N}])(?:(on|for|until|till|by|from|to|before|after)\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)(?![\p{L}\p{N}])(?!\s+(?!(?:and|or|to|at|please|if|in|with|for)\b)\p{L})/giu;

const MILLISECONDS_A_DAY = 86_400_000;

/** The days that a message names, as ISO dates in the agent's zone. */
export function readDates(
  text: string,
  constraints: DateConstraints,
  time: ReadTime,
): readonly ReadValue<string>[] {
  if (time.language?.dates) return time.language.dates(text, constraints, time);
  if (!MAY_NAME_A_DAY.test(text)) return [];
  const today = dayOf(time);
  const named = inWindows(text, (piece) => readNamed(piece, constraints, today));
  const ordinals = constraints.when === 'birth' ? [] : readOrdinals(text, constraints, today);
  const days = withoutOverlaps([...named, ...ordinals]);
  return (days as readonly ReadValue<string>[]).filter(
    ({ value }) => constraints.when !== 'future' || value >= today,
  );
}

/** The day at an instant in a zone, as ISO date. */
export function dayOf({ now, zone }: ReadTime): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now);
}

function readNamed(piece: string, constraints: DateConstraints, today: string): readonly ReadValue<string>[] {
  const parser = constraints.country === undefined || constraints.country === 'US' ? english : english.GB;
  // Noon of the day in UTC stands for the day, so that the library needs no zone.
  const instant = new Date(`${today}T12:00:00Z`);
  const found = parser.parse(piece, { instant, timezone: 0 }, { forwardDate: constraints.when === 'future' });
  return found.flatMap(({ index, text, start, end }) => {
    const certain = start.isCertain('day') || start.isCertain('weekday');
    if (!certain || !isDay(piece, index, text, constraints)) return [];
    if (constraints.when === 'birth') return birthDay(piece, { index, text, start, end }, today);
    if (end) return readRange(piece, index, text, [isoOf(start), isoOf(end)], constraints, today);
    const day = withoutHour(text);
    const moved = shifted(piece, index, isoOf(start));
    const from = moved.from < index ? moved.from : index + day.from;
    return [valueAt(piece, from, index + day.to, placed(moved.iso, start, constraints, today))];
  });
}

const HOUR_BEFORE =
  /^(?:at\s)?(?:\d{1,2}(?::\d{2}){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|noon|midday|midnight|(?:morning|afternoon|evening|night)s?\b)(?:\s(?:on|in|of))?\s(?=\S)/i;
const HOUR_AFTER =
  /[\s,](?:(?:at|after|before|by|from|around|about|until|till|in|in the)\s)?(?:\d{1,2}(?::\d{2}){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|noon|midday|midnight|(?:morning|afternoon|evening|night)s?\b).*$/i;

/** The place of the day in "tomorrow after 11pm": the hour beside it is no part of it. */
function withoutHour(text: string): Span {
  const said = text.trimEnd();
  const from = HOUR_BEFORE.exec(said)?.[0].length ?? 0;
  const hour = said.slice(from).search(HOUR_AFTER);
  return { from, to: hour > 0 ? from + hour : said.length };
}

/** The oldest people have lived this many years. */
const LONGEST_LIFE = 125;

/** A day of birth: its year is said, and it is not to come. Of a year in two digits, the last such year is meant. */
function birthDay(
  piece: string,
  { index, text, start, end }: Named,
  today: string,
): readonly ReadValue<string>[] {
  const said = text.trimEnd();
  if (!start.isCertain('year') || !start.isCertain('month') || end) return [];
  const read = isoOf(start);
  const iso = read > today && !/\d{4}/.test(said) ? moveYears(read, -100) : read;
  const isLived = iso <= today && iso > moveYears(today, -LONGEST_LIFE);
  return isLived ? [valueAt(piece, index, index + said.length, iso)] : [];
}

interface Named {
  readonly index: number;
  readonly text: string;
  readonly start: Components;
  readonly end?: Components | null | undefined;
}

interface Components {
  readonly get: (component: 'year' | 'month' | 'day') => number | null;
  readonly isCertain: (component: 'year' | 'month' | 'day' | 'weekday') => boolean;
}

const isoOf = (day: Components) => isoDay(day.get('year') ?? 0, day.get('month') ?? 0, day.get('day') ?? 0);

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** "May 20 to May 27" is two days. */
function readRange(
  piece: string,
  index: number,
  text: string,
  [first, last]: readonly [string, string],
  { when }: DateConstraints,
  today: string,
): readonly ReadValue<string>[] {
  const parts = /^(.+?)(\s+(?:-|to|until|through|till)\s+|\s*–\s*)(.+)$/iu.exec(text);
  if (!parts) return [valueAt(piece, index, index + text.length, first)];
  const [, one = '', between = ''] = parts;
  const passed = when === 'past' && last > today ? -1 : 0;
  return [
    valueAt(piece, index, index + one.length, moveYears(first, passed)),
    valueAt(piece, index + one.length + between.length, index + text.length, moveYears(last, passed)),
  ];
}

function isDay(piece: string, index: number, text: string, { country, asked }: DateConstraints): boolean {
  const said = text.trim();
  if ((NO_DAY.test(said) && !COUNTED.test(said)) || DISTANCE.test(said)) return false;
  if (!asked && SHORT_WEEKDAY.test(said)) return false;
  const [, one = '', other = ''] = SLASHES.exec(said) ?? [];
  if (one !== '' && country === undefined && Number(one) <= 12 && Number(other) <= 12 && one !== other)
    return false;
  // Digits of a longer number, or of a code, are no day.
  const [before = '', after = ''] = [piece[index - 1], piece[index + text.length]];
  return !/[\p{L}\p{N}#$_/.-]/u.test(before) && !/[\p{L}\p{N}_/]/u.test(after);
}

/** "the day after tomorrow", which the library reads as tomorrow. */
function shifted(piece: string, index: number, iso: string): { readonly from: number; readonly iso: string } {
  const before = /(?:the\s+)?day\s+(after|before)\s+$/i.exec(piece.slice(Math.max(0, index - 20), index));
  if (!before) return { from: index, iso };
  return {
    from: index - before[0].length,
    iso: moveDays(iso, before[1]?.toLowerCase() === 'after' ? 1 : -1),
  };
}

/** A day without a year, moved to the side of today that is meant. */
function placed(iso: string, day: Components, { when }: DateConstraints, today: string): string {
  if (when !== 'past' || iso <= today || day.isCertain('year')) return iso;
  if (day.isCertain('weekday')) return moveDays(iso, -7);
  return day.isCertain('month') ? moveYears(iso, -1) : iso;
}

function moveDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T12:00:00Z`) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

const moveYears = (iso: string, years: number) => `${Number(iso.slice(0, 4)) + years}${iso.slice(4)}`;

function readOrdinals(
  text: string,
  { when, asked }: DateConstraints,
  today: string,
): readonly ReadValue<string>[] {
  return [...text.matchAll(ORDINAL_DAY)].flatMap((match) => {
    const [all, preposition, digits = ''] = match;
    if (preposition === undefined && !asked) return [];
    const iso = nearestDay(Number(digits), when, today);
    const from = match.index + (preposition === undefined ? 0 : preposition.length + 1);
    return iso === null ? [] : [valueAt(text, from, match.index + all.length, iso)];
  });
}

/** The next such day of a month from today on, or the last one. Null if there is none in a quarter of a year. */
function nearestDay(day: number, when: DateConstraints['when'], today: string): string | null {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const direction = when === 'past' ? -1 : 1;
  for (let step = 0; step <= 3; step += 1) {
    const first = new Date(Date.UTC(year, month - 1 + step * direction, 1));
    const found = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day));
    const iso = found.toISOString().slice(0, 10);
    const exists = day > 0 && found.getUTCMonth() === first.getUTCMonth();
    if (exists && (direction > 0 ? iso >= today : iso <= today)) return iso;
  }
  return null;
}
