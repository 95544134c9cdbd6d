import { expect, test } from 'vitest';
import { gerunds, participles, plural } from './inflect.ts';

test.each([
  ['cancel', 'cancelling', 'cancelled'],
  ['cancel', 'canceling', 'canceled'],
  ['exchange', 'exchanging', 'exchanged'],
  ['modify', 'modifying', 'modified'],
  ['swap', 'swapping', 'swapped'],
  ['turn off', 'turning off', 'turned off'],
])('%s: %s, %s', (verb, gerund, participle) => {
  expect(gerunds(verb)).toContain(gerund);
  expect(participles(verb)).toContain(participle);
});

test.each([
  ['order', 'orders'],
  ['address', 'addresses'],
  ['booking', 'bookings'],
  ['policy', 'policies'],
])('%s: %s', (noun, many) => {
  expect(plural(noun)).toBe(many);
});
