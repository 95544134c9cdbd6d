import { describe, expect, test } from 'vitest';
import { plainJson } from './plain-json.ts';

describe('plain JSON', () => {
  test.each([
    { text: '{"a":{"b":[1,"x: y",null]},"c":"\\"d\\": {"}' },
    { text: '[]' },
    { text: '"a"' },
    { text: '{"a" : {"a"\n: 1}}' },
    { text: '{"constructor":1}' },
  ])('is read: $text', ({ text }) => {
    expect(plainJson(text, 3)).toEqual({ value: JSON.parse(text) });
  });

  test.each([
    { text: '{"a":1,"a":2}', why: 'a key is given twice' },
    { text: '{"a":1,"\\u0061":2}', why: 'a key is given twice in other letters' },
    { text: '[{"__proto__":1}]', why: 'a key changes what an object inherits' },
    { text: '[[[[]]]]', why: 'it nests too deep' },
    { text: '{"a":1,}', why: 'it is no JSON' },
    { text: '', why: 'it is empty' },
  ])('is left to the parser that knows places: $why', ({ text }) => {
    expect(plainJson(text, 3)).toBeUndefined();
  });
});
