import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { goal, question } from '../../test/heard.ts';
import { goalOf, threadState } from '../../test/thread-state.ts';
import { tryAgain } from './try-again.ts';

const again = (goals: Parameters<typeof threadState>[1]) =>
  tryAgain(
    'hm',
    threadState('hm', goals),
    { questions: 2, says: { notCompared: 'Which?' } },
    { pending: question, key: 'order' },
  );

test('a question is asked again, and the next time a person is called', () => {
  expect(again({ goals: [goal('cancel')] }).update).toMatchObject({
    reading: 'unclear',
    commands: [{ kind: 'unclear', parts: [[0, 2]] }],
    goals: [{ flow: { attempts: { order: 1 } } }],
  });
  const tried = goalOf('cancel', { ...newFrame('cancel', ''), attempts: { order: 1 } });
  expect(again({ goals: [tried] }).update).toMatchObject({
    escalation: { code: 'not_understood' },
    commands: [{ kind: 'unclear' }],
  });
});

test('"the newest" of a list that cannot be compared says so', () => {
  const options = ['a', 'b'].map((value) => ({ label: value, value, element: value }));
  const pending = { kind: 'question', slots: ['order'], options, many: false } as const;
  const state = threadState('the newest', { goals: [goal('cancel')] });
  const limits = { questions: 2, says: { notCompared: 'Which?' } };
  expect(tryAgain('the newest', state, limits, { pending, key: 'order' }).update.spoken).toMatchObject([
    { text: 'Which?' },
  ]);
});
