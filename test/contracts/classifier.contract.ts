import { beforeAll, expect, test } from 'vitest';
import type { Classifier } from '../../core/ports/classifier.ts';

/** A classifier of `cancel`, `track` and `pay`, and examples it was trained on. */
export const INTENTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'cancel',
    [
      'cancel my order',
      'I want to cancel the order I placed',
      'please call off my purchase',
      'stop my order, I do not want it',
    ],
  ],
  [
    'track',
    ['where is my package', 'when will my parcel arrive', 'track my delivery', 'has my order shipped yet'],
  ],
  [
    'pay',
    [
      'which cards do you accept',
      'can I pay with a gift card',
      'do you take paypal',
      'what payment methods are there',
    ],
  ],
]);

/** The contract of a `Classifier` that was trained on `INTENTS`. */
export function classifierContract(open: () => Promise<Classifier>): void {
  let classifier: Classifier;
  beforeAll(async () => {
    classifier = await open();
  });
  const { signal } = new AbortController();

  test.each([
    { text: 'I no longer need the thing I bought, cancel it', expected: 'cancel' },
    { text: 'is my parcel on its way?', expected: 'track' },
    { text: 'am I able to pay by credit card?', expected: 'pay' },
  ])('names "$text" $expected', async ({ text, expected }) => {
    expect((await classifier.classify(text, signal))[0]?.name).toBe(expected);
  });

  test.each([
    'where is my order',
    '',
    'qwrtz 👾',
    'long '.repeat(20_000),
    'order'.repeat(20_000),
    '1234 5678',
    'пожалуйста отмените мой заказ',
    '\u0000',
    '\ud800',
  ])('answers a distribution for "%.20s"', async (text) => {
    const guesses = await classifier.classify(text, signal);
    expect(guesses.map(({ name }) => name).toSorted()).toEqual([...INTENTS.keys()].toSorted());
    expect(guesses.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 6);
    expect(guesses.map(({ confidence }) => confidence)).toEqual(
      guesses.map(({ confidence }) => confidence).toSorted((a, b) => b - a),
    );
    expect(guesses.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
  });

  test.each(['', '1234 5678', 'qwrtz 👾', 'пожалуйста отмените мой заказ'])(
    'is sure of nothing about "%s"',
    async (text) => {
      expect((await classifier.classify(text, signal))[0]?.confidence).toBeLessThan(0.5);
    },
  );

  test('is less sure of what is unlike every example', async () => {
    const confidence = async (text: string) => (await classifier.classify(text, signal))[0]?.confidence ?? 0;
    expect(await confidence('the moon is made of cheese')).toBeLessThan(
      await confidence('where is my package'),
    );
  });

  test('stops when the caller has given up', async () => {
    await expect(classifier.classify('text', AbortSignal.abort(new Error('given up')))).rejects.toThrow(
      'given up',
    );
  });
}
