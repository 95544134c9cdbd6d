import { describe, expect, test } from 'vitest';
import { bytes, float, integer, message, nested } from './protobuf.ts';

const hex = (fields: Parameters<typeof message>[0]) => Buffer.from(message(fields)).toString('hex');

describe('protobuf', () => {
  // The first three are examples from the specification of the format.
  test.each([
    { what: 'a small integer', fields: [integer(1, 150)], expected: '089601' },
    { what: 'text', fields: [bytes(2, 'testing')], expected: '120774657374696e67' },
    { what: 'a message in a message', fields: [nested(3, [integer(1, 150)])], expected: '1a03089601' },
    { what: 'zero', fields: [integer(1, 0)], expected: '0800' },
    { what: 'a field above 15', fields: [integer(20, 1)], expected: 'a00101' },
    { what: 'an integer of more than 32 bits', fields: [integer(1, 2 ** 35)], expected: '08808080808001' },
    { what: 'minus one', fields: [integer(1, -1)], expected: '08ffffffffffffffffff01' },
    { what: 'a float', fields: [float(2, 1)], expected: '150000803f' },
  ])('writes $what', ({ fields, expected }) => {
    expect(hex(fields)).toBe(expected);
  });

  test('refuses other negative integers', () => {
    expect(() => integer(1, -2)).toThrow('cannot encode -2');
  });
});
