import { expect, test } from 'vitest';
import { Flow } from '../core/flow.ts';
import { flowReach } from './flow-slots.ts';

const flows = new Map(
  Object.entries({
    main: {
      about: 'x',
      slots: { a: { type: 'text', ask: '?' } },
      steps: [
        // biome-ignore lint/suspicious/noThenProperty: the author's word
        { when: { value: '{a}', empty: true }, then: [{ lookup: { tool: 'read' } }], else: [{ run: 'sub' }] },
        { each: '{list}', as: 'one', steps: [{ call: { tool: 'act' } }, { judge: { tool: 'ask' } }] },
        { confirm: '?', else: [{ lookup: { tool: 'other' } }] },
      ],
    },
    sub: {
      about: 'y',
      slots: { b: { type: 'text', ask: '?' } },
      steps: [{ answer: 'knowledge' }, { run: 'main' }],
    },
    talk: { about: 'z', steps: [{ say: 'hi' }, { end: 'answered' }] },
  }).map(([name, flow]) => [name, Flow.parse(flow)] as const),
);

test('reaches what nested steps and other flows use, in a circle too', () => {
  const reach = flowReach('main', flows);
  expect([...reach.slots.keys()].sort()).toEqual(['a', 'b']);
  expect([...reach.tools].sort()).toEqual(['act', 'other', 'read']);
  expect([...reach.judged]).toEqual(['ask']);
  expect(reach).toMatchObject({ light: false, answers: true });
});

test('a flow that only says something is light', () => {
  expect(flowReach('talk', flows)).toMatchObject({ light: true, answers: false });
});

test('a flow that is not there reaches nothing', () => {
  expect(flowReach('nobody', flows).slots.size).toBe(0);
});
