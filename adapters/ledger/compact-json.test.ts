import { describe, expect, test } from 'vitest';
import { compactJson, expandJson } from './compact-json.ts';

const ID = 'decce709-7753-4eaf-a752-abae58dd08b3';

describe('compact JSON', () => {
  test.each([
    { what: 'ids that begin with the own one', value: [ID, `${ID}.a1`, { [ID]: `of ${ID}` }] },
    {
      what: 'texts that look like marks',
      value: ['~', '~.', '~#', '~~', ['~#', ['a'], [1]], { text: '~.a1' }],
    },
    {
      what: 'records',
      value: {
        items: [
          { name: 'lamp', options: { color: 'red' } },
          { name: '~', options: {} },
        ],
      },
    },
    { what: 'records with other keys', value: [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }] },
    { what: 'lists of lists', value: [[{ a: [] }, { a: [{ b: 1 }, { b: 2 }] }], [], [{}], [{}, {}], null] },
    {
      what: 'keys of every object',
      value: JSON.parse('[{"__proto__":1,"constructor":2},{"__proto__":3,"constructor":4}]'),
    },
    { what: 'values', value: [null, true, 0, -1.5e-300, 0.9999875870665181, '', '\u0000\n ', { a: null }] },
  ])('gives back $what', ({ value }) => {
    const read = expandJson(compactJson(value, ID), ID);
    expect(JSON.stringify(read)).toBe(JSON.stringify(value));
    expect(compactJson(value, ID)).not.toContain('\n');
  });

  test('leaves out what JSON leaves out', () => {
    const value = [{ a: 1, b: undefined }, { a: 2 }, { a: undefined }];
    expect(expandJson(compactJson(value, ID), ID)).toEqual([{ a: 1 }, { a: 2 }, {}]);
  });

  test('writes keys and the own id once', () => {
    const actions = [1, 2].map((number) => ({ action_id: `${ID}.a${number}`, executed: true }));
    expect(compactJson(actions, ID)).toBe(' ["~#",["action_id","executed"],["~..a1",true],["~..a2",true]]');
  });

  test('is told from JSON that an earlier release wrote', () => {
    expect(expandJson('["~#",["a"],["~.b"]]', ID)).toEqual(['~#', ['a'], ['~.b']]);
  });
});
