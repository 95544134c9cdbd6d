import { describe, expect, test } from 'vitest';
import { AgentConfig } from '../config/schemas/agent-schema.ts';
import { askBetween, closePair, likelyOne, readChosenIntent, type WhichIntent } from './which-intent.ts';

const choices = new Map([
  ['cancel-order', 'cancel an order'],
  ['cancellation-policy', 'ask when cancelling is possible'],
  ['order-status', 'ask where an order is'],
]);
const pair: WhichIntent = {
  kind: 'which-intent',
  intents: ['cancel-order', 'cancellation-policy'],
  opening: { turn_id: 't1', text: 'cancelling' },
  asked: 0,
};
const options = {
  choices,
  confirmation: AgentConfig.shape.confirmation.parse({}),
  says: { whether: 'Do you want to {first}?', between: 'Do you want to {first}, or to {second}?' },
};

describe('two intents are asked between', () => {
  test.each([
    { best: 0.4, second: 0.35, sure: false, why: 'nobody is sure and they are close' },
    { best: 0.65, second: 0.13, sure: false, why: 'the best is not sure and the second has a fifth of it' },
    { best: 0.6, second: 0.3, sure: true, why: 'the best is sure and the second has half of it' },
  ])('when $why', ({ best, second, sure }) => {
    expect(closePair(guesses(best, second), sure, choices)).toEqual(['cancel-order', 'cancellation-policy']);
  });
  test.each([
    { best: 0.4, second: 0.29, sure: false, why: 'together they leave too much to others' },
    { best: 0.65, second: 0.12, sure: false, why: 'the second has next to nothing' },
    { best: 0.6, second: 0.29, sure: true, why: 'the best is sure and stands out' },
  ])('not when $why', ({ best, second, sure }) => {
    expect(closePair(guesses(best, second), sure, choices)).toBeNull();
  });
  test('not when one of them has no words for customers', () => {
    const [, ...rest] = guesses(0.5, 0.45);
    expect(closePair([{ name: 'not-ours', confidence: 0.5 }, ...rest], false, choices)).toBeNull();
    expect(closePair(guesses(0.9, 0).slice(0, 1), false, choices)).toBeNull();
  });
});

test.each([
  [0.6, false, ['cancel-order']],
  [0.59, false, null],
  [0.9, true, null],
])('one intent with %s, sure: %s, is asked about: %s', (best, sure, expected) => {
  expect(likelyOne(guesses(best, 0.01), sure, choices)).toEqual(expected);
});

test('what has no words for customers is not asked about', () => {
  expect(likelyOne([{ name: 'not-ours', confidence: 0.7 }], false, choices)).toBeNull();
});

function guesses(best: number, second: number) {
  return [
    { name: 'cancel-order', confidence: best },
    { name: 'cancellation-policy', confidence: second },
  ];
}

describe('the answer', () => {
  test.each([
    ['1', 'cancel-order', true],
    ['the second one please', 'cancellation-policy', true],
    ['Cancel an order', 'cancel-order', false],
    ['ask when it is possible', 'cancellation-policy', false],
    ['cancel order #W1000001, I no longer need it', 'cancel-order', false],
  ])('"%s" names one', (text, name, outright) => {
    expect(readChosenIntent(text, pair, options)).toEqual({ kind: 'one', name, outright });
  });
  test.each(['no', 'neither', 'Neither of these.', 'something else', 'none of them'])(
    '"%s" names neither',
    (text) => {
      expect(readChosenIntent(text, pair, options)).toEqual({ kind: 'neither' });
    },
  );
  const one = { ...pair, intents: ['cancel-order'] } as const;
  test.each([
    ['yes', true],
    ['Yes please', true],
    ['yes, order #W1000001', false],
  ])('"%s" means the only one', (text, outright) => {
    expect(readChosenIntent(text, one, options)).toEqual({ kind: 'one', name: 'cancel-order', outright });
  });
  test('a no means not even that, and other words say nothing', () => {
    expect(readChosenIntent('no', one, options)).toEqual({ kind: 'neither' });
    expect(readChosenIntent('where are my things', one, options)).toBeNull();
    expect(readChosenIntent('yes, but where are my things?', one, options)).toBeNull();
  });
  test('the question about one names it alone', () => {
    expect(askBetween(options, one.intents, pair.opening, 0).draft?.text).toBe(
      'Do you want to cancel an order?',
    );
  });
  test.each(['both', '3', 'where are my things', 'cancel or ask', 'yes'])('"%s" says nothing', (text) => {
    expect(readChosenIntent(text, pair, options)).toBeNull();
  });
});
