/** The demo's present moment, as the records write it: the agent's clock stands there. */
export const NOW = '2024-05-15T15:00:00';
/** The days of the timetable. */
export const DAYS: readonly string[] = Array.from({ length: 32 }, (_, number) =>
  stamp('2024-05-01', number * 24 * 60).slice(0, 10),
);

/** A moment so many minutes after the day's beginning: `2024-05-16T00:15:00`. */
export function stamp(date: string, minutes: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000).toISOString().slice(0, 19);
}
