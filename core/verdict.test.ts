import { describe, expect, test } from 'vitest';
import {
  asRuled,
  type Reason,
  refusedByEngine,
  revised,
  toldDenials,
  toldRules,
  toldTexts,
  verdictOn,
} from './verdict.ts';

const reason = (changes: Partial<Reason>): Reason => ({
  origin: 'engine',
  rule: 'engine-arguments',
  decision: 'deny',
  code: 'c',
  tell: 't',
  detail: 'w',
  ...changes,
});

describe('a refusal by the engine', () => {
  test.each<[string, boolean, readonly Reason[]]>([
    ['a denial by the engine', true, [reason({})]],
    [
      'a denial by the engine beside reasons of rules, which were asked then',
      false,
      [reason({ origin: 'policy' }), reason({})],
    ],
    ['a denial by a rule that is named like one of the engine', false, [reason({ origin: 'policy' })]],
    ['a rejection by a person', false, [reason({ origin: 'person' })]],
    ['a review that the engine asks for', false, [reason({ decision: 'review' })]],
    ['no reason at all', false, []],
  ])('%s: %j', (_what, refused, reasons) => {
    expect(refusedByEngine({ reasons })).toBe(refused);
  });

  test('is left out of what the rules said of an action that could not be shown', () => {
    const ask = reason({ origin: 'policy', rule: 'ask', decision: 'confirm' });
    const unshown = { decision: 'deny' as const, reasons: [reason({ rule: 'tool' }), ask] };
    expect(asRuled(unshown)).toEqual({ decision: 'confirm', reasons: [ask] });
    const refused = { decision: 'deny' as const, reasons: [reason({})] };
    expect(asRuled(refused)).toBe(refused);
  });

  test.each([
    ['engine-identity', true],
    ['engine-anything', false],
  ])('a record without origins names `%s`: %j', (rule, refused) => {
    const { origin: _, ...older } = reason({ rule });
    expect(refusedByEngine({ reasons: [older as Reason] })).toBe(refused);
  });
});

describe('what is told of a denial', () => {
  const late = reason({ origin: 'policy', rule: 'late', tell: 'Too late.' });
  const gone = reason({ origin: 'policy', rule: 'gone', tell: 'It is gone.' });
  const foreign = reason({ origin: 'policy', rule: 'foreign', tell: 'Not yours.', about: 'identity' });
  const ask = reason({ origin: 'policy', rule: 'ask', decision: 'confirm', tell: 'Say yes.' });

  test.each([
    ['every denial', [late, gone, ask], [late, gone]],
    ['nothing beside whose the record is', [late, foreign, gone, ask], [foreign]],
  ])('is %s', (_what, reasons, told) => {
    const verdict = { decision: 'deny' as const, reasons, rules: reasons.map(({ rule }) => rule) };
    expect(toldDenials(reasons)).toEqual(told);
    expect(toldTexts(verdict)).toEqual(told.map(({ tell }) => tell));
    const all = told.includes(foreign) ? ['foreign'] : verdict.rules;
    expect(toldRules(verdict)).toEqual(all);
  });

  test.each([
    ['confirm', ['I made it less.', 'Say yes.']],
    ['modify', ['I made it less.']],
    ['allow', ['I made it less.']],
    ['deny', ['Too late.']],
    ['review', []],
  ] as const)('a change is told where the action is shown or done: %s', (decision, told) => {
    const less = reason({ origin: 'policy', rule: 'less', decision: 'modify', tell: 'I made it less.' });
    const idle = reason({ origin: 'policy', rule: 'idle', decision: 'modify', tell: 'It was so.' });
    const verdict = { decision, reasons: [late, ask, less, idle], modified: { from: {}, reasons: [less] } };
    expect(toldTexts(verdict)).toEqual(told);
  });

  test('each text comes once, and another decision tells its own', () => {
    expect(toldTexts({ decision: 'deny', reasons: [late, { ...gone, tell: 'Too late.' }] })).toEqual([
      'Too late.',
    ]);
    expect(toldTexts({ decision: 'confirm', reasons: [ask] })).toEqual(['Say yes.']);
  });
});

describe('a verdict', () => {
  const late = reason({ origin: 'policy', rule: 'late', code: 'too_late' });
  const early = reason({ origin: 'policy', rule: 'early', code: 'too_late' });
  const given = { policy_version: 'p1', now: new Date('2026-01-01T12:00:00Z') };
  const verdict = verdictOn(
    { name: 'pay', arguments: {} },
    { decision: 'deny', reasons: [late, early], ...given },
  );

  test('names each rule and code of its reasons once, rules sorted', () => {
    expect(verdict).toEqual({
      decision: 'deny',
      rules: ['early', 'late'],
      codes: ['too_late'],
      reasons: [late, early],
      action: { name: 'pay', arguments: {} },
      policy_version: 'p1',
      facts: {},
      now: '2026-01-01T12:00:00.000Z',
      micros: 0,
    });
  });

  test('names those of its new reasons when it is revised, and keeps them otherwise', () => {
    expect(revised(verdict, { decision: 'review', reasons: [late] })).toEqual({
      ...verdict,
      decision: 'review',
      rules: ['late'],
      reasons: [late],
    });
    expect(revised(verdict, { micros: 5 })).toEqual({ ...verdict, micros: 5 });
  });
});
