import { expect, test } from 'vitest';
import type { SimulatedRow } from '../../app/simulate/play-customer.ts';
import { hearingPage } from './hearing-page.ts';

const row = (ended: SimulatedRow['ended']): SimulatedRow => ({
  id: '1',
  ended,
  turns: 3,
  executed: [],
  unwanted: [],
  as_expected: true,
  asked_twice: [],
  wrong_proposals: [],
  wasted: 0,
  person: null,
  transcript: [],
});
const measured = (...ends: readonly SimulatedRow['ended'][]) => new Map([['errands', ends.map(row)]]);
const rows = (page: string) => page.split('\n').filter((line) => line.startsWith('| errands'));

test('the first measurement stays, later ones replace each other', () => {
  const first = hearingPage('', measured('flawless', 'failed'));
  const second = hearingPage(first, measured('person'));
  const third = hearingPage(second, measured('flawless'));
  const before = '| errands | before | 2 | 50% | 0% | 0% | 50% | 0 | 3.0 |';
  expect(rows(first)).toEqual([before]);
  expect(rows(second)).toEqual([before, '| errands | now | 1 | 0% | 0% | 100% | 0% | 0 | 3.0 |']);
  expect(rows(third)).toEqual([before, '| errands | now | 1 | 100% | 0% | 0% | 0% | 0 | 3.0 |']);
  expect(third.split('<!--')).toHaveLength(3);
});

test('a set that is measured for the first time is `before`, and sets that are not measured stay', () => {
  const first = hearingPage('', measured('flawless'));
  const second = hearingPage(first, new Map([['other', [row('person')]]]));
  expect(rows(second)).toEqual(rows(first));
  expect(second).toContain('| other | before | 1 | 0% | 0% | 100% | 0% | 0 | 3.0 |');
});
