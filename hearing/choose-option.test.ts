import { describe, expect, test } from 'vitest';
import type { Option } from '../core/state.ts';
import { chooseLabel, chooseNumber, chooseOptions, chosenValue, isOfList } from './choose-option.ts';

const option = (value: string, label: string): Option => ({ value, label, element: { id: value } });
const items = [
  option('lamp_100', 'Floor Lamp, brass, $119.51'),
  option('rug_200', 'Wool Rug, blue, 120 by 80'),
  option('mug_300', 'Coffee Mug, blue and white'),
];
const ids = (choice: ReturnType<typeof chooseOptions>) =>
  Array.isArray(choice) ? choice.map(({ value }) => String(value).slice(0, 3)) : choice;

describe('one of a list', () => {
  test.each<[string, string[] | 'ambiguous' | null]>([
    ['1', ['lam']],
    ['number 2 please', ['rug']],
    ['the third', ['mug']],
    ['the last one', ['mug']],
    ['no. 2', ['rug']],
    ['rug_200', ['rug']],
    ['I take RUG_200.', ['rug']],
    ['the lamp', ['lam']],
    ['the brass one', ['lam']],
    ['the blue one', 'ambiguous'],
    ['the blue mug', ['mug']],
    ['not the lamp but the mug', ['mug']],
    ['the lamp or the rug', 'ambiguous'],
    ['0', null],
    ['4', null],
    ['2 items', null],
    ['not the lamp', null],
    ['anything except the lamp', null],
    ['the mug instead of the lamp', ['mug']],
    ['it was the one that I have', null],
    ['yes', null],
    ['', null],
  ])('%s', (said, expected) => {
    expect(ids(chooseOptions(said, items, false))).toEqual(expected);
  });
});

describe('one of many options of a product', () => {
  const options = [
    option('m1', 'color cream, bowl 5 litres and speeds 6, $319.34'),
    option('m2', 'color cream, bowl 7 litres and speeds 10, $309.42'),
    option('m3', 'color cream, bowl 5 litres and speeds 10, $381.86'),
    option('m4', 'color olive, size L and length long, $79.59'),
    option('m5', 'color olive, size M and length long, $84.77'),
    option('m6', 'color olive, size XL and length long, $94.47'),
  ];
  const said = (text: string) => {
    const choice = chooseOptions(text, options, false);
    return Array.isArray(choice) ? choice.map(({ value }) => value) : choice;
  };
  test.each<[string, string[] | 'ambiguous' | null]>([
    ['cream, 5 litres, 10 speeds', ['m3']],
    ['olive in L, long', ['m4']],
    ["I'm for olive, long", 'ambiguous'],
    ["what's the long olive one", 'ambiguous'],
    ['the olives in M', ['m5']],
    ['cream', 'ambiguous'],
    ['5 of them', null],
    ['I take L', null],
    ['5', ['m5']],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test('a number of one digit does not name one of several', () => {
    const order = [option('k', 'Chef Knife (blade 24 cm)'), option('t', 'Bath Towels (pieces 2)')];
    expect(chooseOptions('the things with 2', order, true)).toBeNull();
    expect(ids(chooseOptions('the towel', order, true))).toEqual(['t']);
  });
});

describe('several of a list', () => {
  test.each<[string, string[] | 'ambiguous' | null]>([
    ['all of them', ['lam', 'rug', 'mug']],
    ['Both!', 'ambiguous'],
    ['1 and 3', ['lam', 'mug']],
    ['the first and the last', ['lam', 'mug']],
    ['the lamp and the mug', ['lam', 'mug']],
    ['lamp_100, mug_300', ['lam', 'mug']],
    ['1 and 9', null],
    ['everything except the lamp', ['rug', 'mug']],
    ['all but the mug', ['lam', 'rug']],
    ['everything, not the rug', ['lam', 'mug']],
    ['none of these things here', null],
  ])('%s', (said, expected) => {
    expect(ids(chooseOptions(said, items, true))).toEqual(expected);
  });
});

test('an id that begins like another is not the other', () => {
  const cards = [option('card_1', 'Visa'), option('card_12', 'Mastercard')];
  expect(ids(chooseOptions('card_12', cards, true))).toHaveLength(1);
  expect(chooseOptions('card_12', cards, false)).toEqual([cards[1]]);
});

test('the only option is named by any word of its label', () => {
  expect(chooseOptions('the lamp then', [items[0] as Option], false)).toEqual([items[0]]);
  expect(chooseOptions('something else', [items[0] as Option], false)).toBeNull();
});

test('a message of nothing but digits and a letter names none, at once', () => {
  expect(chooseOptions(`${'1'.repeat(1000)}x`, items, true)).toBeNull();
});

test('declared choices are chosen by number alone', () => {
  expect(chooseNumber('2', items)).toEqual([items[1]]);
  expect(chooseNumber('the second', items)).toEqual([items[1]]);
  expect(chooseNumber('the lamp', items)).toBeNull();
  expect(chooseNumber('1 and 2', items)).toBeNull();
});

test('a choice of several is a list, of one its element', () => {
  expect(chosenValue([items[0] as Option], true)).toEqual([{ id: 'lamp_100' }]);
  expect(chosenValue([items[0] as Option], false)).toEqual({ id: 'lamp_100' });
  expect(chosenValue([], false)).toBeNull();
});

describe('a declared choice by words of its label', () => {
  const reasons = ['No longer needed', 'Ordered by mistake', 'Another reason'].map((label) =>
    option(label, label),
  );
  test.each<[string, string[] | null]>([
    ['mistake', ['Ord']],
    ['a mistake please', ['Ord']],
    ['needed', ['No ']],
    ['not a mistake', null],
    ["wasn't a mistake", null],
    ['mistake?', null],
    ['the mistake was yours', null],
    ['needed by mistake', null],
    ['the lamp', null],
    ['', null],
  ])('%s', (said, expected) => {
    expect(ids(chooseLabel(said, reasons))).toEqual(expected);
  });
});

test.each([
  ['coffee mug', true],
  ['the blue', true],
  ['a blue lamp', false],
  ['the kettle', false],
  ['that one', false],
])('words of one label are about this list: %s %s', (text, expected) => {
  expect(isOfList(text, items)).toBe(expected);
});
