import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import type { NamedTool } from './meant-tools.ts';
import { possibleClaims } from './possible-claims.ts';

const TOOLS: readonly NamedTool[] = [
  {
    name: 'cancel_booking',
    inputs: ['booking_id', 'reason'],
    words: { verbs: ['cancel'], nouns: ['booking'] },
  },
  {
    name: 'move_booking',
    inputs: ['booking_id', 'day'],
    words: { verbs: ['move'], nouns: ['booking', 'room'] },
  },
  {
    name: 'change_address',
    inputs: ['booking_id', 'street'],
    words: { verbs: ['change'], nouns: ['address'] },
  },
  { name: 'change_home', inputs: ['guest_id', 'street'], words: { verbs: ['change'], nouns: ['address'] } },
];
const ONE = { booking_id: '#B2001', status: 'confirmed', rooms: [{ name: 'Garden Room', room_id: 'r100' }] };
const OTHER = { booking_id: '#B2002', status: 'ended' };
const GUEST = { guest_id: 'guest77', email: 'a@b.example' };

const claims = (reply: string, records: readonly Json[] = [ONE, OTHER]) =>
  possibleClaims(reply, TOOLS, records).map(({ can, record, actions }) => {
    const names = actions.map(({ name }) => name).join('/');
    return `${names} ${record} ${can ? 'can' : 'cannot'}`;
  });

describe('a reply says what is possible', () => {
  test.each([
    ['Booking #B2001 can be cancelled.', ['cancel_booking b2001 can']],
    ["I can't cancel booking B2002 any more.", ['cancel_booking b2002 cannot']],
    ['#B2001 is confirmed. It can still be moved.', ['move_booking b2001 can']],
    ['You can still move the Garden Room.', ['move_booking b2001 can']],
    ['Bookings #B2001 and #B2002 can be moved.', ['move_booking b2001 can', 'move_booking b2002 can']],
    [
      '#B2001 can be moved but booking #B2002 cannot be cancelled.',
      ['move_booking b2001 can', 'cancel_booking b2002 cannot'],
    ],
    ['If you like, I can cancel booking #B2001.', ['cancel_booking b2001 can']],
    ['Options for #B2001:\n- it can be moved', ['move_booking b2001 can']],
  ])('“%s”: %j', (reply, expected) => {
    expect(claims(reply)).toEqual(expected);
  });

  test('of the only record that was read', () => {
    expect(claims('Your booking can be moved.', [ONE])).toEqual(['move_booking b2001 can']);
    expect(claims('Your booking can be moved.')).toEqual([]);
  });

  test('of a thing that two records have, without saying of which', () => {
    const [claim] = possibleClaims('The address can be changed.', TOOLS, [ONE, GUEST]);
    expect(claim).toMatchObject({
      record: 'b2001 or guest77',
      actions: [
        { name: 'change_address', arguments: { booking_id: '#B2001' } },
        { name: 'change_home', arguments: { guest_id: 'guest77' } },
      ],
    });
    expect(claims('The address can be changed.', [ONE, OTHER, GUEST])).toEqual([]);
  });
});

test.each([
  'A booking can be cancelled.',
  'Bookings can be cancelled.',
  'Booking #B2001 can be moved once it is paid.',
  'Booking #B2001 can only be moved by phone.',
  'Can booking #B2001 be moved?',
  'Booking #B9 can be moved.',
  'Booking #B2001 cannot be moved to another year.',
  'The sauna is closed for repair, and it cannot be moved.',
  'You said that booking #B2001 can be moved.',
  'Booking #B2001 is confirmed.',
])('“%s” asks nothing of the rules', (reply) => {
  expect(claims(reply)).toEqual([]);
});

test('a sentence that says more is not carried by the rules alone', () => {
  const whole = (reply: string) => possibleClaims(reply, TOOLS, [ONE]).map((claim) => claim.whole);
  expect(whole('Booking #B2001 can be moved.')).toEqual([true]);
  expect(whole('Booking #B2001 can be moved for $5.')).toEqual([false]);
});

test('takes time that is linear in the length of the reply', () => {
  const reply = 'Booking #B2001 can be moved, and it is eligible for a cancellation of it. '.repeat(3000);
  const started = performance.now();
  expect(possibleClaims(reply, TOOLS, [ONE]).length).toBeLessThanOrEqual(20);
  expect(performance.now() - started).toBeLessThan(1500);
});
