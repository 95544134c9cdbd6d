/** A part of a message: from the first UTF-16 unit to the one after the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** True if the spans share a unit. */
export const overlaps = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

/** The text with these spans blanked: offsets of the rest stay as they are. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const start = Math.max(at, from);
    if (to <= start) continue;
    pieces.push(text.slice(at, start), ' '.repeat(to - start));
    at = to;
  }
  return [...pieces, text.slice(at)].join('');
}
