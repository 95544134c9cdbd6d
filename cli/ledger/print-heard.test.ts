import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Heard } from '../../core/command.ts';
import { prettyHeard } from './print-heard.ts';

const print = (text: string, heard: Partial<Heard>) =>
  prettyHeard(text, { commands: [], lost: [], unexplained: [], ...heard })
    .map(stripVTControlCharacters)
    .join('\n');

test('a message shows its parts, and each command, lost reading and unexplained word has a line', () => {
  const text = 'My flurb\nbroke. Return W1 please';
  const order = { of: 'order_id', value: '#W1', parts: [[23, 25]], confidence: 1 } as const;
  expect(
    print(text, {
      commands: [
        { kind: 'begin', of: 'return-items', value: null, parts: [[16, 32]], confidence: 0.941 },
        { kind: 'set', ...order },
        { kind: 'set', of: 'email', value: 'a@b.c', parts: [], confidence: 1 },
        { kind: 'affirm', of: null, value: null, parts: [], confidence: 1 },
      ],
      lost: [
        { kind: 'begin', of: 'cancel-order', value: null, parts: [], confidence: 0.2, why: 'surer' },
        { kind: 'set', ...order, of: 'zip', value: null, why: 'overlap' },
      ],
      unexplained: [[3, 14]],
    }),
  ).toBe(`heard My flurb broke. [1 Return [2 W1] please]
  1 begin return-items 0.94
  2 set order_id = #W1
  3 set email = a@b.c  (said before)
  4 affirm  (said before)
  - not begin cancel-order 0.20: another intent is surer
  - not set zip "W1": another value explains more of these words
  ? nothing explains "flurb\\nbroke"`);
});

test('a message cannot move the cursor, nor end its line', () => {
  expect(print('a\u001b[2Jb\nc', { unexplained: [[0, 5]] })).toBe(
    'heard a\\x1b[2Jb c\n  ? nothing explains "a\\\\x1b[2J"',
  );
});
