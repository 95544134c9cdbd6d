import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { goal, question } from '../../test/heard.ts';
import { goalOf, threadState } from '../../test/thread-state.ts';
import { tryAgain } from './try-again.ts';

const again = (goals: Parameters<typeof threadState>[1]) =>
  tryAgain(
    'hm',
    threadState('hm', goals),
    { questions: 2, says: { declined: 'No.', notCompared: 'Which?' } },
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
