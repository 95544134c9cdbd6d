import { describe, expect, test } from 'vitest';
import { costNano } from './price.ts';

const price = { input: 0.25, cachedInput: 0.025, output: 2 };

describe('costNano', () => {
  test.each([
    { usage: { input_tokens: 0, cached_tokens: 0, output_tokens: 0 }, nano: 0, why: 'nothing was used' },
    {
      usage: { input_tokens: 1_000_000, cached_tokens: 0, output_tokens: 0 },
      nano: 250_000_000,
      why: 'a million input tokens cost a quarter',
    },
    {
      usage: { input_tokens: 1_000_000, cached_tokens: 1_000_000, output_tokens: 0 },
      nano: 25_000_000,
      why: 'all of them were cached',
    },
    {
      usage: { input_tokens: 0, cached_tokens: 0, output_tokens: 1_000_000 },
      nano: 2_000_000_000,
      why: 'a million output tokens cost two dollars',
    },
    {
      usage: { input_tokens: 1_000, cached_tokens: 400, output_tokens: 50 },
      nano: 260_000,
      why: 'cached tokens are not charged twice',
    },
    {
      usage: { input_tokens: 1, cached_tokens: 1, output_tokens: 0 },
      nano: 25,
      why: 'a fraction of a nano-dollar never appears',
    },
  ])('is $nano nano-dollars when $why', ({ usage, nano }) => {
    expect(costNano(price, usage)).toBe(nano);
  });

  test('rounds once, not for every kind of token', () => {
    const odd = { input: 0.0004, cachedInput: 0.0004, output: 0.0004 };
    expect(costNano(odd, { input_tokens: 2, cached_tokens: 1, output_tokens: 1 })).toBe(1);
  });
});
