import { describe, expect, test } from 'vitest';
import type { MessageIntents } from '../../../hearing/read-intent.ts';
import { goalsOf, threadState } from '../../../test/thread-state.ts';
import type { ClassifyOptions } from '../classify-options.ts';
import { answerToModel } from './answer-to-model.ts';

const handled = (name: string, driver: 'flow' | 'model') => ({
  name,
  driver,
  flow: driver === 'flow' ? name : null,
  light: false,
  acts: true,
  changes: true,
});
const options = {
  intents: new Map([
    ['stop', handled('stop', 'model')],
    ['move', handled('move', 'model')],
    ['report', handled('report', 'flow')],
  ]),
  reach: new Map(),
  about: new Map(),
  confirmation: { yes: [], no: [], courtesy: [] },
  says: { noted: '', several: '', waiting: '', and: ' and ' },
} as unknown as ClassifyOptions;
const pending = { kind: 'model-question', question: 'Which one?' } as const;
const context = { now: new Date(0), zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } };

function read(text: string, wish: string | null, confidence = 0.9) {
  const spans = [{ from: 0, to: text.length }];
  const wishes = wish === null ? [] : [{ intent: wish, text, joins: null, spans, confidence }];
  const guesses = [{ name: wish ?? 'report', confidence }];
  const reading: MessageIntents = {
    main: { name: wish ?? 'unknown', confidence, certified: false, guesses },
    wishes,
    rest: text,
    between: null,
    lost: [],
  };
  const state = threadState(text, { pending, goals: goalsOf('stop') });
  const update = answerToModel(options, state, reading, context);
  return {
    reading: update.reading,
    open: update.goals?.map(({ intent }) => intent),
    pending: update.pending,
  };
}
const returned = { reading: 'answer', open: ['stop'], pending };

describe('an answer to a model returns to it', () => {
  test.each([
    ['ordered by mistake', 'report'],
    ['yes', 'report'],
    ['credit card', 'report'],
    ['the blue one', null],
    ['W1000001', null],
  ])('“%s”, whatever it resembles (%s)', (text, wish) => {
    expect(read(text, wish)).toEqual(returned);
  });

  test('and a request that is not sure', () => {
    expect(read('Can you report it?', 'report', 0.6)).toEqual(returned);
  });
});

test('a sure request for something else begins', () => {
  expect(read('I want to report a broken lamp', 'report')).toMatchObject({
    reading: 'intent',
    open: ['stop', 'report'],
    pending: null,
  });
});

test('another goal of the model is opened, and the model reads the message', () => {
  expect(read('Please move it too', 'move')).toMatchObject({
    reading: 'answer',
    open: ['stop', 'move'],
    pending,
  });
});
