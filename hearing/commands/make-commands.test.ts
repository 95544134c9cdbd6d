import { expect, test } from 'vitest';
import { partCommand, partsOf, relocated, slotCommand } from './make-commands.ts';

const read = { value: 'W1', span: 'w1', from: 0, to: 2 };

test('a value has its words where the message says them, in whatever case', () => {
  expect(slotCommand('set', 'order', read, 'cancel W1 now')).toEqual({
    kind: 'set',
    of: 'order',
    value: 'W1',
    parts: [[7, 9]],
    confidence: 1,
  });
  expect(slotCommand('set', 'order', read, 'cancel it').parts).toEqual([]);
});

test('a value that is written just so is not kept twice, nor is a record', () => {
  expect(slotCommand('set', 'order', { ...read, value: 'w1' }, 'w1').value).toBeNull();
  expect(slotCommand('pick', 'item', { ...read, value: { id: 1 } }, 'w1').value).toBeNull();
  expect(slotCommand('set', 'note', { ...read, value: 'x'.repeat(99) }, 'w1').value).toHaveLength(60);
});

test('words of an answer that is kept as a whole are those that picked', () => {
  const words = [{ from: 4, to: 8 }];
  expect(slotCommand('pick', 'item', { ...read, span: 'the lamp', words }, 'the lamp').parts).toEqual([
    [4, 8],
  ]);
});

test('commands of a piece have their places in the message', () => {
  const commands = [partCommand('set', 'order', [{ from: 0, to: 2 }], 0.98765)];
  expect(relocated(commands, 'W1', 'It is W1')).toMatchObject([{ parts: [[6, 8]], confidence: 0.9877 }]);
});

test('nothing is nowhere', () => {
  expect(partsOf('abc', ' ')).toEqual([]);
});
