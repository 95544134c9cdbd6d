/** The compensation for each kind of complaint, for each passenger. */
export const GESTURE_CENTS: ReadonlyMap<string, number> = new Map([
  ['cancelled', 10_000],
  ['delayed', 5000],
]);
