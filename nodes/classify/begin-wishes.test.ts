import { expect, test } from 'vitest';
import { said } from '../../test/heard.ts';

test('several wishes are said back, a single one is not', async () => {
  expect((await said('cancel W1 and return W2')).spoken?.map(({ text }) => text)).toEqual([
    'I have noted: cancelling (W1) and returning (W2). Let us begin with cancelling (W1).',
  ]);
  expect(await said('cancel W1')).not.toHaveProperty('spoken');
});
