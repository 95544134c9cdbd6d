import { expect, test } from 'vitest';
import { wishesSaidApart, withUnplaced } from './unplaced-wishes.ts';
import type { Wish } from './wish.ts';

const CHOICES = new Map(['return', 'cancel', 'missing', 'fees'].map((name) => [name, `ask for ${name}`]));
const options = {
  choices: CHOICES,
  flowOf: (intent: string) => (intent === 'model-only' ? null : intent),
  acts: (intent: string) => intent !== 'fees',
  valuesIn: () => [],
};

/** The wishes of a message that is read as `return`; each piece is read as given, else as nothing. */
async function heard(
  text: string,
  readings: { readonly [piece: string]: readonly [string, number] },
  wishes: readonly Wish[] = [
    { intent: 'return', text, joins: null, spans: [{ from: 0, to: text.length }], confidence: 0.9 },
  ],
) {
  const found = await withUnplaced(text, wishes, options, async (piece) => {
    const [name, confidence] = readings[piece] ?? ['small-talk', 0.3];
    return [{ name, confidence }];
  });
  return found.map(({ intent, text: said, unsure = false }) => ({ intent, said: said.trim(), unsure }));
}

const TEXT = 'I need to return a lamp and my other package never showed up';
const READ = {
  'I need to return a lamp': ['return', 0.9],
  'my other package never showed up': ['missing', 0.8],
} as const;

test('a report beside a request is a wish that is asked about, in its own words', async () => {
  expect(await heard(TEXT, READ)).toEqual([
    { intent: 'return', said: 'I need to return a lamp and', unsure: false },
    { intent: 'missing', said: 'my other package never showed up', unsure: true },
  ]);
});

test('a request that is surely something else is not asked about', async () => {
  const text = 'I need to return a lamp, also cancel W1000001';
  const read = { 'I need to return a lamp': ['return', 0.9] as const };
  const cancel = async (confidence: number) =>
    (await heard(text, { ...read, 'cancel W1000001': ['cancel', confidence] })).at(-1);
  expect(await cancel(0.9)).toMatchObject({ intent: 'cancel', unsure: false });
  expect(await cancel(0.89)).toMatchObject({ intent: 'cancel', unsure: true });
});

test.each([
  ['that is not likely enough', { 'my other package never showed up': ['missing', 0.49] }],
  ['that no words of the agent offer', { 'my other package never showed up': ['small-talk', 0.99] }],
  ['that only a model does', { 'my other package never showed up': ['model-only', 0.99] }],
  [
    'that articles would answer, where nothing is asked',
    { 'my other package never showed up': ['fees', 0.99] },
  ],
  ['that is what is wanted already', { 'my other package never showed up': ['return', 0.99] }],
] as const)('no wish is made of a piece %s', async (_name, reading) => {
  expect(await heard(TEXT, { ...READ, ...reading })).toHaveLength(1);
});

test('what two pieces say together is one wish', async () => {
  const text = 'The lamp came broken. Please refund the money to me';
  expect(
    await heard(text, {
      'The lamp came broken.': ['return', 0.9],
      'Please refund the money to me': ['cancel', 0.9],
    }),
  ).toHaveLength(1);
  // Nothing in it says the wish of the whole message: the pieces mean it together.
  expect(await heard(TEXT, { ...READ, 'I need to return a lamp': ['cancel', 0.9] })).toHaveLength(1);
});

test('beside clauses that are wishes already, the pieces of no clause are', async () => {
  const clauses: readonly Wish[] = [
    {
      intent: 'return',
      text: 'I need to return a lamp',
      joins: null,
      spans: [{ from: 0, to: 23 }],
      confidence: 0.9,
    },
  ];
  expect(await heard(TEXT, READ, clauses)).toMatchObject([{ intent: 'return' }, { intent: 'missing' }]);
  const all: readonly Wish[] = [
    ...clauses,
    { ...(clauses[0] as Wish), spans: [{ from: 28, to: TEXT.length }] },
  ];
  expect(await heard(TEXT, READ, all)).toHaveLength(2);
});

test('a message that may be either of two intents is both, if a piece of it says each', async () => {
  const text = 'I want the larger lamp instead and the mug back for a refund';
  const apart = (second: number) =>
    wishesSaidApart(text, ['cancel', 'return'], options, async (piece) => [
      piece.startsWith('I want')
        ? { name: 'cancel', confidence: 0.95 }
        : { name: 'return', confidence: second },
    ]);
  expect(await apart(0.6)).toMatchObject([
    { intent: 'cancel', text: 'I want the larger lamp instead' },
    { intent: 'return', text: 'the mug back for a refund', unsure: true },
  ]);
  expect(await apart(0.4)).toEqual([]);
});

test('one more object of a verb is asked about, if it is likely something else', async () => {
  const text = 'I need to return a lamp and the fee';
  const more = async (intent: string, confidence: number) =>
    heard(text, {
      'I need to return a lamp': ['return', 0.9],
      'I need to return the fee': [intent, confidence],
    });
  expect(await more('cancel', 0.95)).toEqual([
    { intent: 'return', said: 'I need to return a lamp and', unsure: false },
    { intent: 'cancel', said: 'the fee', unsure: true },
  ]);
  expect(await more('cancel', 0.29)).toHaveLength(1);
  expect(await more('return', 0.95)).toHaveLength(1);
});

test('one more noun of a request is asked about, whatever of it is known', async () => {
  const text = 'check if the address on my account and recent orders is right';
  const read = (name: string, confidence: number) =>
    heard(text, {
      'check if the address on my account is right': ['return', 0.9],
      'check if the address on my recent orders is right': [name, confidence],
    });
  expect(await read('fees', 0.5)).toEqual([
    { intent: 'return', said: expect.stringContaining('is right'), unsure: false },
    { intent: 'fees', said: 'recent orders', unsure: true },
  ]);
  expect(await read('return', 0.9)).toHaveLength(1);
  expect(await read('fees', 0.29)).toHaveLength(1);
});

test('of two nouns alone both are asked about', async () => {
  const text = 'bag and insurance';
  const read = { bag: ['return', 0.9], insurance: ['fees', 0.9] } as const;
  const wish = { intent: 'fees', text, joins: null, spans: [{ from: 0, to: text.length }], confidence: 0.9 };
  expect(await heard(text, read, [wish])).toMatchObject([
    { intent: 'fees', unsure: true },
    { intent: 'return', said: 'bag' },
  ]);
});
