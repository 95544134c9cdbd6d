import { describe, expect, test } from 'vitest';
import { actionHash } from '../../../core/action.ts';
import { Slot } from '../../../core/flow.ts';
import type { NodeState } from '../../../core/state.ts';
import type { JsonObject } from '../../../core/values/json.ts';
import { goalsOf, runContext, threadState } from '../../../test/thread-state.ts';
import { type CallOptions, takeCalls, takeFurther } from './take-calls.ts';

const CAUSE = Slot.parse({
  type: 'choice',
  ask: 'Why?',
  attested: true,
  choices: [
    { value: 'illness', label: 'Illness', words: ['fever'] },
    { value: 'strike', label: 'A strike' },
  ],
});
const OPTIONS: CallOptions = {
  hasEffects: (name) => name === 'pay',
  denials: 2,
  intents: new Map([['billing', { tools: ['pay'], attested: new Map() }]]),
  slots: new Map([['cause', CAUSE]]),
  reading: (now) => ({ now, zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } }),
};
const call = (name: string, args: JsonObject = {}, id = name) => ({
  id,
  name,
  arguments: JSON.stringify(args),
  problem: null,
});
const take = (calls: readonly ReturnType<typeof call>[], state: Partial<NodeState> = {}) =>
  takeCalls(OPTIONS, threadState('I have a fever', state), [], { text: '', calls }, runContext());
const told = (update: ReturnType<typeof take>) =>
  update.messages?.flatMap(({ type, content }) => (type === 'tool' ? [content] : []));

describe('several calls of one answer', () => {
  test('reads come first, one effect last, a second effect is refused', () => {
    const update = take([
      call('pay', { to: 1 }, 'c1'),
      call('look', { at: 1 }, 'c2'),
      call('pay', { to: 2 }, 'c3'),
      call('look', { at: 2 }, 'c4'),
    ]);
    expect(update.proposal).toMatchObject({ call_id: 'c2', action_id: 't1.a1' });
    expect(update.further?.calls.map(({ id }) => id)).toEqual(['c4', 'c1']);
    expect(update.messages).toMatchObject([
      { type: 'ai', calls: [{ id: 'c1' }, { id: 'c2' }, { id: 'c3' }, { id: 'c4' }] },
      { type: 'tool', tool_call_id: 'c3', content: expect.stringContaining('one action that changes') },
    ]);
  });

  test('each is proposed under a number of its own', () => {
    const first = take([call('look', { at: 1 }, 'c1'), call('look', { at: 2 }, 'c2')]);
    const state = threadState('x', { proposals: first.proposals ?? 0 });
    const next = takeFurther(OPTIONS, state, [], first.further ?? raise(), runContext());
    expect(next).toMatchObject({ proposal: { action_id: 't1.a2', call_id: 'c2' }, further: { calls: [] } });
  });

  test('denials of one answer count once, and a second denied answer calls a person', () => {
    const denied = { calls: [], denials: 0, denied: true };
    expect(takeFurther(OPTIONS, threadState('x'), [], denied, runContext())).toMatchObject({ denials: 1 });
    const again = { calls: [], denials: 1, denied: true };
    expect(takeFurther(OPTIONS, threadState('x'), [], again, runContext())).toMatchObject({
      escalation: { code: 'repeated_denial' },
    });
  });
});

describe('the same call twice in a turn', () => {
  const origin = actionHash({ name: 'look', arguments: { at: 1 } });
  const results = [{ name: 'look', result: { price: 5 }, origin }];

  test('is answered from the first, and then refused', () => {
    const second = take([call('look', { at: 1 })], { results });
    expect(second).toMatchObject({ proposal: null, repeats: [origin], denials: 0 });
    expect(told(second)).toEqual(['It ran before in this turn, with this result: {"price":5}']);
    const third = take([call('look', { at: 1 })], { results, repeats: [origin] });
    expect(third).toMatchObject({ proposal: null, denials: 1 });
    expect(told(third)?.[0]).toContain('twice');
  });

  test('runs again after a change, which may have changed what it reads', () => {
    const after = [...results, { name: 'pay', result: null, origin: 'p' }];
    expect(take([call('look', { at: 1 })], { results: after }).proposal).not.toBeNull();
  });

  test('never changes anything a second time', () => {
    const paid = actionHash({ name: 'pay', arguments: { to: 1 } });
    const update = take([call('pay', { to: 1 })], {
      results: [{ name: 'pay', result: 'paid', origin: paid }],
    });
    expect(update.proposal).toBeNull();
    expect(told(update)?.[0]).toContain('It ran before');
  });
});

describe("the engine's own tools", () => {
  test('a quote of the customer sets the slot, and the model is asked again', () => {
    const update = take([call('quote_customer', { slot: 'cause', words: 'I have a fever' })]);
    expect(update).toMatchObject({
      proposal: null,
      draft: null,
      further: { calls: [] },
      session: { slots: { cause: { value: 'illness', span: 'fever', turn_id: 't1' } } },
    });
  });

  test('a quote that does not count is a denial: told once, then a person', () => {
    const invented = call('quote_customer', { slot: 'cause', words: 'on strike' });
    const once = take([invented]);
    expect(once).toMatchObject({ denials: 1, session: { slots: {} } });
    expect(once.escalation).toBeUndefined();
    expect(take([invented], { denials: 1 })).toMatchObject({ escalation: { code: 'repeated_denial' } });
  });

  test('beside another call it is answered, and the other is proposed', () => {
    const update = take([call('open_intent', { intent: 'billing' }), call('look')]);
    expect(update).toMatchObject({ proposal: { call_id: 'look' }, goals: [{ intent: 'billing' }] });
  });

  test('an answer of these alone leaves no number to the next', () => {
    expect(take([call('open_intent', { intent: 'billing' })]).proposals).toBe(1);
    expect(goalsOf('billing')).toHaveLength(1);
  });
});

function raise(): never {
  throw new Error('no further calls');
}
