import { describe, expect, test } from 'vitest';
import { actionHash } from '../../core/action.ts';
import { Flow } from '../../core/flow.ts';
import { type FlowFrame, newFrame } from '../../core/flow-memory.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { settingOf } from '../../test/flow-setting.ts';
import { evaluateFlow } from './evaluate-flow.ts';

const SLOTS = {
  order_id: { type: 'id', ask: 'Which order?', retry: 'I found none. Which order?', pattern: 'W\\d+' },
  reason: {
    type: 'choice',
    ask: 'Why {order.id}?',
    choices: [
      { value: 'a', label: 'A thing' },
      { value: 'b', label: 'B thing' },
    ],
  },
  item: {
    type: 'option',
    ask: 'Which item?',
    from: { list: '{order.items}', value: '{id}', label: '{name}', none: 'Nothing is left in {order.id}.' },
  },
};

function flowOf(steps: readonly unknown[], more: { readonly [name: string]: unknown } = {}) {
  const flows = new Map(
    Object.entries({ main: { about: 'x', slots: SLOTS, steps }, ...more }).map(([name, flow]) => [
      name,
      Flow.parse(flow),
    ]),
  );
  return (memory: Partial<FlowFrame> = {}, session: JsonObject = {}) =>
    evaluateFlow(settingOf(flows, 'main', { session }), { ...newFrame('main', 'opening'), ...memory });
}

const hash = (name: string, args: JsonObject) => actionHash({ name, arguments: args });
const ran = (...done: readonly (readonly [string, JsonObject, Json])[]) =>
  Object.fromEntries(done.map(([name, args, result]) => [hash(name, args), result]));
const lookup = { lookup: { tool: 'get', with: { id: '{order_id}' }, as: 'order', missing: 'order_id' } };
const ORDER = {
  id: 'W1',
  status: 'pending',
  items: [
    { id: 'i1', name: 'Lamp' },
    { id: 'i2', name: 'Mug' },
  ],
};
const W1 = { order_id: 'W1' };
const found = ran(['get', { id: 'W1' }, ORDER]);

describe('each kind of step', () => {
  test('ask: the question, until the slot is filled', () => {
    const flow = flowOf([{ ask: 'order_id' }]);
    expect(flow()).toMatchObject({
      do: 'ask',
      slots: ['order_id'],
      text: 'Which order?',
      options: [],
      many: false,
    });
    expect(flow({ attempts: { order_id: 1 } })).toMatchObject({ text: 'I found none. Which order?' });
    expect(flow({ slots: W1 })).toEqual({ do: 'end', outcome: 'answered' });
  });

  test('ask: any one of several will do', () => {
    const flow = flowOf([{ ask: ['order_id', 'reason'] }, { say: '{order_id}{reason}' }]);
    expect(flow()).toMatchObject({ slots: ['order_id', 'reason'] });
    expect(flow({ slots: { reason: 'a' } })).toMatchObject({ do: 'say', text: 'a' });
  });

  test('ask: a slot that nothing declares calls a person', () => {
    expect(flowOf([{ ask: 'nobody' }])()).toMatchObject({ do: 'escalate' });
  });

  test('lookup: proposes the read, then knows its result', () => {
    const flow = flowOf([lookup, { say: '{order.status}' }]);
    expect(flow({ slots: W1 })).toEqual({
      do: 'propose',
      action: { name: 'get', arguments: { id: 'W1' } },
      hash: hash('get', { id: 'W1' }),
      dry: false,
    });
    expect(flow({ slots: W1, results: found })).toMatchObject({ do: 'say', text: 'pending' });
  });

  test('when and else, inside and after', () => {
    const flow = flowOf([
      // biome-ignore lint/suspicious/noThenProperty: the author's word
      { when: { value: '{order_id}', is: 'W1' }, then: [{ say: 'one' }], else: [{ say: 'other' }] },
    ]);
    expect(flow({ slots: W1 })).toMatchObject({ text: 'one' });
    expect(flow({ slots: { order_id: 'W2' } })).toMatchObject({ text: 'other' });
  });

  test('confirm: a yes goes on, a no takes the other way', () => {
    const flow = flowOf([{ confirm: 'Really {order_id}?', else: [{ end: 'refused' }] }, { say: 'ok' }]);
    expect(flow({ slots: W1 })).toEqual({ do: 'ask-yes-no', question: 'Really W1?' });
    expect(flow({ slots: W1, answers: { 'Really W1?': true } })).toMatchObject({ text: 'ok' });
    expect(flow({ slots: W1, answers: { 'Really W1?': false } })).toEqual({ do: 'end', outcome: 'refused' });
    expect(flow({ slots: { order_id: 'W2' }, answers: { 'Really W1?': true } })).toMatchObject({
      do: 'ask-yes-no',
    });
  });

  test('say: once, and again only if it says something else', () => {
    const flow = flowOf([{ say: 'It is {order_id}.' }]);
    const said = flow({ slots: W1 });
    const key = said.do === 'say' ? said.key : '';
    expect(flow({ slots: W1, said: [key] })).toEqual({ do: 'end', outcome: 'answered' });
    expect(flow({ slots: { order_id: 'W2' }, said: [key] })).toMatchObject({ text: 'It is W2.' });
  });

  test('run: another flow with the same memory', () => {
    const flow = flowOf([{ run: 'sub' }, { say: '{order.id}' }], {
      sub: { about: 'y', slots: SLOTS, steps: [{ ask: 'order_id' }, lookup] },
    });
    expect(flow()).toMatchObject({ do: 'ask' });
    expect(flow({ slots: W1, results: found })).toMatchObject({ text: 'W1' });
  });

  test('answer, escalate and end', () => {
    expect(flowOf([{ answer: 'knowledge' }])()).toMatchObject({ do: 'answer' });
    expect(flowOf([{ answer: 'knowledge' }])({ said: ['answer/0'] })).toMatchObject({ do: 'end' });
    expect(flowOf([{ escalate: 'about {order_id}' }])({ slots: W1 })).toEqual({
      do: 'escalate',
      reason: 'about W1',
    });
    expect(flowOf([{ end: 'refused' }, { say: 'never' }])()).toEqual({ do: 'end', outcome: 'refused' });
  });

  test('the session is read and nothing of it is invented', () => {
    const flow = flowOf([
      {
        when: { value: '{session.user}', empty: true },
        // biome-ignore lint/suspicious/noThenProperty: the author's word
        then: [{ say: 'who?' }],
        else: [{ say: 'hi {session.user}' }],
      },
    ]);
    expect(flow({}, { user: null })).toMatchObject({ text: 'who?' });
    expect(flow({}, { user: 'mia' })).toMatchObject({ text: 'hi mia' });
    expect(flow({ slots: { user: 'mia' } }, { user: null })).toMatchObject({ text: 'who?' });
  });
});

describe('a changed mind', () => {
  const call = {
    call: {
      tool: 'cancel',
      with: { id: '{order.id}', reason: '{reason}' },
      as: 'done',
      denied: { bad_reason: 'reason' },
    },
  };
  const flow = flowOf([{ ask: 'order_id' }, lookup, { ask: 'reason' }, call, { say: 'done' }]);

  test('a corrected slot derives everything after it again', () => {
    expect(flow({ slots: { ...W1, reason: 'a' }, results: found })).toMatchObject({
      do: 'propose',
      action: { name: 'cancel', arguments: { id: 'W1', reason: 'a' } },
    });
    expect(flow({ slots: { order_id: 'W2', reason: 'a' }, results: found })).toEqual({
      do: 'propose',
      action: { name: 'get', arguments: { id: 'W2' } },
      hash: hash('get', { id: 'W2' }),
      dry: false,
    });
  });

  test('a call that ran is not proposed again', () => {
    const results = { ...found, ...ran(['cancel', { id: 'W1', reason: 'a' }, { ok: true }]) };
    expect(flow({ slots: { ...W1, reason: 'a' }, results })).toMatchObject({ do: 'say', text: 'done' });
  });

  test('a result of null or false is a result', () => {
    for (const nothing of [null, false, 0, '']) {
      const results = { ...found, ...ran(['cancel', { id: 'W1', reason: 'a' }, nothing]) };
      expect(flow({ slots: { ...W1, reason: 'a' }, results })).toMatchObject({ do: 'say' });
    }
  });

  test('a record that does not exist is asked for again', () => {
    expect(flow({ slots: W1, results: ran(['get', { id: 'W1' }, { exists: false }]) })).toEqual({
      do: 'ask-again',
      slots: ['order_id'],
      forget: hash('get', { id: 'W1' }),
      tell: null,
    });
  });

  const because = (code: string) => [
    { origin: 'policy' as const, rule: 'r', decision: 'deny' as const, code, tell: 'Not so.', detail: 'w' },
  ];
  test('a denial with a declared code asks that slot again, any other ends the flow', () => {
    const key = hash('cancel', { id: 'W1', reason: 'a' });
    const memory = { slots: { ...W1, reason: 'a' }, results: found };
    expect(flow({ ...memory, denied: { [key]: because('bad_reason') } })).toEqual({
      do: 'ask-again',
      slots: ['reason'],
      forget: key,
      tell: 'Not so.',
    });
    expect(flow({ ...memory, denied: { [key]: because('other') } })).toEqual({
      do: 'refuse',
      tell: 'Not so.',
    });
  });

  test('what was chosen and is no longer offered is asked again', () => {
    const chosen = flowOf([lookup, { ask: 'item' }, { say: '{item.name}' }]);
    const lamp = ORDER.items[0] as JsonObject;
    expect(chosen({ slots: { ...W1, item: lamp }, results: found })).toMatchObject({ text: 'Lamp' });
    const less = ran(['get', { id: 'W1' }, { ...ORDER, items: [ORDER.items[1]] as Json }]);
    expect(chosen({ slots: { ...W1, item: lamp }, results: less })).toMatchObject({
      do: 'ask',
      options: [{ label: 'Mug' }],
    });
    const none = ran(['get', { id: 'W1' }, { ...ORDER, items: [] }]);
    expect(chosen({ slots: W1, results: none })).toEqual({ do: 'refuse', tell: 'Nothing is left in W1.' });
  });
});

describe('each', () => {
  const steps = [
    lookup,
    {
      each: '{order.items}',
      as: 'line',
      steps: [
        { lookup: { tool: 'stock', with: { id: '{line.id}' }, as: 'stock', missing: 'order_id' } },
        { ask: 'reason' },
      ],
      collect: { reasons: '{reason}', left: '{stock.left}' },
    },
    { say: '{reasons|list} {left|list}' },
  ];
  const flow = flowOf(steps);
  const stock = (left: number) => ({ left }) as Json;
  const results = { ...found, ...ran(['stock', { id: 'i1' }, stock(1)], ['stock', { id: 'i2' }, stock(2)]) };

  test('asks for each element under a key of its own and collects', () => {
    expect(flow({ slots: W1, results })).toMatchObject({ slots: ['reason@0'] });
    expect(flow({ slots: { ...W1, 'reason@0': 'a' }, results })).toMatchObject({ slots: ['reason@1'] });
    expect(flow({ slots: { ...W1, 'reason@0': 'a', 'reason@1': 'b' }, results })).toMatchObject({
      text: 'a and b 1 and 2',
    });
  });

  test('a slot that was asked around it is asked again from inside it', () => {
    const gone = { ...found, ...ran(['stock', { id: 'i1' }, { exists: false }]) };
    expect(flow({ slots: W1, results: gone })).toMatchObject({ do: 'ask-again', slots: ['order_id'] });
  });

  test('collects objects of several values, for arguments that are lists of records', () => {
    const collecting = flowOf([
      lookup,
      { each: '{order.items}', as: 'line', collect: { lines: { item: '{line.id}', order: '{order_id}' } } },
      { call: { tool: 'pack', with: { lines: '{lines}' } } },
    ]);
    expect(collecting({ slots: W1, results: found })).toMatchObject({
      do: 'propose',
      action: {
        arguments: {
          lines: [
            { item: 'i1', order: 'W1' },
            { item: 'i2', order: 'W1' },
          ],
        },
      },
    });
  });

  test('goes through nothing for an empty list', () => {
    const empty = ran(['get', { id: 'W1' }, { ...ORDER, items: [] }]);
    expect(flow({ slots: W1, results: empty })).toMatchObject({ text: ' ' });
  });
});

describe('names that every object inherits', () => {
  test('a slot `constructor` is asked for, then has what was said', () => {
    const slots = { constructor: { type: 'text', ask: 'Which one?' } };
    const steps = [{ ask: 'constructor' }, { say: 'You want {constructor}.' }];
    const flow = flowOf([], { main: { about: 'x', slots, steps } });
    expect(flow()).toMatchObject({ do: 'ask', slots: ['constructor'], text: 'Which one?' });
    expect(flow({ slots: { constructor: 'the blue one' } })).toMatchObject({
      text: 'You want the blue one.',
    });
  });

  test('a code of a denial that no author named asks nothing again', () => {
    const action = { name: 'get', arguments: { id: 'W1' } };
    const reason = {
      origin: 'policy' as const,
      rule: 'r',
      decision: 'deny' as const,
      code: 'constructor',
      tell: 'No.',
      detail: 'w',
    };
    const flow = flowOf([lookup]);
    expect(flow({ slots: W1, denied: { [actionHash(action)]: [reason] } })).toEqual({
      do: 'refuse',
      tell: 'No.',
    });
  });
});
