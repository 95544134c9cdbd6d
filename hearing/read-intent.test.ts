import { describe, expect, test } from 'vitest';
import type { StepNote } from '../core/node.ts';
import { runContext } from '../test/thread-state.ts';
import { readIntent } from './read-intent.ts';

const entry = (threshold: number, certified = false) => ({ threshold, target: null, certified, missing: 0 });
const thresholds = new Map([
  ['cancel', entry(0.5, true)],
  ['help', entry(0.9)],
]);

const CHOICES = new Map([
  ['cancel', 'cancel'],
  ['help', 'help'],
]);

/** Reads a message with a classifier that has a guess for each given text, and a weak guess for any other. */
async function read(
  text: string,
  guesses: { readonly [text: string]: readonly [string, number] },
  choices: ReadonlyMap<string, string> = new Map(),
  flowOf: (intent: string) => string | null = () => null,
) {
  const notes: StepNote<'classify'>[] = [];
  const classified: string[] = [];
  const classifier = {
    classify: async (heard: string) => {
      classified.push(heard);
      const [name, confidence] = guesses[heard] ?? ['help', 0.1];
      return [{ name, confidence }];
    },
  };
  const reading = await readIntent(
    text,
    {
      thresholds,
      choices,
      flowOf,
      acts: () => true,
      changes: (intent) => intent === 'cancel',
      valuesIn: () => [],
    },
    classifier,
    {
      ...runContext(),
      note: (note) => notes.push(note),
    },
  );
  return { ...reading, classified, note: notes[0] };
}

test.each([
  { intent: 'cancel', confidence: 0.5, name: 'cancel', certified: true },
  { intent: 'cancel', confidence: 0.49, name: 'unknown', certified: false },
  { intent: 'help', confidence: 0.89, name: 'unknown', certified: false },
  { intent: 'help', confidence: 0.9, name: 'help', certified: false },
  { intent: 'undeclared', confidence: 1, name: 'unknown', certified: false },
])(
  '$intent at $confidence is read as $name, by its own threshold',
  async ({ intent, confidence, ...expected }) => {
    const { main, note } = await read('x', { x: [intent, confidence] });
    expect(main).toMatchObject({ ...expected, confidence });
    expect(note).toMatchObject({ confidence, detail: { certified: expected.certified } });
  },
);

test('what only a clause says has the confidence of that clause, and no promise', async () => {
  const { main, wishes } = await read('I have an order. Please cancel my order.', {
    'Please cancel my order.': ['cancel', 0.8],
  });
  expect(main).toMatchObject({ name: 'cancel', confidence: 0.8, certified: false });
  expect(wishes).toMatchObject([{ intent: 'cancel' }]);
});

test('a greeting beside one request that is sure costs no second classification', async () => {
  const choices = new Map([['cancel', 'cancel an order']]);
  const text = 'Hi, this is Mia. Please cancel my order.';
  const sure = await read(
    text,
    { [text]: ['cancel', 0.9], 'Please cancel my order.': ['help', 0.95] },
    choices,
  );
  expect(sure.wishes).toMatchObject([{ intent: 'cancel', text, confidence: 0.9 }]);
  expect(sure.classified).toEqual([text]);
  const unsure = await read(text, { [text]: ['cancel', 0.4] }, choices);
  expect(unsure.classified).toContain('Please cancel my order.');
});

test('who the customer is hides no wish, and the promise is about whole messages', async () => {
  const text = 'liam thomas 85049 swap my lamp';
  const rest: readonly [string, number] = ['cancel', 0.8];
  expect((await read(text, { 'swap my lamp': rest })).main).toMatchObject({
    name: 'cancel',
    certified: false,
  });
  expect((await read(text, { [text]: ['help', 0.95], 'swap my lamp': rest })).main.name).toBe('help');
  expect((await read(text, { 'swap my lamp': ['cancel', 0.3] })).main.name).toBe('unknown');
});

test('a further clause must be surer than a message', async () => {
  const text = 'Please cancel my order. When does it open?';
  const whole: readonly [string, number] = ['cancel', 0.6];
  const second = async (confidence: number) =>
    (await read(text, { [text]: whole, 'When does it open?': ['help', confidence] })).wishes.map(
      ({ intent }) => intent,
    );
  expect(await second(0.9)).toEqual(['cancel', 'help']);
  expect(await second(0.89)).toEqual(['cancel']);
  const cancelTwice = { [text]: whole, 'Please cancel my order.': ['cancel', 0.74] as const };
  expect((await read(text, cancelTwice)).wishes).toMatchObject([{ intent: 'cancel', text }]);
});

test('several wishes have words of their own, and the rest is for all of them', async () => {
  const text = 'Please cancel my order W1 and tell me when you open. I am Mia Brooks.';
  const { wishes, rest } = await read(text, {
    'Please cancel my order W1': ['cancel', 0.9],
    'tell me when you open.': ['help', 0.95],
  });
  expect(wishes).toMatchObject([
    { intent: 'cancel', text: 'Please cancel my order W1', joins: null },
    { intent: 'help', text: 'and tell me when you open.', joins: null },
  ]);
  expect(rest.trim()).toBe('I am Mia Brooks.');
});

test('words that only turn from what was said before hide no wish', async () => {
  const text = 'actually, take my order back instead';
  const guesses = { 'take my order back': ['cancel', 0.8] as const };
  expect((await read(text, guesses)).main).toMatchObject({ name: 'cancel', certified: false });
  expect((await read(text, { ...guesses, [text]: ['help', 0.95] })).main.name).toBe('help');
});

describe('a clause that only announces the next', () => {
  const HELP = 'I need a change to my order W1.';
  const guesses = {
    [HELP]: ['help', 0.99] as const,
    'Can you cancel it?': ['cancel', 0.9] as const,
    'I also want you to cancel it.': ['cancel', 0.9] as const,
  };
  const intents = async (text: string, whole: readonly [string, number]) =>
    (await read(text, { ...guesses, [text]: whole }, CHOICES)).wishes.map(({ intent }) => intent);

  test('is no wish of its own, and its values are known', async () => {
    const text = `${HELP} Can you cancel it?`;
    expect(await intents(text, ['help', 0.99])).toEqual(['cancel']);
    expect(await intents(text, ['cancel', 0.9])).toEqual(['cancel']);
    expect((await read(text, guesses, CHOICES)).wishes).toMatchObject([{ intent: 'cancel', text }]);
  });

  test.each([
    ['where the next adds to it', `${HELP} I also want you to cancel it.`, ['help', 'cancel']],
    ['where nothing else is sure', `${HELP} Can you do it now?`, ['help']],
  ])('is one %s', async (_name, text, expected) => {
    expect(await intents(text, ['help', 0.99])).toEqual(expected);
  });
});

test('background opens no goal beside a request', async () => {
  const text = 'I recently cancelled a lamp. When do you open?';
  const { wishes } = await read(text, {
    'I recently cancelled a lamp.': ['cancel', 0.99],
    'When do you open?': ['help', 0.95],
  });
  expect(wishes).toMatchObject([{ intent: 'help' }]);
});

test('an alternative is asked about', async () => {
  const { between } = await read(
    'I want to cancel or view some orders',
    {
      'I want to cancel some orders': ['cancel', 0.9],
      'I want to view some orders': ['help', 0.95],
    },
    new Map([
      ['cancel', 'cancel'],
      ['help', 'look'],
    ]),
  );
  expect(between).toEqual(['cancel', 'help']);
});

test('two likely intents of one flow are not asked about: either is served in the same way', async () => {
  const classifier = {
    classify: async () => [
      { name: 'help', confidence: 0.5 },
      { name: 'rules', confidence: 0.42 },
    ],
  };
  const pages = new Map([
    ['help', 'ask for help'],
    ['rules', 'ask for rules'],
  ]);
  const reading = (flow: (intent: string) => string | null) =>
    readIntent(
      'x',
      {
        thresholds,
        choices: pages,
        flowOf: flow,
        acts: () => true,
        changes: (intent) => intent === 'cancel',
        valuesIn: () => [],
      },
      classifier,
      runContext(),
    );
  expect(await reading(() => 'pages')).toMatchObject({
    between: null,
    main: { name: 'help', certified: false },
    wishes: [{ intent: 'help' }],
  });
  expect(await reading((intent) => intent)).toMatchObject({ between: ['help', 'rules'], wishes: [] });
  expect(await reading(() => null)).toMatchObject({ between: ['help', 'rules'], wishes: [] });
});

test('the one request of a message may ask for what is under way: the rest of it are values', async () => {
  const text = 'No! Again: cancel my order! With the card ending in 8484, all of them';
  const classifier = {
    classify: async (heard: string) => [
      heard.includes('card') ? { name: 'pay', confidence: 0.99 } : { name: 'cancel', confidence: 0.9 },
    ],
  };
  const all = new Map([...thresholds, ['pay', entry(0.5)]]);
  const wanted = async (current?: string) => {
    const options = {
      thresholds: all,
      choices: new Map([
        ['pay', 'pay'],
        ['cancel', 'cancel'],
      ]),
      flowOf: () => null,
    };
    const reading = await readIntent(
      text,
      { ...options, acts: () => true, changes: () => true, valuesIn: () => [], current },
      classifier,
      runContext(),
    );
    return reading.main.name;
  };
  expect(await wanted()).toBe('pay');
  expect(await wanted('cancel')).toBe('cancel');
  expect(await wanted('pay')).toBe('pay');
});

test('an alternative of which one is less sure is asked about, and alone it is no wish', async () => {
  const choices = new Map([
    ['cancel', 'cancel an order'],
    ['help', 'ask how something works'],
  ]);
  const text = 'I want to cancel or return it';
  const second = { 'I want to return it': ['help', 0.6] } as const;
  const asked = await read(text, { ...second, 'I want to cancel it': ['cancel', 0.9] }, choices);
  expect(asked.between).toEqual(['cancel', 'help']);
  const neither = await read(text, { ...second, 'I want to cancel it': ['cancel', 0.5] }, choices);
  expect(neither.between).toEqual(['cancel', 'help']);
  expect(await read(text, second, choices)).toMatchObject({ between: null, wishes: [] });
});
