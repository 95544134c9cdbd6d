import { expect, test } from 'vitest';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import { settingOf } from '../../test/flow-setting.ts';
import { evaluateFlow } from './evaluate-flow.ts';

test('`each` leaves out elements for which its conditions do not hold, and needs no steps to collect', () => {
  const offer = Flow.parse({
    about: 'an offer',
    slots: {
      pick: { type: 'option', ask: '?', from: { list: '{all}', value: '{id}', label: '{id}', many: true } },
    },
    steps: [
      { ask: 'pick' },
      {
        each: '{pick}',
        as: 'one',
        where: [
          { value: '{one.here}', is: true },
          { value: '{one.id}', isNot: '{pick.0.id}' },
        ],
        collect: { ids: '{one.id}' },
      },
      { say: 'There are {ids|list}.' },
    ],
  });
  const flows = new Map([['offer', offer]]);
  const all = [1, 2, 3, 4].map((id) => ({ id, here: id !== 3 }));
  const frame = { ...newFrame('offer', ''), slots: { all, pick: all } };
  const effect = evaluateFlow(settingOf(flows, 'offer'), frame);
  expect(effect).toMatchObject({ do: 'say', text: 'There are 2 and 4.' });
});
