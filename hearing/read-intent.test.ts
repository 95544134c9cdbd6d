import { expect, test } from 'vitest';
import type { StepNote } from '../core/node.ts';
import { runContext } from '../test/thread-state.ts';
import { readIntent } from './read-intent.ts';

const entry = (threshold: number, certified = false) => ({ threshold, target: null, certified, missing: 0 });
const thresholds = new Map([
  ['cancel', entry(0.5, true)],
  ['help', entry(0.9)],
]);

/** Reads a message with a classifier that has a guess for each given text, and a weak guess for any other. */
async function read(text: string, guesses: { readonly [text: string]: readonly [string, number] }) {
  const notes: StepNote<'classify'>[] = [];
  const classifier = {
    classify: async (heard: string) => {
      const [name, confidence] = guesses[heard] ?? ['help', 0.1];
      return [{ name, confidence }];
    },
  };
  const reading = await readIntent(text, { thresholds, choices: new Map() }, classifier, {
    ...runContext(),
    note: (note) => notes.push(note),
  });
  return { ...reading, note: notes[0] };
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

test('what only a sentence says has the confidence of that sentence, and no promise', async () => {
  const { main, sure } = await read('I have an order. Please cancel my order.', {
    'Please cancel my order.': ['cancel', 0.8],
  });
  expect(main).toMatchObject({ name: 'cancel', confidence: 0.8, certified: false });
  expect(sure).toEqual(['cancel']);
});

test('a further sentence must be surer than a message', async () => {
  const text = 'Please cancel my order. When does it open?';
  const whole: readonly [string, number] = ['cancel', 0.6];
  const second = (confidence: number) =>
    read(text, { [text]: whole, 'When does it open?': ['help', confidence] });
  expect((await second(0.9)).sure).toEqual(['cancel', 'help']);
  expect([...(await second(0.9)).said]).toEqual([['help', 'When does it open?']]);
  expect([...(await second(0.89)).said]).toEqual([]);
  expect((await second(0.89)).sure).toEqual(['cancel']);
  const cancelTwice = { [text]: whole, 'Please cancel my order.': ['cancel', 0.74] as const };
  expect((await read(text, cancelTwice)).sure).toEqual(['cancel']);
});
