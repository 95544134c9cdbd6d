/** From here on Stirling's series is exact to 1e-11. */
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

/** The fewest mistakes in so many messages that are more than this share of them. */
export function leastBreach(messages: number, error: number): number {
  // Products such as 0.29 × 100 fall a hair short of the number they mean.
  return Math.floor(error * messages + 1e-9) + 1;
}

/**
 * How likely it is to find so few mistakes in these messages although the next as many hold too many for `error`.
 *
 * Exact (hypergeometric): these and the next come in any order, so of the mistakes found here and the fewest
 * that would be too many there, each way of dealing them out is as likely. Up to a tenth, it is above the
 * binomial tail of Clopper and Pearson (1934), to which it falls as the next messages grow in number; so what
 * it bears out of the next messages with an assurance of 0.9 or more also holds of the true rate of mistakes.
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
  // From the likeliest down; what is left after the last is lost in the rounding.
  for (let here = mistakes; here >= 0 && term > chance * 1e-17; here--) {
    chance += term;
    term *= (here / (messages - here + 1)) * ((messages - all + here) / (all - here + 1));
  }
  return Math.min(1, chance);
}

/** The first count from here on that allows one mistake more than the one before: there a test tells most. */
export function sharpest(atLeast: number, error: number): number {
  return Math.ceil(Math.ceil(atLeast * error - 1e-9) / error - 1e-9);
}

/**
 * The fewest messages with a chance of breach of at most `chance` when `mistakesIn` so many of them are wrong;
 * infinite when that takes more than `most`.
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
