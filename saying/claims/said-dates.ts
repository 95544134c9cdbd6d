const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const MONTH = `(?:${MONTHS}|january|february|march|april|june|july|august|sept|september|october|november|december)`;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** A date with its month in letters, and the day of the week before it: "Tuesday, May 21st, 2024", "21 May". */
export const DATE = new RegExp(
  `\\b(?:(?<weekday>${WEEKDAYS.join('|')}),? (?:the )?)?(?:(?<month>${MONTH})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,? (?<year>\\d{4}))?|(?<dayBefore>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<monthAfter>${MONTH})\\b(?:,? (?<yearAfter>\\d{4}))?)`,
  'giu',
);

/** A date in digits, the month first as in the United States, unless it can only be the day: "05/29/2024". */
export const NUMERIC_DATE = /(?<![\d/.-])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g;

/** `2024-05-21`, or `-05-21` without a year. A day of the week that the date is not stays in the form. */
export function dateForm({ groups = {} }: RegExpMatchArray): string {
  const { weekday, month = groups['monthAfter'] ?? '', day = groups['dayBefore'] ?? '' } = groups;
  const number = MONTHS.split('|').indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const monthDay = `${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const year = groups['year'] ?? groups['yearAfter'];
  if (year === undefined) return `-${monthDay}`;
  const form = `${year}-${monthDay}`;
  return weekday === undefined || weekdayOf(form) === weekday.toLowerCase() ? form : `${weekday} ${form}`;
}

export function numericForm([, first = '', second = '', year = '']: RegExpMatchArray): string {
  const [month, day] = Number(first) > 12 ? [second, first] : [first, second];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const timeOf = (form: string) => Date.parse(`${form.startsWith('-') ? `2001${form}` : form}T00:00:00Z`);

const weekdayOf = (form: string) => WEEKDAYS[new Date(timeOf(form)).getUTCDay()];

const DAY = 86_400_000;
/** Of more dates, no times between them are worked out. */
const MOST_DATES = 12;

/** The times between dates: `5 day`, `5 night`. */
export function timesBetween(dates: readonly string[]): ReadonlySet<string> {
  const times = [...new Set(dates.map(timeOf))].filter((time) => !Number.isNaN(time));
  if (times.length > MOST_DATES) return new Set();
  const days = times.flatMap((one) => times.map((other) => Math.round((one - other) / DAY)));
  return new Set(days.filter((count) => count > 0).flatMap((count) => [`${count} day`, `${count} night`]));
}
