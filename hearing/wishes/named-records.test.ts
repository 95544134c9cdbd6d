import { expect, test } from 'vitest';
import { withNamedRecords } from './named-records.ts';

const options = {
  choices: new Map([
    ['status', 'ask where an order is'],
    ['return', 'return an item'],
    ['meaning', 'ask what a status means'],
  ]),
  answers: (intent: string) => intent === 'meaning',
  referencesIn: (text: string, intent: string) =>
    intent === 'status' || intent === 'return' ? (text.match(/W\d{7}/g) ?? []) : [],
};
const heard = (text: string, [intent, ...guesses]: readonly (readonly [string, number])[]) =>
  withNamedRecords(
    text,
    intent
      ? [
          {
            intent: intent[0],
            text,
            joins: null,
            spans: [{ from: 0, to: text.length }],
            confidence: intent[1],
          },
        ]
      : [],
    guesses.map(([name, confidence]) => ({ name, confidence })),
    options,
  ).map(({ intent: name, text: said, unsure = false }) => ({ name, said, unsure }));

const TEXT = 'Why is one pending for longer? They are W1000001 and W1000002.';

test('a message that names records and asks an article is asked about them', () => {
  expect(
    heard(TEXT, [
      ['meaning', 0.8],
      ['meaning', 0.4],
      ['status', 0.3],
    ]),
  ).toEqual([
    { name: 'meaning', said: TEXT, unsure: false },
    { name: 'status', said: 'They are W1000001 and W1000002.', unsure: true },
  ]);
});

test.each([
  ['nothing is wished', TEXT, [], 0],
  [
    'a wish takes them itself',
    TEXT,
    [
      ['status', 0.9],
      ['status', 0.9],
      ['return', 0.2],
    ],
    1,
  ],
  [
    'no record is named',
    'What does pending mean? My zip code is 19122.',
    [
      ['meaning', 0.9],
      ['status', 0.5],
    ],
    1,
  ],
  [
    'nothing else is likely',
    TEXT,
    [
      ['meaning', 0.9],
      ['status', 0.09],
    ],
    1,
  ],
  [
    'no words offer what is likely',
    TEXT,
    [
      ['meaning', 0.9],
      ['parcel', 0.9],
    ],
    1,
  ],
] as const)('nothing is asked where %s', (_name, text, read, wishes) => {
  expect(heard(text, read)).toHaveLength(wishes);
});
