import { expect, test } from 'vitest';
import type { LocalAnswer } from '../openai-endpoint/local-endpoint.ts';
import { calls, endpoint, libraryWith, says } from './library.ts';

const LOAN = 'when is my book due';

/** A small and a large model, dear as they are, each with its own endpoint. */
async function tiers(small: readonly LocalAnswer[], large: readonly LocalAnswer[], more: object = {}) {
  const [cheap, dear] = [await endpoint(...small), await endpoint(...large)];
  const opened = await libraryWith({
    models: {
      small: { baseUrl: cheap.baseUrl },
      large: { baseUrl: dear.baseUrl, input: 10, cachedInput: 10, output: 40 },
    },
    model: { use: 'small', larger: 'large' },
    ...more,
  });
  return { ...opened, cheap, dear };
}

const models = (recorded: readonly { readonly model: string | null; readonly cost_nano: number }[]) =>
  recorded.flatMap(({ model, cost_nano }) => (model === null ? [] : [[model, cost_nano]]));

test('the small model serves what it can, and the large one is not asked', async () => {
  const { conversation, dear } = await tiers([says('Which loan do you mean?')], [says('large')]);
  const turn = await (await conversation())(LOAN);
  expect(turn).toMatchObject({ outcome: 'asked', reply: { text: 'Which loan do you mean?' } });
  expect(dear.requests).toHaveLength(0);
});

test('after a denial the large one goes on, at its own price', async () => {
  const denied = calls('renew_loan', { loan_id: 'L1001' });
  const { conversation } = await tiers([denied], [says('Which loan do you mean?')]);
  const turn = await (await conversation())(LOAN);
  expect(turn.reply.text).toBe('Which loan do you mean?');
  // 100 tokens in and 10 out: what each costs by its own prices.
  expect(models(turn.recorded)).toEqual([
    ['small', 140_000],
    ['large', 1_400_000],
  ]);
});

test('a reply that went back is written by the large one', async () => {
  const { conversation, dear } = await tiers(
    [says('I have renewed loan L1001 for you.')],
    [says('Which loan do you mean?')],
  );
  const turn = await (await conversation())(LOAN);
  expect(turn.reply.text).toContain('Which loan do you mean?');
  expect(dear.requests).toHaveLength(1);
});

test('an intent has a model of its own', async () => {
  const { conversation, cheap } = await tiers([says('small')], [says('From nine to five.')], {
    modelOf: { 'loan-status': 'large' },
    model: { use: 'small' },
  });
  const turn = await (await conversation())(LOAN);
  expect(turn.recorded.find(({ node }) => node === 'act')?.model).toBe('large');
  expect(cheap.requests).toHaveLength(0);
});
