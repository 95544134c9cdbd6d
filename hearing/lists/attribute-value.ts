import type { ListAttribute } from '../../core/slots/list-attribute.ts';
import type { Json } from '../../core/values/json.ts';

const CLOCK = /(?:^|[T ])(\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?(?:\s?([ap])\.?m\.?)?(?:\s?\+(\d)(?![\d:]))?/i;
const DAY = /^(\d{4})-(\d{2})-(\d{2})/;
const DAY_MINUTES = 24 * 60;

/** A record's value of an attribute, so that it can be compared; null if it is none. */
export function attributeValue({ type }: Pick<ListAttribute, 'type'>, value: Json): number | string | null {
  if (value === null || typeof value === 'object') return null;
  const text = String(value);
  if (type === 'time') return minutesOf(text);
  if (type === 'date') return dayNumber(text);
  if (type === 'text') return text.toLowerCase();
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
}

/** The minutes since midnight of "14:00", "2:00 PM", "05:00:00+1" or a timestamp. */
export function minutesOf(text: string): number | null {
  const [all, hours = '', minutes = '', half = '', days = '0'] = CLOCK.exec(text) ?? [];
  if (all === undefined || Number(minutes) > 59 || Number(hours) > 24) return null;
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return Number(days) * DAY_MINUTES + hour * 60 + Number(minutes);
}

/** The number of a day, counted from 1970. */
export function dayNumber(text: string): number | null {
  const day = DAY.exec(text)?.[0];
  const time = day === undefined ? Number.NaN : Date.parse(day);
  return Number.isNaN(time) ? null : time / 86_400_000;
}
