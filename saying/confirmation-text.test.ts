import { expect, test } from 'vitest';
import { SAYS } from '../test/says.ts';
import { confirmationText } from './confirmation-text.ts';

test('shows every line of what will happen and asks for a plain yes or no', () => {
  const text = confirmationText(
    { title: 'Cancel order #W1', lines: ['A lamp.', '$5.00 back.'] },
    SAYS.confirm,
  );
  expect(text.split('\n')).toEqual([
    'Here is what I am about to do:',
    'Cancel order #W1:',
    '- A lamp.',
    '- $5.00 back.',
    'Shall I go ahead? (yes or no)',
  ]);
  expect(confirmationText({ title: 'x', lines: [] }, SAYS.confirm, true)).toMatch(
    /^Please answer with yes or no/,
  );
});
