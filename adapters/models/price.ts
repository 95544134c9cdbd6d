/** Prices in US dollars for a million tokens, as in `models.yaml`. */
export interface ModelPrice {
  readonly input: number;
  readonly cachedInput: number;
  /** Of tokens that are written into the provider's cache. Default: `input`. */
  readonly cacheWrite?: number | undefined;
  readonly output: number;
}

/** Tokens of one completion; `input_tokens` include the cached and the written ones. */
export interface TokenUsage {
  readonly input_tokens: number;
  readonly cached_tokens: number;
  readonly written_tokens?: number;
  readonly output_tokens: number;
}

/** The cost in integer nano-dollars, rounded once. */
export function costNano(price: ModelPrice, usage: TokenUsage): number {
  // One dollar for a million tokens is a million pico-dollars for one token. Sums of whole numbers are exact.
  const pico = (dollars: number) => Math.round(dollars * 1e6);
  const { written_tokens: written = 0 } = usage;
  const fresh = usage.input_tokens - usage.cached_tokens - written;
  const total =
    fresh * pico(price.input) +
    usage.cached_tokens * pico(price.cachedInput) +
    written * pico(price.cacheWrite ?? price.input) +
    usage.output_tokens * pico(price.output);
  return Math.round(total / 1000);
}
