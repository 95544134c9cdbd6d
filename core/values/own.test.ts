import { expect, test } from 'vitest';
import { own, setOwn } from './own.ts';

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  '`%s` is a name like any other',
  (name) => {
    const object: { [key: string]: number } = {};
    expect(own(object, name)).toBeUndefined();
    setOwn(object, name, 7);
    expect(own(object, name)).toBe(7);
    expect(Object.entries(object)).toEqual([[name, 7]]);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  },
);

test('nothing is under a key of nothing', () => {
  expect(own(undefined, 'a')).toBeUndefined();
});
