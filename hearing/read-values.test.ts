import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Slot } from '../core/slots/slot.ts';
import { overlaps } from '../core/span.ts';
import { readValues } from './read-values.ts';

const context = {
  now: new Date('2024-05-15T15:00:00-05:00'),
  zone: 'America/New_York',
  confirmation: { yes: [], no: [], courtesy: [] },
};
const slots = new Map(
  Object.entries({
    email: { type: 'email' },
    order: { type: 'id', pattern: '(?:^|[^\\w-])w?(\\d{7})(?:$|[^\\w-])', as: '#W{1}' },
    zip: { type: 'id', pattern: '(?:^|[^\\w-])(\\d{5})(?:$|[^\\w-])', as: '{1}' },
    name: { type: 'person-name' },
    phone: { type: 'phone', country: 'US' },
    address: { type: 'address' },
    leave: { type: 'date', when: 'future' },
    back: { type: 'date', when: 'future' },
    limit: { type: 'money', currency: 'USD', words: ['limit', 'to'] },
    bags: { type: 'integer', min: 0, max: 9 },
    note: { type: 'text' },
    forbidden: { type: 'id', pattern: '\\d+', unasked: false },
  }).map(([name, slot]) => [name, Slot.parse({ ask: '?', ...slot })]),
);
const read = (text: string) =>
  Object.fromEntries([...readValues(text, slots, context)].map(([name, { value }]) => [name, value]));

describe('a message fills what it says', () => {
  test.each([
    ['raise my limit to 2000', { limit: 2000 }],
    ['415-555-0142', { phone: '+14155550142' }],
    ['1881', {}],
    ['from May 20 to May 27, two bags', { leave: '2024-05-20', back: '2024-05-27' }],
    [
      'send W1234567 to 12 Oak Street, Austin, TX 78701',
      {
        order: '#W1234567',
        address: {
          address1: '12 Oak Street',
          address2: '',
          city: 'Austin',
          state: 'TX',
          zip: '78701',
          country: 'USA',
        },
      },
    ],
    [
      'I am Mia Brooks, 78701, mia@example.com',
      { name: { first: 'Mia', last: 'Brooks' }, zip: '78701', email: 'mia@example.com' },
    ],
    ['change it to May 20 at 3 pm', { leave: '2024-05-20' }],
    ['w one two three four five six seven', { order: '#W1234567' }],
  ])('%s', (text, values) => {
    expect(read(text)).toEqual(values);
  });
});

test('what is taken already is left', () => {
  const taken = [{ from: 0, to: 12 }];
  expect([...readValues('415-555-0142 W1234567', slots, { ...context, taken }).keys()]).toEqual(['order']);
});

const PARTS = [
  'W1234567',
  '78701',
  'May 20',
  'tomorrow',
  '$200',
  '415-555-0142',
  'to',
  'limit',
  'my name is',
  'Mia Brooks',
  'mia@example.com',
  '12 Oak Street',
  'Austin',
  'TX',
  ',',
  '.',
  'and',
  'two hundred',
  '20th',
  'on the',
  '\n',
  '#',
  '私の',
  '\ud83d',
];

test('no two values share a character, whatever is said', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PARTS) }, fc.string({ unit: 'binary' })), {
        maxLength: 25,
      }),
      fc.constantFrom('', ' '),
      (parts, glue) => {
        const text = parts.join(glue);
        const values = [...readValues(text, slots, context).values()];
        for (const [index, one] of values.entries()) {
          expect(text.slice(one.from, one.to)).toBe(one.span);
          expect(values.slice(index + 1).some((other) => overlaps(one, other))).toBe(false);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('of two slots with words, the nearer words have the value', () => {
  const choices = ['Boston', 'Seattle'].map((label) => ({ value: label, label }));
  const airports = new Map(
    Object.entries({ from: ['from'], to: ['to'] }).map(([name, words]) => [
      name,
      Slot.parse({ type: 'choice', ask: '?', words, choices }),
    ]),
  );
  const values = (text: string) =>
    [...readValues(text, airports, context)].map(([name, each]) => [name, each.value]);
  expect(values('from Paris to Boston')).toEqual([['to', 'Boston']]);
  expect(values('to Boston from Seattle')).toEqual([
    ['from', 'Seattle'],
    ['to', 'Boston'],
  ]);
  expect(values('from the airport of Boston')).toEqual([['from', 'Boston']]);
});

describe('of two choices', () => {
  const labels = ['Basic economy', 'Economy', 'Business'];
  const choices = labels.map((label) => ({ value: label.toLowerCase(), label }));
  const cabin = new Map([['cabin', Slot.parse({ type: 'choice', ask: '?', choices })]]);
  const chosen = (text: string) => readValues(text, cabin, context).get('cabin')?.value;

  test.each([
    ['Please change it from economy to business', 'business'],
    ['downgrade all my business flights to economy', 'economy'],
    ['I want my basic economy ticket changed into an economy one', 'economy'],
  ])('the one that it becomes counts: %s', (text, value) => {
    expect(chosen(text)).toBe(value);
  });

  test.each([
    'I booked business and want economy',
    'I was moved from business to economy',
    "Why can't I go from business to economy?",
    'to economy or to business',
    'what is the difference of business to economy?',
    'from basic economy or economy to business',
    'economy to business to economy to basic economy',
  ])('none counts: %s', (text) => {
    expect(chosen(text)).toBeUndefined();
  });
});
