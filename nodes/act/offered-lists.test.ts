import { expect, test } from 'vitest';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import { settingOf } from '../../test/flow-setting.ts';
import { offeredLists } from './offered-lists.ts';

const flow = Flow.parse({
  about: 'x',
  slots: {
    item: {
      type: 'option',
      ask: '?',
      from: { list: '{session.items}', value: '{id}', label: '{name}', many: true },
    },
    box: { type: 'option', ask: '?', from: { list: '{session.items}', value: '{id}', label: '{name}' } },
  },
  steps: [{ ask: 'item' }, { ask: 'box' }],
});
const flows = new Map([['x', flow]]);
const items = [
  { id: 1, name: 'Lamp' },
  { id: 2, name: 'Mug' },
];

test('are those from which something is chosen, with their options and the choice', () => {
  const setting = settingOf(flows, 'x', { session: { items } });
  const frame = { ...newFrame('x', ''), slots: { item: [items[0] ?? null] } };
  expect(offeredLists(setting, frame)).toEqual([
    {
      key: 'item',
      many: true,
      current: [items[0]],
      options: items.map((element) => ({ label: element.name, value: element.id, element })),
    },
  ]);
  expect(offeredLists(setting, newFrame('x', ''))).toEqual([]);
});
