import { describe, expect, test } from 'vitest';
import { actionHash, judgementHash } from '../../core/action.ts';
import { Flow } from '../../core/flow.ts';
import { type FlowFrame, newFrame } from '../../core/flow-memory.ts';
import type { Reason } from '../../core/verdict.ts';
import { settingOf } from '../../test/flow-setting.ts';
import { evaluateFlow } from './evaluate-flow.ts';

const flows = new Map([
  [
    'main',
    Flow.parse({
      about: 'x',
      slots: {
        id: { type: 'id', ask: 'Which?', pattern: 'W\\d+' },
        why: { type: 'text', ask: 'Why?' },
      },
      steps: [
        { judge: { tool: 'cancel', with: { id: '{id}', why: '{why}' }, denied: { not_yours: 'id' } } },
        { ask: 'why' },
        { call: { tool: 'cancel', with: { id: '{id}', why: '{why}' } } },
      ],
    }),
  ],
]);
const frame = (more: Partial<FlowFrame>): FlowFrame => ({
  ...newFrame('main', ''),
  slots: { id: 'W1' },
  ...more,
});
const effectOf = (more: Partial<FlowFrame>) => evaluateFlow(settingOf(flows, 'main'), frame(more));

const partly = { name: 'cancel', arguments: { id: 'W1' } };
const whole = { name: 'cancel', arguments: { id: 'W1', why: 'late' } };
const said = { id: 'W1', why: 'late' };
const reason = (code: string): Reason => ({
  origin: 'policy',
  rule: 'r',
  decision: 'deny',
  code,
  tell: 'Too late.',
  detail: '',
});

describe('a `judge` step', () => {
  test('asks the rules about the arguments that are known, before the others are asked for', () => {
    expect(effectOf({})).toEqual({
      do: 'propose',
      action: partly,
      hash: judgementHash(partly),
      dry: true,
    });
  });

  test('goes on after its mark, and is not asked twice', () => {
    expect(effectOf({ results: { [judgementHash(partly)]: true } })).toMatchObject({
      do: 'ask',
      slots: ['why'],
    });
  });

  test('tells a denial and refuses, or asks the slot of its code again', () => {
    const denied = (code: string) => effectOf({ denied: { [judgementHash(partly)]: [reason(code)] } });
    expect(denied('too_late')).toEqual({ do: 'refuse', tell: 'Too late.' });
    expect(denied('not_yours')).toEqual({
      do: 'ask-again',
      slots: ['id'],
      forget: judgementHash(partly),
      tell: 'Too late.',
    });
  });

  test('asks about the codes that count, and remembers that apart', () => {
    const { slots, steps, ...flow } = Flow.parse({
      about: 'x',
      steps: [{ judge: { tool: 'cancel', with: { id: 'W1' }, only: ['too_late'] } }],
    });
    const narrow = new Map([['main', { ...flow, slots, steps }]]);
    const effect = (more: Partial<FlowFrame>) => evaluateFlow(settingOf(narrow, 'main'), frame(more));
    const hash = judgementHash(partly, ['too_late']);
    expect(hash).not.toBe(judgementHash(partly));
    expect(effect({})).toEqual({ do: 'propose', action: partly, hash, dry: true, only: ['too_late'] });
    expect(effect({ results: { [hash]: true } })).toEqual({ do: 'end', outcome: 'answered' });
  });

  test('is never taken for the call of the same action, nor the call for it', () => {
    const judged = effectOf({ slots: said, results: { [judgementHash(whole)]: true } });
    expect(judged).toEqual({ do: 'propose', action: whole, hash: actionHash(whole), dry: false });
    expect(effectOf({ slots: said, results: { [actionHash(whole)]: true } })).toMatchObject({ dry: true });
    expect(effectOf({ slots: said, denied: { [actionHash(whole)]: [reason('x')] } })).toMatchObject({
      dry: true,
    });
  });
});
