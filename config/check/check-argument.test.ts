import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Slot } from '../../core/slots/slot.ts';
import { money } from '../../core/values/money.ts';
import { flowShapes } from '../schemas/flow-shapes.ts';
import { argumentMismatch } from './check-argument.ts';

/** The mismatch of a slot's value and an argument. */
function mismatch(declared: object, wanted: z.ZodType): string | undefined {
  const slot = Slot.parse({ ask: '?', ...declared });
  const reach = {
    flows: new Set<string>(),
    slots: new Map([['value', { slot, flow: 'main' }]]),
    tools: new Set<string>(),
    functions: new Set<string>(),
    given: new Set<string>(),
    answersFromKnowledge: false,
  };
  const given = flowShapes(reach, new Map(), { tools: undefined, functions: undefined }).get('value') ?? [];
  const found = argumentMismatch(given, [wanted]);
  return found && [found.message, found.help].filter(Boolean).join('; ');
}

describe('a slot and the argument that it fills', () => {
  test.each([
    [
      'digits read by a pattern',
      { type: 'id', pattern: '\\d+' },
      z.int(),
      'takes a number, and this is text',
    ],
    ['a number', { type: 'number' }, z.int(), 'takes a whole number, and this may have a fraction'],
    ['an amount', { type: 'money', currency: 'USD' }, z.int(), 'takes a whole number'],
    ['cents', { type: 'money', currency: 'USD', unit: 'cents' }, money('USD'), 'takes an amount in `USD`'],
    ['a name', { type: 'person-name' }, z.string(), 'give one of its fields'],
    ['a yes', { type: 'yes-no' }, z.string(), 'takes text, and this is true or false'],
    ['an integer', { type: 'integer' }, z.string(), 'takes text, and this is a number'],
  ])('%s does not fit', (_what, slot, wanted, problem) => {
    expect(mismatch(slot, wanted)).toContain(problem);
  });

  test.each([
    ['an integer', { type: 'integer' }, z.int()],
    ['cents', { type: 'money', currency: 'USD', unit: 'cents' }, money('USD', 'cents')],
    ['cents in a plain integer', { type: 'money', currency: 'USD', unit: 'cents' }, z.number().int()],
    ['an amount', { type: 'money', currency: 'USD' }, money('USD')],
    ['a day', { type: 'date' }, z.string()],
    ['a yes', { type: 'yes-no' }, z.boolean()],
  ])('%s fits', (_what, slot, wanted) => {
    expect(mismatch(slot, wanted)).toBeUndefined();
  });
});
