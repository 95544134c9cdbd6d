/** A part of a message: from the first UTF-16 unit to the one after the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** True if the spans share a unit. */
export const overlaps = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

/** The text with these spans blanked: offsets of the rest stay as they are. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let left = text;
  for (const { from, to } of spans)
    left = left.slice(0, from) + ' '.repeat(Math.max(0, to - from)) + left.slice(to);
  return left;
}
