import { expect, test } from 'vitest';
import { passengersAfter } from './passengers-after.ts';

const now = new Date('2024-05-15T20:00:00Z');
const ann = { first_name: 'Ann', last_name: 'Lee', dob: '1980-01-02' };
const bo = { first_name: 'Bo', last_name: 'Lee', dob: '1981-03-04' };
const me = { first_name: 'Cy', last_name: 'Day', dob: '1970-06-06' };
const given = {
  passengers: [ann, bo],
  me,
  my_dob: me.dob,
  saved: [{ first_name: 'Di', last_name: 'Day', dob: '1999-09-09' }],
};
const after = (more: object) => passengersAfter.compute({ ...given, ...more }, { now });

test.each([
  ['nothing said', {}, 'passenger'],
  ['a passenger', { passenger: bo }, 'change'],
  ['a passenger and a stranger', { passenger: bo, new_name: { first: 'Ed', last: 'Fox' } }, 'dob'],
  ['the name that they have', { passenger: bo, new_name: { first: 'Bo', last: 'Lee' } }, 'no_change'],
])('%s', (_, said, open) => {
  expect(after(said)).toMatchObject({ open, passengers: [ann, bo], one_more: [ann, bo, bo] });
});

test.each([
  [
    'another last name keeps the date of birth',
    { new_name: { first: 'Bo', last: 'Fox' } },
    { first_name: 'Bo', last_name: 'Fox', dob: bo.dob },
  ],
  ['a date of birth keeps the name', { dob: '1981-04-03' }, { ...bo, dob: '1981-04-03' }],
  [
    'somebody else',
    { new_name: { first: 'Ed', last: 'Fox' }, dob: '1990-01-01' },
    { first_name: 'Ed', last_name: 'Fox', dob: '1990-01-01' },
  ],
  [
    'a saved passenger',
    { new_name: { first: 'Di', last: 'Day' } },
    { first_name: 'Di', last_name: 'Day', dob: '1999-09-09' },
  ],
  ['the customer', { self: 'myself' }, me],
])('%s', (_, said, changed) => {
  expect(after({ passenger: bo, ...said })).toMatchObject({ open: 'nothing', passengers: [ann, changed] });
});

test('"bo lee to bo fox" names the passenger and the new name, in any letters', () => {
  const renaming = { old_first: 'bo', old_last: 'lee', new_first: 'bo', new_last: 'fox' };
  expect(after({ renaming })).toMatchObject({
    open: 'nothing',
    passengers: [ann, { first_name: 'Bo', last_name: 'Fox', dob: bo.dob }],
  });
  expect(after({ renaming: { ...renaming, old_first: 'my' } }).open).toBe('passenger');
});
