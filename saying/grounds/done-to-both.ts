const RECORDS = /^(?:order|reservation|request|booking|trip|cancellation|return|exchange|refund)s$/;
/** Words between "both" and its noun: "both of your pending orders". */
const MOST_BETWEEN = 4;

/** The noun of two records that words name: "orders"; null if they name none. Both items may be in one action. */
export function namedBoth(words: readonly string[]): string | null {
  const at = words.indexOf('both');
  if (at < 0) return null;
  return words.slice(at + 1, at + 2 + MOST_BETWEEN).find((word) => RECORDS.test(word)) ?? null;
}

/** The number of these records that actions were done to: by their arguments if these name one, else each action is one. */
export function timesDone(noun: string, done: readonly { readonly args: string }[]): number {
  const key = `"${noun.slice(0, -1)}`;
  const named = done.flatMap(({ args }) => {
    const at = args.indexOf(key);
    const value = at < 0 ? undefined : /^"\w{1,40}":"([^"]{1,80})"/.exec(args.slice(at))?.[1];
    return value ?? [];
  });
  return named.length > 0 ? new Set(named).size : done.length;
}
