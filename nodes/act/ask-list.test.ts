import { describe, expect, test } from 'vitest';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { Json } from '../../core/values/json.ts';
import { settingOf } from '../../test/flow-setting.ts';
import { evaluateFlow } from './evaluate-flow.ts';

const flows = new Map([
  [
    'trip',
    Flow.parse({
      about: 'a trip',
      slots: {
        days: {
          type: 'date',
          many: true,
          count: '{session.days}',
          ask: 'Which days?',
          more: '{left} more: day {number}?',
        },
      },
      steps: [{ ask: 'days' }, { say: 'So {days|list}.' }],
    }),
  ],
]);

const effect = (days: Json | undefined, count: Json) =>
  evaluateFlow(settingOf(flows, 'trip', { session: { days: count } }), {
    ...newFrame('trip', ''),
    slots: days === undefined ? {} : { days },
  });

describe('a list is asked for until it has as many as it must have', () => {
  test.each([
    [undefined, 2, 'Which days?'],
    [['2024-05-20'], 3, '2 more: day 2?'],
    [['2024-05-20'], '2', '1 more: day 2?'],
    [['2024-05-20', '2024-05-21', '2024-05-22'], 2, 'Which days?'],
  ])('%j of %j', (days, count, text) => {
    expect(effect(days, count)).toMatchObject({ do: 'ask', text, slots: ['days'] });
  });

  test('too many are listed', () => {
    expect(effect(['2024-05-20', '2024-05-21'], 1)).toMatchObject({
      options: [{ label: '2024-05-20' }, { label: '2024-05-21' }],
    });
  });

  test.each([[2], [null], [''], [0.5]])('two are enough for %j', (count) => {
    expect(effect(['2024-05-20', '2024-05-21'], count)).toMatchObject({
      do: 'say',
      text: 'So 2024-05-20 and 2024-05-21.',
    });
  });
});
