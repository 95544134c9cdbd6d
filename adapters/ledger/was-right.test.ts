import { expect, test } from 'vitest';
import type { PersonDecision } from '../../core/ports/escalation-log.ts';
import { unverified } from '../../core/principal.ts';
import { wasRight } from './was-right.ts';

const opinion = (score: -1 | 0 | 1, corrected_intent: string | null = null) => ({ score, corrected_intent });
const decisions: { readonly [K in PersonDecision['decision']]: PersonDecision } = {
  approve: { decision: 'approve', by: unverified('ada') },
  edit: { decision: 'edit', by: unverified('ada'), arguments: {} },
  reject: { decision: 'reject', by: unverified('ada'), note: 'no' },
  answer: { decision: 'answer', by: unverified('ada'), text: 'hello' },
};

test.each([
  { says: 'nothing', opinions: [], decided: [], right: null },
  { says: 'good', opinions: [opinion(1)], decided: [], right: true },
  { says: 'bad', opinions: [opinion(-1)], decided: [], right: false },
  { says: 'neither', opinions: [opinion(0)], decided: [], right: null },
  { says: 'that it was something else', opinions: [opinion(0, 'return')], decided: [], right: false },
  { says: 'good, but something else', opinions: [opinion(1, 'return')], decided: [], right: false },
  { says: 'what had been guessed', opinions: [opinion(0, 'cancel')], decided: [], right: null },
  { says: 'good, and bad later', opinions: [opinion(1), opinion(-1)], decided: [], right: false },
  { says: 'approve', opinions: [], decided: ['approve'], right: true },
  { says: 'edit', opinions: [], decided: ['edit'], right: false },
  { says: 'reject', opinions: [], decided: ['reject'], right: false },
  { says: 'an answer of their own', opinions: [], decided: ['answer'], right: null },
  { says: 'approve, and the customer bad', opinions: [opinion(-1)], decided: ['approve'], right: false },
] as const)('who says $says says $right', ({ opinions, decided, right }) => {
  expect(
    wasRight(
      'cancel',
      opinions,
      decided.map((decision) => decisions[decision]),
    ),
  ).toBe(right);
});

test('nothing was guessed, so what it was is a correction', () => {
  expect(wasRight(null, [opinion(0, 'return')], [])).toBe(false);
});
