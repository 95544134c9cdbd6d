/** A source of numbers that is the same for the same seed, on every machine. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean;
  /** Text of this many digits, never given before by this source, not beginning with 0. */
  number(digits: number): string;
}

/** Numbers from a text seed (mulberry32, seeded by FNV-1a). */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const given = new Set<string>();

  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const between = (least: number, most: number) => least + Math.floor(unit() * (most - least + 1));
  const number = (digits: number): string => {
    const text = String(between(10 ** (digits - 1), 10 ** digits - 1));
    if (given.has(text)) return number(digits);
    given.add(text);
    return text;
  };

  return {
    between,
    number,
    chance: (percent) => unit() * 100 < percent,
    pick: <T>(list: readonly T[]) => list[between(0, list.length - 1)] as T,
  };
}
