import { expect, test } from 'vitest';
import { newFrame, offeredAgain } from './flow-memory.ts';

test('a denied answer may be judged again, and its attempt counts once', () => {
  const [gift, visa] = [{ id: 'g1' }, { id: 'c1' }];
  const frame = { ...newFrame('pay', ''), refused: { method: [gift, visa] }, attempts: { method: 1 } };
  expect(offeredAgain(frame, 'method', { id: 'g1' })).toMatchObject({
    refused: { method: [visa] },
    attempts: { method: 0 },
  });
});
