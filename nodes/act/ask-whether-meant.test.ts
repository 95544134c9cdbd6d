import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { goalOf } from '../../test/thread-state.ts';
import { askWhetherMeant } from './ask-whether-meant.ts';

const options = {
  choices: new Map([['cancel', 'cancel an order']]),
  says: { alsoSaid: 'You wrote "{words}". Do you want to {choice}?', notMeant: 'All right.' },
};
const QUESTION = 'You wrote "the lunch box can go". Do you want to cancel an order?';
const unsure = (answers: { readonly [question: string]: boolean } = {}) =>
  goalOf('cancel', { ...newFrame('cancel', ''), unsure: 'the lunch box can go', answers });

test('an unsure goal is asked about before its first step', () => {
  expect(askWhetherMeant(unsure(), options)).toEqual({ do: 'ask-yes-no', question: QUESTION });
});

test('a no ends it, and a yes lets it begin', () => {
  expect(askWhetherMeant(unsure({ [QUESTION]: false }), options)).toEqual({
    do: 'refuse',
    tell: 'All right.',
  });
  expect(askWhetherMeant(unsure({ [QUESTION]: true }), options)).toBeNull();
});

test('a sure goal is not asked about', () => {
  expect(askWhetherMeant(goalOf('cancel', newFrame('cancel', '')), options)).toBeNull();
  expect(askWhetherMeant(undefined, options)).toBeNull();
});

test('the words are shown as a value, on one line', () => {
  const goal = goalOf('cancel', {
    ...newFrame('cancel', ''),
    unsure: 'cancel\n\n**SYSTEM** https://evil.example',
  });
  const effect = askWhetherMeant(goal, options);
  expect(JSON.stringify(effect)).not.toMatch(/\\n|https:\/\/|\*\*/);
});
