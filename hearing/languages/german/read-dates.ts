import * as german from 'chrono-node/de';
import { own } from '../../../core/values/own.ts';
import { type DateConstraints, dayOf } from '../../values/read-dates.ts';
import {
  inWindows,
  type ReadTime,
  type ReadValue,
  valueAt,
  withoutOverlaps,
} from '../../values/value-reader.ts';

/** A text without any of these names no day, and the library is not asked. */
const MAY_NAME_A_DAY =
  /\d|(?<!\p{L})(?:heute|gestern|vorgestern|morgen|übermorgen|(?:mon|diens|donners|frei|sams)tag|mittwoch|sonn(?:tag|abend))/iu;
const DAY = /(?<![\p{L}\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}))?(?![\d.]*\d)/gu;
const SPOKEN: { readonly [word: string]: number } = { vorgestern: -2, übermorgen: 2 };
const BY_WORD = /(?<!\p{L})(vorgestern|übermorgen)(?!\p{L})/giu;
/** Readings of the library that name no certain day, and hours. */
const NO_DAY = /(?:woche|monat|jahr|stunde|minute|sekunde|jetzt|quartal)|^\d{1,2}(?::\d{2})?(?:\s*uhr)?$/i;
const MILLISECONDS_A_DAY = 86_400_000;

/** The days that a German message names: "21. Mai 2024", "21.5.", "übermorgen", "am Freitag". */
export function readGermanDates(
  text: string,
  constraints: DateConstraints,
  time: ReadTime,
): readonly ReadValue<string>[] {
  if (!MAY_NAME_A_DAY.test(text)) return [];
  const today = dayOf(time);
  const found = [
    ...inDigits(text, today, constraints.when),
    ...byWord(text, today),
    ...inWindows(text, (piece) => named(piece, today, constraints.when)),
  ] as readonly ReadValue<string>[];
  const isMeant = ({ value }: ReadValue<string>) => {
    if (constraints.when === 'birth') return value <= today;
    return constraints.when !== 'future' || value >= today;
  };
  return withoutOverlaps(found).filter(isMeant);
}

function inDigits(text: string, today: string, when: DateConstraints['when']): readonly ReadValue<string>[] {
  return [...text.matchAll(DAY)].flatMap((match) => {
    const [all, day = '', month = '', year] = match;
    if (year === undefined && when === 'birth') return [];
    const iso =
      year === undefined
        ? nearest(Number(day), Number(month), today, when)
        : dated(day, month, year, today, when);
    return iso === null ? [] : [valueAt(text, match.index, match.index + all.length, iso)];
  });
}

function dated(day: string, month: string, year: string, today: string, when: DateConstraints['when']) {
  const whole = year.length === 4 ? Number(year) : 2000 + Number(year);
  const iso = isoOf(whole, Number(month), Number(day));
  return iso !== null && when === 'birth' && year.length === 2 && iso > today
    ? isoOf(whole - 100, Number(month), Number(day))
    : iso;
}

/** A day without a year is the next one, or the last one; without either, the nearest. */
function nearest(day: number, month: number, today: string, when: DateConstraints['when']): string | null {
  const year = Number(today.slice(0, 4));
  const years = [year - 1, year, year + 1].flatMap((each) => isoOf(each, month, day) ?? []);
  if (when === 'past') return years.findLast((iso) => iso <= today) ?? null;
  if (when === 'future') return years.find((iso) => iso >= today) ?? null;
  const distance = (iso: string) => Math.abs(Date.parse(iso) - Date.parse(today));
  return years.toSorted((one, other) => distance(one) - distance(other))[0] ?? null;
}

const byWord = (text: string, today: string): readonly ReadValue<string>[] =>
  [...text.matchAll(BY_WORD)].map((match) => {
    const days = own(SPOKEN, match[0].toLowerCase()) ?? 0;
    return valueAt(text, match.index, match.index + match[0].length, moved(today, days));
  });

function named(piece: string, today: string, when: DateConstraints['when']): readonly ReadValue<string>[] {
  const instant = new Date(`${today}T12:00:00Z`);
  const found = german.parse(piece, { instant, timezone: 0 }, { forwardDate: when === 'future' });
  return found
    .filter(({ index, text, start }) => isDay(piece, index, text, start, when))
    .flatMap(({ index, text, start }) => {
      const iso = isoOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
      if (iso === null) return [];
      const isPast = when === 'past' && iso > today && start.isCertain('weekday');
      return [valueAt(piece, index, index + text.trimEnd().length, isPast ? moved(iso, -7) : iso)];
    });
}

interface Components {
  readonly isCertain: (component: 'year' | 'day' | 'weekday') => boolean;
}

function isDay(
  piece: string,
  index: number,
  text: string,
  start: Components,
  when: DateConstraints['when'],
): boolean {
  const certain = start.isCertain('day') || start.isCertain('weekday');
  if (!certain || NO_DAY.test(text.trim())) return false;
  if (when === 'birth' && !start.isCertain('year')) return false;
  return !/[\p{L}\p{N}#$_/.-]/u.test(piece[index - 1] ?? '');
}

function isoOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day, 12));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null;
}

const moved = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T12:00:00Z`) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
