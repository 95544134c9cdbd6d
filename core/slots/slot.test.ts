import { describe, expect, test } from 'vitest';
import { Slot } from './slot.ts';

const problems = (declared: object) =>
  Slot.safeParse({ ask: '?', ...declared }).error?.issues.map(({ path, message }) => [
    path.join('.'),
    message,
  ]) ?? [];

describe('the keys of a slot fit its type', () => {
  test.each([
    [{ type: 'id' }, '', 'needs `pattern`, because its type is `id`'],
    [{ type: 'choice' }, '', 'needs `choices` or `choicesFrom`, because its type is `choice`'],
    [
      {
        type: 'choice',
        choicesFrom: 'days',
        choices: [
          { value: 1, label: 'a' },
          { value: 2, label: 'b' },
        ],
      },
      'choicesFrom',
      'cannot stand beside `choices`',
    ],
    [{ type: 'money' }, '', 'needs `currency`, because its type is `money`'],
    [
      { type: 'email', pattern: 'x' },
      'pattern',
      'means something only with `type: id`, and this slot is `email`',
    ],
    [{ type: 'integer', min: 2, max: 1 }, 'min', 'must not be more than `max`'],
    [{ type: 'text', unasked: true }, 'unasked', 'cannot be true: `text` is only read when asked'],
    [
      { type: 'date', unasked: false, words: ['on'] },
      'words',
      'means nothing: this slot is only read when asked',
    ],
  ])('%j', (declared, path, message) => {
    expect(problems(declared)).toEqual([[path, message]]);
  });

  test.each([
    { type: 'id', pattern: 'x', as: 'x' },
    { type: 'money', currency: 'USD', unit: 'cents', min: 1, words: ['to'] },
    { type: 'date', when: 'past', country: 'US' },
    { type: 'integer', unasked: true },
  ])('%j', (declared) => {
    expect(problems(declared)).toEqual([]);
  });
});
