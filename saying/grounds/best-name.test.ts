import { expect, test } from 'vitest';
import { bestName } from './best-name.ts';

const names = ['address', 'default address'];

test.each([
  ['i moved your address', 1],
  ['i moved your default address', 2],
  ['i moved your default mailing address', 2],
  ['i moved your booking', 0],
])('%s', (said, length) => {
  expect(bestName(said.split(' '), names)).toBe(length);
});
