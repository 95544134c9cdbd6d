import { expect, test } from 'vitest';
import { Slot } from '../../core/flow.ts';
import { knownPersons } from './known-persons.ts';

const slot = Slot.parse({
  type: 'person-name',
  many: true,
  ask: 'Who?',
  part: 'Who is {said}?',
  known: [
    { from: '{user}', first: '{name.first}', last: '{name.last}', values: { born: '{dob}' }, words: ['me'] },
    { from: '{user.saved}', first: '{first}', last: '{last}' },
  ],
});

test('persons are a record, or the records of a list, with the values that these have', () => {
  const user = {
    name: { first: 'Mia', last: 'Brooks' },
    saved: [{ first: 'Ana', last: 'Li' }, { first: 'Tom' }],
  };
  expect(knownPersons(slot, { user })).toEqual([
    { words: ['me'], people: [{ first: 'Mia', last: 'Brooks' }] },
    { words: [], people: [{ first: 'Ana', last: 'Li' }] },
  ]);
});

test.each([[{}], [{ user: { exists: false } }], [{ user: 'x' }]])('nobody is known by %j', (scope) => {
  expect(knownPersons(slot, scope).flatMap(({ people }) => people)).toEqual([]);
});
