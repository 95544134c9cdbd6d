import { expect, test } from 'vitest';
import { stemOf } from '../claims/stem.ts';
import { mayPermit, permissionsIn } from './permission-phrases.ts';

const VERBS = new Set(['extend', 'cancel', 'cancellation', 'move'].map(stemOf));
const said = (clause: string) =>
  permissionsIn(clause, VERBS).map(({ can, verb }) => `${can ? 'can' : 'cannot'} ${verb}`);

test.each([
  ['your booking can be cancelled', ['can cancelled']],
  ['it can no longer be extended', ['cannot extended']],
  ['i am able to extend it', ['can extend']],
  ['we are not able to extend it', ['cannot extend']],
  ['i am unable to cancel booking #b1', ['cannot cancel']],
  ['it is not possible to move the booking', ['cannot move']],
  ['it is too late to move it', ['cannot move']],
  ['it is eligible for a cancellation', ['can cancellation']],
  ['none of these can be moved', ['cannot moved']],
  ['a cancellation of the booking is no longer possible', ['cannot cancellation']],
  ['the booking is not cancellable', ['cannot cancellable']],
  ['the booking is non-extendable', ['cannot extendable']],
  ['it can be moved or extended', ['can moved', 'can extended']],
  ['i can help you with the cancellation', ['can cancellation']],
  ['you would be able to move it', ['can move']],
])('“%s” says %j', (clause, expected) => {
  expect(said(clause)).toEqual(expected);
});

test.each([
  'i can look into it',
  'please tell me what can be moved',
  'i can see that it was cancelled',
  'it is not impossible that we can not move it',
  'the booking was cancelled',
])('“%s” says nothing of what is possible', (clause) => {
  expect(said(clause)).toEqual([]);
});

test('most sentences are passed over', () => {
  expect(mayPermit('your booking starts on monday')).toBe(false);
  expect(mayPermit('your booking is movable')).toBe(true);
});
