import { own } from '../../core/values/own.ts';
import { type ReadValue, valueAt } from './value-reader.ts';

/** "3 pm", "3:30pm", "15:30", "noon", "half past three", and in an answer "3" or "at 3". */
const CLOCK =
  /(?<![\p{L}\p{N}.:,#$/-])(?:at\s+)?(\d{1,2})(?::(\d{2}))?(?:\s?(a\.?m\b\.?|p\.?m\b\.?|o['’]?clock))?(?![\p{L}\p{N}/%]|[.:,-]\d)/giu;
/** The most characters beside an hour alone in an answer. */
const SHORT = 8;
const NAMED: { readonly [name: string]: string } = { noon: '12:00', midday: '12:00', midnight: '00:00' };
const BY_NAME = /(?<![\p{L}\p{N}])(?:at\s+)?(noon|midday|midnight)(?![\p{L}\p{N}])/giu;

/** The times of day in a message as `15:30`. Unasked, hours alone are none. */
export function readTimes(
  text: string,
  { asked }: { readonly asked: boolean },
): readonly ReadValue<string>[] {
  const named = [...text.matchAll(BY_NAME)].map((match) =>
    valueAt(
      text,
      match.index,
      match.index + match[0].length,
      own(NAMED, (match[1] ?? '').toLowerCase()) ?? '',
    ),
  );
  const clock = [...text.matchAll(CLOCK)].flatMap((match) => {
    const [all, hours = '', minutes, half = ''] = match;
    // "5 items" is no hour.
    const isAnswer = asked && (/^at/i.test(all) || text.trim().length <= all.length + SHORT);
    if (minutes === undefined && half === '' && !isAnswer) return [];
    const value = timeOf(Number(hours), Number(minutes ?? 0), half.replaceAll('.', '').toLowerCase());
    return value === null ? [] : [valueAt(text, match.index, match.index + all.length, value)];
  });
  return [...named, ...clock].toSorted((one, other) => one.span.from - other.span.from);
}

function timeOf(hours: number, minutes: number, half: string): string | null {
  const twelve = half === 'am' || half === 'pm';
  if (minutes > 59 || hours > (twelve ? 12 : 23) || (twelve && hours === 0)) return null;
  const hour = twelve ? (hours % 12) + (half === 'pm' ? 12 : 0) : hours;
  return `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
