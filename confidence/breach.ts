/** The number from which Stirling's series is exact to 1e-11. */
const SMALL = 32;
const SUMS = Array.from({ length: SMALL }, (_, n) => {
  let sum = 0;
  for (let factor = 2; factor <= n; factor++) sum += Math.log(factor);
  return sum;
});

const logFactorial = (n: number): number => {
  const known = SUMS[n];
  if (known !== undefined) return known;
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3);
};

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** The smallest number of mistakes above this share of the messages. */
export function leastBreach(messages: number, error: number): number {
  // Rounding: 0.29 × 100 is a little less than 29.
  return Math.floor(error * messages + 1e-9) + 1;
}

/**
 * The probability of so few mistakes in these messages if equally many next messages have too many for `error`.
 *
 * Exact (hypergeometric): all messages are exchangeable, so every distribution of the mistakes found here and the
 * fewest that are too many there is equally likely. Up to 0.1 it is above the binomial tail of Clopper and Pearson
 * (1934), its limit for many next messages. So a promise about the next messages with an assurance of 0.9 or more
 * also holds for the true rate of mistakes.
 */
export function chanceOfBreach(mistakes: number, messages: number, error: number): number {
  const breach = leastBreach(messages, error);
  const all = mistakes + breach;
  if (breach > messages) return 0;
  if (mistakes >= messages) return 1;
  let term = Math.exp(
    logChoose(messages, mistakes) + logChoose(messages, breach) - logChoose(2 * messages, all),
  );
  let chance = 0;
  // From the largest term down; the terms that are left out are below rounding.
  for (let here = mistakes; here >= 0 && term > chance * 1e-17; here--) {
    chance += term;
    term *= (here / (messages - here + 1)) * ((messages - all + here) / (all - here + 1));
  }
  return Math.min(1, chance);
}

/** The next count at which one more mistake is allowed. A test has the most power there. */
export function sharpest(atLeast: number, error: number): number {
  return Math.ceil(Math.ceil(atLeast * error - 1e-9) / error - 1e-9);
}

/**
 * The smallest number of messages whose chance of breach is at most `chance`, with `mistakesIn(messages)` of them
 * wrong. Infinite if it is more than `most`.
 */
export function leastMessages(
  mistakesIn: (messages: number) => number,
  { error, chance, most }: { readonly error: number; readonly chance: number; readonly most: number },
): number {
  let messages = sharpest(1, error);
  while (messages <= most) {
    if (chanceOfBreach(mistakesIn(messages), messages, error) <= chance) return messages;
    messages = sharpest(Math.max(messages + 1, messages * 1.01), error);
  }
  return Number.POSITIVE_INFINITY;
}
