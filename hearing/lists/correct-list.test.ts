import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { ListAttribute } from '../../core/slots/list-attribute.ts';
import type { Option } from '../../core/state.ts';
import { correctedList } from './correct-list.ts';

const attributes = {
  departure: ListAttribute.parse({ value: '{at}', type: 'time', words: ['leaving'] }),
  price: ListAttribute.parse({ value: '{price}', type: 'money', currency: 'USD' }),
};
const options: readonly Option[] = [100, 90, 120].map((price, at) => ({
  label: `HAT10${at}`,
  value: `HAT10${at}`,
  element: { at },
  attributes: { departure: 480 + at * 180, price },
}));
const frame = { ...newFrame('fly', ''), slots: { flight: { at: 1 } } };
const list = { key: 'flight', options, many: false, current: { at: 1 }, attributes };
const time = { now: new Date('2024-05-15T15:00:00Z'), zone: 'UTC' };
const corrected = (
  text: string,
  shown = true,
  narrowings: (typeof list & { narrowings?: [] })['narrowings'] = [],
) => correctedList(text, frame, [{ ...list, narrowings }], { time, shown });

test.each([
  ['no, a later one', 2],
  ['no, the earliest please', 0],
  ['the most expensive one', 2],
  ['leaving after 12', 2],
])('another is chosen: %s', (text, at) => {
  expect(corrected(text)).toMatchObject({
    frame: { slots: { flight: { at } } },
    labels: [`HAT10${at}`],
    onlyThat: true,
  });
});

test('several are asked about, and so is the list of all', () => {
  expect(corrected('no, something pricier')).toMatchObject({
    frame: { slots: {}, attempts: { flight: 0 }, narrowed: { flight: [{ test: 'above', value: 90 }] } },
    labels: [],
  });
  expect(corrected('show me the others')).toMatchObject({ frame: { slots: {}, attempts: { flight: 0 } } });
});

test('the choice stays where nothing fits, or where it is chosen again', () => {
  expect(corrected('anything cheaper?')).toMatchObject({
    frame: { slots: { flight: { at: 1 } } },
    noneFits: true,
  });
  expect(corrected('the cheapest')).toBeNull();
});

test('beside another question only a message that puts right changes it', () => {
  expect(corrected('the earliest', false)).toBeNull();
  expect(corrected('no, I prefer the earliest', false)).toMatchObject({ labels: ['HAT100'] });
});

test.each(['yes', 'I paid $120 for my last ticket', 'call me at 2pm', 'thanks, that is great'])(
  'no change: %s',
  (text) => {
    expect(corrected(text)).toBeNull();
  },
);
