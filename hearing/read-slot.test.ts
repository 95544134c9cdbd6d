import { describe, expect, test } from 'vitest';
import { Slot } from '../core/flow.ts';
import { choiceOptions, readAsked, readUnasked } from './read-slot.ts';

const context = {
  now: new Date('2024-05-15T15:00:00-05:00'),
  zone: 'America/New_York',
  confirmation: { yes: [], no: [], courtesy: [] },
};
const slot = (declared: object) => Slot.parse({ ask: '?', ...declared });
const asked = (text: string, declared: object) => {
  const read = readAsked(text, slot(declared), [], false, context);
  return read === 'ambiguous' || read === null ? read : read.value;
};
const order = { type: 'id', pattern: '(?:^|[^\\w-])w?\\s?(\\d{7})(?:$|[^\\w-])', as: '#W{1}' };
const reason = {
  type: 'choice',
  choices: [
    { value: 'no longer needed', label: 'It is no longer needed', words: ['not needed', 'do not need it'] },
    { value: 'ordered by mistake', label: 'It was ordered by mistake', words: ['by mistake', 'mistake'] },
    { value: 'other', label: 'Another reason' },
  ],
};

describe('a pattern', () => {
  test.each([
    ['#W1000001', '#W1000001'],
    ['w1000001 please', '#W1000001'],
    ['1000001', '#W1000001'],
    ['12345678', null],
    ['none', null],
  ])('reads %s as %s', (text, value) => {
    expect(asked(text, order)).toBe(value);
  });

  test('makes capitals of a group where the value has them', () => {
    expect(asked('is it lmeco8', { type: 'id', pattern: '\\b([a-z]{5}\\d)\\b', as: '{1|upper}' })).toBe(
      'LMECO8',
    );
  });

  test('keeps the words it was read from', () => {
    expect(
      readUnasked('my card is C1234, thanks', slot({ type: 'id', pattern: 'C\\d{4}' }), context),
    ).toEqual({
      value: 'C1234',
      span: 'C1234',
      from: 11,
      to: 16,
    });
  });

  test('with named groups makes an object, with defaults for what was not said', () => {
    const address = {
      type: 'id',
      pattern: '(?<street>\\d+ \\w+)(?:, (?<flat>flat \\d+))?',
      defaults: { flat: '', country: 'USA' },
    };
    expect(asked('12 Elm, flat 3', address)).toEqual({ street: '12 Elm', flat: 'flat 3', country: 'USA' });
    expect(asked('12 Elm', address)).toEqual({ street: '12 Elm', flat: '', country: 'USA' });
  });
});

describe('declared choices', () => {
  test.each([
    ['It is no longer needed', 'no longer needed'],
    ["I don't need it", 'no longer needed'],
    ['2', 'ordered by mistake'],
    ['the second', 'ordered by mistake'],
    ['it was by mistake', 'ordered by mistake'],
    ['It was too big', null],
    ['delivery takes longer than I can wait', null],
    ['it was not by mistake', null],
    ["I didn't order it by mistake", null],
    ['not needed, and by mistake too', null],
    ['why do you ask', null],
  ])('%s: %s', (text, value) => {
    expect(asked(text, reason)).toBe(value);
  });

  test('are not read by number where nobody asked', () => {
    expect(readUnasked('cancel 2 please', slot(reason), context)).toBeNull();
    expect(readUnasked('cancel it, ordered by mistake', slot(reason), context)?.value).toBe(
      'ordered by mistake',
    );
  });

  test('are offered with their labels', () => {
    expect(choiceOptions(slot(reason))[2]).toEqual({
      value: 'other',
      label: 'Another reason',
      element: 'other',
    });
    expect(choiceOptions(slot(order))).toEqual([]);
  });
});

test('of many choices none is listed, and none has a number', () => {
  const choices = Array.from({ length: 10 }, (_, index) => ({
    value: index,
    label: `Town ${'abcdefghij'[index]}`,
  }));
  const town = { type: 'choice', choices };
  expect(choiceOptions(slot(town))).toEqual([]);
  expect(asked('2', town)).toBeNull();
  expect(asked('town c', town)).toBe(2);
});

test('a choice behind one of the words of its slot is meant, whatever else is named', () => {
  const airport = (...words: string[]) => ({
    type: 'choice',
    words,
    choices: [
      { value: 'SEA', label: 'Seattle (SEA)', words: ['sea', 'seattle'] },
      { value: 'BOS', label: 'Boston (BOS)', words: ['bos', 'boston'] },
    ],
  });
  const unasked = (text: string, ...words: string[]) =>
    readUnasked(text, slot(airport(...words)), context)?.value;
  expect(unasked('a flight from SEA to Boston', 'from')).toBe('SEA');
  expect(unasked('a flight from SEA to Boston', 'to')).toBe('BOS');
  expect(unasked('Seattle and Boston are nice', 'from')).toBeUndefined();
  expect(asked('from Boston', airport('from'))).toBe('BOS');
});

test('an amount that could be two is asked again, and a yes is one of the declared words', () => {
  const limit = { type: 'money', currency: 'USD', words: ['to'], max: 5000 };
  expect(asked('2000', limit)).toBe(2000);
  expect(asked('from 1000 to 2000', limit)).toBe(2000);
  expect(asked('1000 2000', limit)).toBe('ambiguous');
  expect(asked('9000', limit)).toBeNull();
  expect(asked('yes', { type: 'yes-no' })).toBe(true);
  expect(asked('no', { type: 'yes-no' })).toBe(false);
  expect(asked('perhaps', { type: 'yes-no' })).toBeNull();
});

test('free text is the whole answer, and only when asked', () => {
  expect(asked('  anything <|endoftext|> ', { type: 'text' })).toBe('anything <|endoftext|>');
  expect(asked('  ', { type: 'text' })).toBeNull();
  expect(readUnasked('anything', slot({ type: 'text' }), context)).toBeNull();
});

test('a list is chosen from only when asked; what is chosen is the element', () => {
  const from = slot({
    type: 'option',
    from: { list: '{items}', value: '{id}', label: '{name}', many: true },
  });
  const options = [
    { value: 'a', label: 'Lamp', element: { id: 'a' } },
    { value: 'b', label: 'Mug', element: { id: 'b' } },
  ];
  expect(readAsked('the lamp and the mug', from, options, true, context)).toMatchObject({
    value: [{ id: 'a' }, { id: 'b' }],
  });
  expect(readAsked('the lamp or the mug', from, options, false, context)).toBe('ambiguous');
  expect(readUnasked('the lamp', from, context)).toBeNull();
});
