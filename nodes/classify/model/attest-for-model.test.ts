import { expect, test } from 'vitest';
import { Slot } from '../../../core/flow.ts';
import type { Goals } from '../../../core/goal.ts';
import { goalsOf, threadState } from '../../../test/thread-state.ts';
import { attestForModel } from './attest-for-model.ts';

const CAUSE = Slot.parse({
  type: 'choice',
  ask: 'Why?',
  attested: true,
  choices: [
    { value: 'illness', label: 'Illness', words: ['fever'] },
    { value: 'strike', label: 'A strike' },
  ],
});
const options = {
  attested: (goals: Goals) =>
    new Map(goals.some(({ intent }) => intent === 'stop') ? [['cause', CAUSE]] : []),
  zone: 'UTC',
  confirmation: { yes: [], no: [], courtesy: [] },
};
const heard = (text: string, goals: Goals, unclaimed = '') =>
  attestForModel(options, threadState(text, { unclaimed }), { commands: [], goals }, new Date(0));

test('what a message says of a goal that it begins is recorded, with its words', () => {
  expect(heard('Stop it, I have a fever', goalsOf('stop'))).toMatchObject({
    session: { slots: { cause: { value: 'illness', span: 'fever', turn_id: 't1' } } },
    commands: [{ kind: 'set', of: 'cause' }],
  });
});

test('what was said before anything began counts too', () => {
  expect(heard('So stop it', goalsOf('stop'), 'I have a fever')).toMatchObject({
    session: { slots: { cause: { value: 'illness' } } },
    commands: [],
  });
});

test('nothing is read where no goal needs it', () => {
  expect(heard('I have a fever', goalsOf('chat'))).toEqual({ commands: [], goals: goalsOf('chat') });
});
