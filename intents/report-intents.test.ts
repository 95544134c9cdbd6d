import { describe, expect, test } from 'vitest';
import { confusions, mislabelled } from './report-confusions.ts';
import { intentFigures, type ReadMessage, readingFigures } from './report-figures.ts';
import { reportIntents } from './report-intents.ts';
import { nearDuplicates } from './report-near-duplicates.ts';

const read = (
  label: string,
  guess: string,
  confidence: number,
  text = `${label} ${confidence}`,
): ReadMessage => ({
  text,
  label,
  guess,
  confidence,
  acted: guess !== 'oos' && confidence >= 0.5,
});

/** Two of three `pay` right, one too unsure to act on; `oos` once named so, once taken for `track`. */
const MESSAGES = [
  read('pay', 'pay', 0.9),
  read('pay', 'pay', 0.4),
  read('pay', 'track', 0.6),
  read('track', 'track', 0.8),
  read('oos', 'oos', 0.7),
  read('oos', 'track', 0.95),
];

describe('readingFigures', () => {
  test('counts all, what is in scope, and what is kept away', () => {
    const { all, in_scope, out_of_scope } = readingFigures(MESSAGES, 'oos');
    expect(all).toEqual({ messages: 6, accuracy: 4 / 6, coverage: 4 / 6, error: 2 / 4 });
    expect(in_scope).toEqual({ messages: 4, accuracy: 3 / 4, coverage: 3 / 4, error: 1 / 3 });
    expect(out_of_scope).toEqual({ messages: 2, named: 0.5, kept_away: 0.5 });
  });

  test('covers nothing that is read as out of scope', () => {
    const sure = [read('pay', 'pay', 0.8), read('oos', 'oos', 0.99)];
    expect(readingFigures(sure, 'oos').coverage_at[0]).toEqual({ error: 0.01, coverage: 0.5 });
    expect(readingFigures(sure, null).coverage_at[0]).toEqual({ error: 0.01, coverage: 1 });
  });

  test('has no shares of nothing', () => {
    expect(readingFigures([], 'oos')).toMatchObject({
      all: { messages: 0, accuracy: null, coverage: null, error: null },
      out_of_scope: null,
      calibration_error: 0,
    });
  });
});

describe('intentFigures', () => {
  const threshold = { threshold: 0.5, target: null, certified: false, missing: 0 };
  const examples = new Map([
    ['pay', 20],
    ['refund', 3],
  ]);
  const figures = intentFigures({ messages: MESSAGES, examples, threshold: () => threshold });

  test.each([
    { intent: 'pay', examples: 20, messages: 3, recall: 2 / 3, coverage: 2 / 3, acted: 1, precision: 1 },
    { intent: 'refund', examples: 3, messages: 0, recall: null, coverage: null, acted: 0, precision: null },
    { intent: 'track', examples: 0, messages: 1, recall: 1, coverage: 1, acted: 3, precision: 1 / 3 },
    { intent: 'oos', examples: 0, messages: 2, recall: 0.5, coverage: 0.5, acted: 0, precision: null },
  ])('are right for $intent', (expected) => {
    expect(figures.find(({ intent }) => intent === expected.intent)).toEqual({ ...expected, threshold });
  });

  test('come in the order of declaration, and labels without examples last', () => {
    expect(figures.map(({ intent }) => intent)).toEqual(['pay', 'refund', 'track', 'oos']);
  });
});

describe('confusions', () => {
  test('come most often first, with the surest sentences', () => {
    const more = [0.51, 0.2, 0.99, 0.7].map((confidence) => read('pay', 'track', confidence));
    const [first, second, ...rest] = confusions([...MESSAGES, ...more]);
    expect(first).toMatchObject({ label: 'pay', guess: 'track', messages: 5, acted: 4 });
    expect(first?.examples.map(({ confidence }) => confidence)).toEqual([0.99, 0.7, 0.6]);
    expect(second).toMatchObject({ label: 'oos', guess: 'track', messages: 1 });
    expect(rest).toEqual([]);
  });
});

describe('mislabelled', () => {
  test('are those that are read as another intent with confidence', () => {
    const given = [
      read('pay', 'track', 0.79),
      read('pay', 'track', 0.8),
      read('pay', 'oos', 0.9),
      read('a', 'a', 1),
    ];
    expect(mislabelled(given).map(({ guess, confidence }) => [guess, confidence])).toEqual([
      ['oos', 0.9],
      ['track', 0.8],
    ]);
  });
});

describe('nearDuplicates', () => {
  const found = (examples: { readonly [intent: string]: readonly string[] }) =>
    nearDuplicates(new Map(Object.entries(examples)));

  test('are told apart by signs and capital letters only', () => {
    expect(found({ pay: ['Has my top-up gone through?'], track: ['has my top up gone through'] })).toEqual([
      {
        texts: ['Has my top-up gone through?', 'has my top up gone through'],
        intents: ['pay', 'track'],
        similarity: 1,
      },
    ]);
  });

  test.each([
    { one: 'how long does a transfer take', other: 'how long does a US transfer take', near: true },
    { one: 'where is my card', other: 'when does my parcel arrive', near: false },
    { one: '', other: '?!', near: false },
    { one: 'a', other: 'b', near: false },
    { one: '¿dónde está mi paquete?', other: 'dónde está mi paquete', near: true },
  ])('"$one" and "$other": $near', ({ one, other, near }) => {
    expect(found({ pay: [one], track: [other] })).toHaveLength(near ? 1 : 0);
  });

  test('are nothing within an intent', () => {
    expect(found({ pay: ['pay by card', 'pay by card!'], track: ['where is it'] })).toEqual([]);
  });

  test('are found among many, the most alike first', () => {
    const many = (word: string) =>
      Array.from({ length: 300 }, (_, index) => `${word} number ${index * 7919} please`);
    const pairs = found({
      pay: [...many('charge'), 'can I pay with a gift card'],
      track: [...many('parcel'), 'can I pay with a gift card now', 'Can I pay with a gift card?'],
    });
    expect(pairs.slice(0, 2).map(({ texts: [, other] }) => other)).toEqual([
      'Can I pay with a gift card?',
      'can I pay with a gift card now',
    ]);
  });
});

describe('reportIntents', () => {
  const pooled = { threshold: 0.5, target: null, certified: false, missing: 0 };
  const report = reportIntents({
    name: 'shop',
    measured: null,
    messages: MESSAGES,
    heldOut: MESSAGES,
    examples: new Map([
      ['pay', ['a', 'b']],
      ['track', ['c']],
    ]),
    outOfScope: 'oos',
    threshold: () => pooled,
    pooled,
    enough: 2,
  });

  test('names intents with few examples, and labels that have none', () => {
    expect(report.few_examples).toEqual([{ intent: 'track', examples: 1 }]);
    expect(report.unknown_labels).toEqual(['oos']);
  });

  test('counts each message once in the spread of confidences', () => {
    const spread = report.confidences.map(({ name, counts }) => [
      name,
      counts.reduce((sum, count) => sum + count, 0),
    ]);
    expect(spread).toEqual([
      ['right', 4],
      ['wrong', 1],
      ['out of scope', 1],
    ]);
  });

  test('covers at most what is not read as out of scope', () => {
    expect(report.risk_coverage.at(-1)).toEqual({ threshold: 0.4, coverage: 5 / 6, error: 2 / 5 });
  });

  test('says what is missing for a proof', () => {
    expect(report.provable.map(({ certified }) => certified)).toEqual([false, false, false]);
  });
});

test('a curve of many messages has no more points than can be seen, and still its ends', () => {
  const messages = Array.from({ length: 5000 }, (_, index) =>
    read('pay', index % 50 === 0 ? 'track' : 'pay', 1 - index / 10_000),
  );
  const pooled = { threshold: 0.5, target: null, certified: false, missing: 0 };
  const { risk_coverage: curve } = reportIntents({
    name: 'shop',
    measured: null,
    messages,
    heldOut: messages,
    examples: new Map(),
    outOfScope: null,
    threshold: () => pooled,
    pooled,
    enough: 2,
  });
  expect(curve.length).toBeLessThanOrEqual(201);
  expect(curve.at(-1)).toMatchObject({ coverage: 1, error: 0.02 });
});
