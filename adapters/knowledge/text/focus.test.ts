import { describe, expect, test } from 'vitest';
import type { Said } from '../../../core/ports/knowledge-store.ts';
import { nameFinder } from './find-names.ts';
import { focusOf } from './focus.ts';

const finder = nameFinder([
  'Super Pan',
  'Tasty Pot',
  'Castle Library',
  'Nob Hill Motor Inn',
  'Nob Hill Inn',
  'Rooster & Rice - Castro',
  'Rooster & Rice - Union Square',
]);
const agent = (text: string): Said => ({ by: 'agent', text });
const customer = (text: string): Said => ({ by: 'customer', text });
/** Names in focus, strongest first. */
const about = (said: readonly Said[], known: readonly string[] = []) =>
  [...focusOf(finder, said, known)].sort(([, a], [, b]) => b - a).map(([name]) => name);

describe('focusOf', () => {
  test.each([
    { why: 'nothing', said: [customer('is it open')], expected: [] },
    { why: 'what an agent names', said: [agent('there is super pan')], expected: ['Super Pan'] },
    {
      why: 'the last of several',
      said: [agent('there is super pan'), agent('or tasty pot')],
      expected: ['Tasty Pot', 'Super Pan'],
    },
    {
      why: 'the same, however much is said in between',
      said: [agent('there is super pan'), customer('what is the zip code'), agent('nine four one')],
      expected: ['Super Pan'],
    },
    {
      why: 'what a customer chooses, misheard',
      said: [agent('super pan or tasty pot'), customer('the super pend')],
      expected: ['Super Pan', 'Tasty Pot'],
    },
    {
      why: 'what a customer misspells first',
      said: [customer('the castle libary')],
      expected: ['Castle Library'],
    },
    {
      why: 'what an agent named, not what the customer then seems to name',
      said: [agent('there is the nob hill motor inn'), customer('ok nob hill in')],
      expected: ['Nob Hill Motor Inn'],
    },
    { why: 'nothing that is barely alike', said: [customer('a super place')], expected: [] },
    {
      why: 'the branch that was spoken of',
      said: [customer('something in union square'), agent('there is rooster and rice')],
      expected: ['Rooster & Rice - Union Square', 'Rooster & Rice - Castro'],
    },
  ])('a conversation is about $why', ({ said, expected }) => {
    expect(about(said)).toEqual(expected);
  });

  test('what a record names comes after what was said', () => {
    expect(about([agent('there is super pan')], ['TASTY POT', 'pending'])).toEqual([
      'Super Pan',
      'Tasty Pot',
    ]);
    expect(about([], ['tasty'])).toEqual([]);
  });
});
