import { expect, test } from 'vitest';
import type { Message } from '../../../core/message.ts';
import { isKnown, sinceBefore } from './since-before.ts';

const read = (content: string): Message => ({ id: content, type: 'tool', content, tool_call_id: 'c' });
const TRIP = 'id: T1\nstate: open\nlegs:\nfrom|to\nA|B\nB|C\nprice: 40';

test('a record that was not read before is told in full', () => {
  expect(sinceBefore(TRIP, [read('id: T2\nstate: open')])).toBe(TRIP);
  expect(sinceBefore(TRIP, [{ id: 'h', type: 'human', content: TRIP }])).toBe(TRIP);
});

test('of one that was, what changed', () => {
  const now = 'id: T1\nstate: cancelled\nlegs:\nfrom|to\nA|B\nB|C\nrefund: 40';
  expect(sinceBefore(now, [read(TRIP)])).toBe(
    'id: T1\nstate: cancelled\nrefund: 40\nno longer: price\n(the rest as above)',
  );
});

test('what was told by its difference counts as read', () => {
  const closed = TRIP.replace('open', 'closed');
  const told = [read(TRIP), read(sinceBefore(closed, [read(TRIP)]))];
  expect(told[1]?.content).toBe('id: T1\nstate: closed\n(the rest as above)');
  expect(sinceBefore(TRIP, told)).toBe('id: T1\nstate: open\n(the rest as above)');
  expect(isKnown(closed, told)).toBe(true);
  expect(isKnown(TRIP, told)).toBe(false);
});

test('what was no longer there, and is again, is told again', () => {
  const bare = TRIP.replace('\nprice: 40', '');
  const told = [read(TRIP), read(sinceBefore(bare, [read(TRIP)]))];
  expect(sinceBefore(TRIP, told)).toBe('id: T1\nprice: 40\n(the rest as above)');
});

test('a part that stands word for word wherever its key stands is not told again', () => {
  const home = 'home: street: Elm Street 5, city: Bath';
  const [one, two] = ['T1', 'T2'].map((id) => `id: ${id}\nstate: open\n${home}`);
  expect(sinceBefore(two ?? '', [read(one ?? '')])).toBe('id: T2\nstate: open\n(home as above)');
  const moved = read(`id: T3\n${home.replace('5', '6')}`);
  expect(sinceBefore(two ?? '', [read(one ?? ''), moved])).toBe(two);
});

test('a row of a list is part of its list', () => {
  const now = TRIP.replace('B|C', 'B|D');
  expect(sinceBefore(now, [read(TRIP)])).toBe('id: T1\nlegs:\nfrom|to\nA|B\nB|D\n(the rest as above)');
});

test('a text of one line is told as it is', () => {
  expect(sinceBefore('no such trip', [read('no such trip')])).toBe('no such trip');
});
