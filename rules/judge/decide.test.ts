import type { TopLevelConditionResult } from 'json-rules-engine';
import { expect, test } from 'vitest';
import { unreadable } from '../schemas/fact-values.ts';
import { decide } from './decide.ts';

const leaf = (result: boolean | undefined, factResult: unknown = 1, operator = 'equal') => ({
  operator,
  ...(result === undefined ? {} : { result }),
  factResult,
  valueResult: 1,
});
const decided = (tree: object) => decide(tree as TopLevelConditionResult);
const gap = (code: Parameters<typeof unreadable>[0], why: string = code) =>
  leaf(false, unreadable(code, why));

test.each([
  [{ all: [leaf(true), leaf(true)] }, true],
  [{ all: [leaf(true), leaf(false)] }, false],
  [{ any: [leaf(false), leaf(true)] }, true],
  [{ any: [leaf(false), leaf(false)] }, false],
  [{ not: leaf(false) }, true],
  [{ not: { all: [leaf(true)] } }, false],
  [{ all: [gap('record_absent'), leaf(false)] }, false],
  [{ any: [gap('property_missing'), leaf(true)] }, true],
  [{ all: [gap('fact_unrecorded'), leaf(false)] }, false],
  [{ all: [gap('not_given'), leaf(false)] }, false],
  [{ any: [gap('not_given'), leaf(true)] }, true],
])('%j is %s', (tree, outcome) => {
  expect(decided(tree)).toBe(outcome);
});

test.each([
  ['what is absent', [gap('record_absent')], 'record_absent', 'record_absent'],
  [
    'a missing property before what is absent',
    [gap('record_absent', 'a'), gap('property_missing', 'b')],
    'property_missing',
    'a; b',
  ],
  [
    'what was not recorded before both',
    [gap('property_missing', 'a'), gap('fact_unrecorded', 'b')],
    'fact_unrecorded',
    'a; b',
  ],
  [
    'what could not be read before all, and alone',
    [gap('fact_unrecorded', 'a'), gap('fact_missing', 'b')],
    'fact_missing',
    'b',
  ],
  ['a reason once', [gap('record_absent', 'a'), gap('record_absent', 'a')], 'record_absent', 'a'],
] as const)('it says %s', (_what, all, code, why) => {
  expect(decided({ all: [leaf(true), ...all] })).toMatchObject({ code, why });
});

test.each([
  ['not_given', 'is only about what is not given', { all: [gap('not_given')] }],
  ['not_given', 'has an alternative that is not met', { any: [gap('not_given'), leaf(false)] }],
  ['partly_given', 'has a part that is met', { all: [gap('not_given'), leaf(true)] }],
])('it says %s of a rule that %s', (code, _what, tree) => {
  expect(decided(tree)).toMatchObject({ code });
});

test.each([
  ['has no result', leaf(undefined)],
  ['has an operator that nobody has', leaf(false, 1, 'about')],
])('a comparison that %s was not made', (_what, open) => {
  expect(decided({ all: [open] })).toMatchObject({
    code: 'rule_failed',
    why: expect.stringContaining('not made'),
  });
});
