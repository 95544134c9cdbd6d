import { describe, expect, test } from 'vitest';
import { contractRequest } from '../../test/contracts/model.contract.ts';
import { Usage, usageOf } from './openai-usage.ts';

const price = { input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 4 };
const read = (reported: unknown, prices: typeof price = price) =>
  usageOf(Usage.parse(reported), contractRequest(), { text: 'It is on its way.', calls: [] }, prices);

describe('usage', () => {
  test.each<{ reported: object; counts: object; why: string }>([
    {
      reported: { prompt_tokens: 1000, completion_tokens: 50, prompt_tokens_details: { cached_tokens: 600 } },
      counts: { input_tokens: 1000, cached_tokens: 600, output_tokens: 50, cost_nano: 660_000 },
      why: 'cached tokens among the details',
    },
    {
      reported: {
        ...{ prompt_tokens: 1000, completion_tokens: 50 },
        ...{ prompt_cache_hit_tokens: 600, prompt_cache_miss_tokens: 400 },
      },
      counts: { cached_tokens: 600, cost_nano: 660_000 },
      why: 'cached tokens beside the others',
    },
    {
      reported: {
        ...{ prompt_tokens: 1000, completion_tokens: 50 },
        ...{ cache_read_input_tokens: 200, cache_creation_input_tokens: 400 },
      },
      counts: { cached_tokens: 200, cost_nano: 400_000 + 20_000 + 500_000 + 200_000 },
      why: 'tokens written into the cache, at their own price',
    },
    {
      reported: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 150 },
      counts: { output_tokens: 50 },
      why: 'reasoning that only the total counts',
    },
    {
      reported: {
        ...{ prompt_tokens: 100, completion_tokens: 40, total_tokens: 140 },
        completion_tokens_details: { reasoning_tokens: 30 },
      },
      counts: { output_tokens: 40 },
      why: 'reasoning that is in the answer',
    },
    {
      reported: { prompt_tokens: 100, completion_tokens: 10, prompt_tokens_details: { cached_tokens: 900 } },
      counts: { cached_tokens: 100 },
      why: 'no more cached tokens than there were',
    },
  ])('reads $why', ({ reported, counts }) => {
    expect(read(reported)).toMatchObject(counts);
    expect(read(reported)).not.toHaveProperty('usage');
  });

  test.each<unknown>([
    undefined,
    null,
    'many',
    {},
    { prompt_tokens: 0, completion_tokens: 10 },
    { prompt_tokens: 100 },
    { prompt_tokens: -5, completion_tokens: 10 },
    { prompt_tokens: 1.5, completion_tokens: 10 },
    { prompt_tokens: 1e15, completion_tokens: 10 },
    { prompt_tokens: '100', completion_tokens: '10' },
  ])('of %o is estimated, and marked', (reported) => {
    const usage = read(reported);
    expect(usage.usage).toBe('estimated');
    expect(usage.input_tokens).toBeGreaterThan(30);
    expect(usage.input_tokens).toBeLessThan(1000);
    expect(usage.output_tokens).toBeGreaterThan(4);
    expect(usage.cost_nano).toBeGreaterThan(0);
  });

  test('has tokens for the cache at the price of the prompt where no other is declared', () => {
    const { cacheWrite: _, ...usual } = price;
    const reported = { prompt_tokens: 100, completion_tokens: 0, cache_creation_input_tokens: 100 };
    expect(usageOf(Usage.parse(reported), contractRequest(), { text: '', calls: [] }, usual).cost_nano).toBe(
      100_000,
    );
  });
});
