import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { optionLines, readList } from './list-question.ts';

const options = ['Lamp', 'Mug'].map((label) => ({ label, value: label, element: { name: label } }));
const ask = { do: 'ask', slots: ['item'], text: 'Which?', options, listed: true, many: false } as const;
const slotsOf = (read: ReturnType<typeof readList>) => ('frame' in read ? read.frame.slots : null);
const offered = (read: ReturnType<typeof readList>) =>
  'frame' in read ? null : read.options.map(({ label }) => label);
const lamp = { item: { name: 'Lamp' } };

test('words that were said before choose from a list', () => {
  expect(slotsOf(readList(newFrame('x', 'return the lamp'), ask))).toEqual(lamp);
  expect(slotsOf(readList(newFrame('x', 'return it'), ask))).toBeNull();
  expect(slotsOf(readList({ ...newFrame('x', 'return the lamp'), attempts: { item: 1 } }, ask))).toBeNull();
});

test('words that named a thing do not choose its variant', () => {
  const variants = ['color blue, size S', 'color white, size L'].map((label) => ({
    label,
    value: label,
    element: { label },
  }));
  const which = { ...ask, slots: ['variant@0'], options: variants };
  const things = { key: 'things', options, many: true, current: [{ name: 'Lamp' }] };
  const blue = [
    { ...things, options: [{ label: 'Lamp (color blue)', value: 1, element: 1 }, ...options.slice(1)] },
  ];
  const frame = newFrame('x', 'exchange the blue lamp');
  expect(slotsOf(readList(frame, which))).toHaveProperty('variant@0');
  expect(slotsOf(readList(frame, which, () => blue))).toBeNull();
});

test('a list of one option is not asked', () => {
  const one = { ...ask, options: options.slice(0, 1) };
  expect(slotsOf(readList(newFrame('x', ''), one))).toEqual(lamp);
  expect(slotsOf(readList(newFrame('x', ''), { ...one, many: true }))).toEqual({ item: [lamp.item] });
  expect(slotsOf(readList({ ...newFrame('x', ''), attempts: { item: 1 } }, one))).toBeNull();
});

test('declared choices are not taken from words of a list', () => {
  expect(slotsOf(readList(newFrame('x', 'the lamp'), { ...ask, listed: false }))).toBeNull();
});

const colors = ['black, size S', 'black, size M', 'white, size S'].map((label) => ({
  label: `color ${label}`,
  value: label,
  element: { label },
}));
const which = { ...ask, slots: ['variant'], options: colors };
const black = ['color black, size S', 'color black, size M'];

test('words that fit some of a list leave only these to ask about', () => {
  expect(offered(readList(newFrame('x', 'I want a black one'), which))).toEqual(black);
  expect(offered(readList(newFrame('x', 'I want another one'), which))).toHaveLength(3);
  expect(offered(readList(newFrame('x', 'I want a black one'), { ...which, many: true }))).toHaveLength(3);
  const failed = { ...newFrame('x', 'I want a black one'), attempts: { variant: 1 } };
  expect(offered(readList(failed, which))).toHaveLength(3);
});

test('an unclear answer leaves its options to ask about, while they are offered', () => {
  const among = { variant: ['black, size S', 'black, size M'] };
  const left = { ...newFrame('x', ''), attempts: { variant: 1 }, among };
  expect(offered(readList(left, which))).toEqual(black);
  expect(offered(readList(left, { ...which, options: colors.slice(1) }))).toHaveLength(2);
  expect(offered(readList({ ...left, among: { variant: ['gone'] } }, which))).toHaveLength(3);
});

test('options are numbered, more than nine are counted', () => {
  const says = { many: 'There are {count}.' };
  expect(optionLines(options, says)).toBe('\n1. Lamp\n2. Mug');
  const lamps = Array.from({ length: 10 }, (_, at) => ({ label: `Lamp ${at}`, value: at, element: at }));
  expect(optionLines(lamps, says)).toBe(' There are 10.');
  expect(optionLines(lamps.slice(1), says)).toContain('\n9. ');
});
