import { describe, expect, test } from 'vitest';
import type { Deed, Grounds } from './grounds/grounds.ts';
import { judgeReply } from './judge-reply.ts';

const CANCEL = { verbs: ['cancel'], deeds: ['cancellation'], nouns: ['booking'] };

const cancelled = (id: string): Deed => ({
  name: 'cancel_booking',
  arguments: { booking_id: id },
  words: CANCEL,
  result: { booking_id: id, status: 'cancelled' },
});

const GROUNDS: Grounds = {
  executed: [],
  refused: [],
  records: [
    { booking_id: '#B2001', status: 'cancelled', starts: '2026-05-20', ends: '2026-05-25', fee: 37.55 },
    { booking_id: '#B2002', status: 'confirmed', address: { street: '14 Harbour Lane', city: 'Oslo' } },
  ],
  texts: ['Only a confirmed booking can be changed.', 'Breakfast is served until 10:30.'],
  replies: [],
  said: ['I lost my key 3 months ago.'],
  deeds: [CANCEL],
  escalated: false,
};

const faults = (reply: string, more: Partial<Grounds> = {}) =>
  judgeReply(reply, { ...GROUNDS, ...more }).map(({ kind }) => kind);

describe('a claim is about the codes of its own clause', () => {
  test.each([
    '#B2002 is still confirmed, and #B2001 is cancelled.',
    'Booking #B2001 is cancelled, but #B2002 is not.',
  ])('%s', (reply) => {
    expect(faults(reply)).toEqual([]);
  });

  test.each(['I have cancelled #B2001, and also #B2002.', 'I have cancelled #B2001 and #B2002.'])(
    '%s: only one was',
    (reply) => {
      expect(faults(reply, { executed: [cancelled('#B2001')] })).toContain('effect');
      expect(faults(reply, { executed: [cancelled('#B2001'), cancelled('#B2002')] })).toEqual([]);
    },
  );
});

test('a further clause beside a true claim is judged by itself', () => {
  const executed = [cancelled('#B2001')];
  expect(faults('I have cancelled #B2001, and breakfast is served until 10:30.', { executed })).toEqual([]);
  expect(faults('I have cancelled #B2001, and a voucher arrives in your inbox.', { executed })).not.toEqual(
    [],
  );
});

describe('words of others are not claimed', () => {
  test.each([
    'Your brother told you that #B2002 was cancelled; it is confirmed.',
    'You say that you lost your key 3 months ago.',
  ])('%s', (reply) => {
    expect(faults(reply)).toEqual([]);
  });

  test('beside them, own claims are', () => {
    expect(faults('You said you wanted it, and I have cancelled #B2002.')).toEqual(['effect']);
  });
});

describe('once a person was called', () => {
  test('what the person does may be told', () => {
    const reply = 'A person takes over now and will look at what can be offered to you.';
    expect(faults(reply, { escalated: true })).toEqual([]);
    expect(faults('A colleague will call you.')).toEqual(['promise']);
  });

  test('what the person gives may not', () => {
    expect(faults('A colleague will refund you the whole stay.', { escalated: true })).not.toEqual([]);
  });
});

describe('values', () => {
  test.each([
    'You stay for five nights, from May 20, 2026 to May 25, 2026.',
    'It begins on Wednesday, May 20, 2026.',
    'It begins on 05/20/2026.',
    'The fee is thirty-seven dollars and fifty-five cents.',
    'We have 14 Harbour Lane as your address.',
  ])('%s: stand in the records', (reply) => {
    expect(faults(reply)).toEqual([]);
  });

  test.each([
    ['You stay for six nights, from May 20, 2026 to May 25, 2026.', 'quantity'],
    ['It begins on Friday, May 20, 2026.', 'date'],
    ['It begins on 05/21/2026.', 'date'],
    ['The fee is thirty-seven dollars and sixty-five cents.', 'amount'],
    ['We have 41 Harbour Lane as your address.', 'contact'],
  ])('%s: do not', (reply, kind) => {
    expect(faults(reply)).toEqual([kind]);
  });
});

test('a thing is that of the action which names it best', () => {
  const words = { verbs: ['change', 'update'], nouns: ['address'] };
  const profile = { verbs: ['change', 'update'], nouns: ['address', 'default address'] };
  const executed = [{ ...cancelled('#B2002'), name: 'change_address', words }];
  const more = { executed, deeds: [words, profile] };
  expect(faults('I have updated the address of #B2002.', more)).toEqual([]);
  expect(faults('I have updated your default address.', more)).toEqual(['effect']);
});

test('the name of a thing may have a word within', () => {
  const booking = { verbs: ['change', 'update'], nouns: ['address', 'mailing address'] };
  const words = { verbs: ['change', 'update'], nouns: ['address', 'default address'] };
  const executed = [{ ...cancelled('#B2002'), name: 'change_profile', words }];
  const more = { executed, deeds: [words, booking] };
  expect(faults('I have updated your default mailing address.', more)).toEqual([]);
  expect(faults('I have updated your mailing address.', more)).toEqual(['effect']);
});

test('what is listed in the result of an action was not touched by it', () => {
  const words = { verbs: ['update'], nouns: ['profile'] };
  const result = { user_id: 'U3001', bookings: ['#B2001', '#B2002'] };
  const executed = [{ name: 'update_profile', arguments: { user_id: 'U3001' }, words, result }];
  const more = { executed, deeds: [words], texts: ['A cancelled booking cannot be updated.'] };
  expect(faults('Booking #B2001 is cancelled: it cannot be updated.', more)).toEqual([]);
  expect(faults('#B2001 cannot be updated.', more)).toEqual([]);
  expect(faults('U3001 could not be updated.', more)).toContain('effect');
});

describe('what is allowed in one state alone', () => {
  const texts = ['Only a booking that is confirmed can be changed.', 'Lost bookings can be found again.'];

  test.each(['A cancelled booking can be changed.', 'Bookings that are cancelled can be changed too.'])(
    '%s: is allowed in no other',
    (reply) => {
      expect(faults(reply, { texts })).toEqual(['policy']);
    },
  );

  test.each(['A confirmed booking can be changed.', 'A booking that is still confirmed can be changed.'])(
    '%s: is allowed in it',
    (reply) => {
      expect(faults(reply, { texts })).toEqual([]);
    },
  );

  test('a thing without a state is not denied', () => {
    expect(faults('Your booking can be changed.', { texts })).toEqual([]);
  });
});

test('an address alone is in no language', () => {
  const home = 'Booking #B2002 goes to:\n14 Harbour Lane, Oslo\n14 Harbour Lane, Oslo\n14 Harbour Lane, Oslo';
  expect(faults(home)).toEqual([]);
  expect(faults('Ihre Buchung wird heute noch an die Adresse in Oslo geschickt.')).toContain('form');
});

test('what a record with the number of a parcel says is on its way', () => {
  const sent = { booking_id: '#B2003', status: 'processed', fulfillments: [{ tracking_id: ['4400'] }] };
  expect(faults('#B2003 has been handed to the carrier.', { records: [...GROUNDS.records, sent] })).toEqual(
    [],
  );
  expect(faults('#B2002 has been handed to the carrier.')).toContain('effect');
});

test('two years are 24 months', () => {
  const texts = ['The locks have a warranty of 24 months.'];
  expect(faults('The locks have a warranty of two years.', { texts })).toEqual([]);
  expect(faults('The locks have a warranty of three years.', { texts })).toContain('quantity');
});

describe('an item below a claim', () => {
  const reply = 'The following bookings have been cancelled:\n\n1. Booking #B2001\n2. Booking #B2002';

  test('is claimed with it', () => {
    expect(faults(reply, { executed: [cancelled('#B2001')] })).toEqual(['effect']);
    expect(faults(reply, { executed: [cancelled('#B2001'), cancelled('#B2002')] })).toEqual([]);
  });

  test('may have other codes than what is acted on', () => {
    const told = 'I have cancelled #B2001. It had:\n\n- Room R12X\n- Parking P07';
    expect(faults(told, { executed: [cancelled('#B2001')] })).not.toContain('effect');
  });
});

describe('a rule is no deed', () => {
  test.each(['Bookings of a weekend are processed on Monday.', 'The fee alone is charged or refunded.'])(
    '%s',
    (reply) => {
      expect(faults(reply)).not.toContain('effect');
    },
  );

  test('what is said of certain things is one', () => {
    expect(faults('Your bookings are processed on Monday.')).toContain('effect');
  });
});

test('each record that there is was booked and paid', () => {
  expect(faults('Booking #B2002 is booked for you.')).not.toContain('effect');
  expect(faults('Booking #B2007 is booked for you.')).toContain('effect');
});

test('rules that are told in one sentence are carried by a text each', () => {
  const texts = ['Lost keys can be replaced at the desk.', 'Rooms cannot be swapped by guests.'];
  const reply = 'Lost keys can be replaced at the desk, but rooms can not be swapped by guests.';
  expect(faults(reply, { texts })).toEqual([]);
  expect(faults(reply.replace('can not', 'can'), { texts })).toEqual(['policy']);
});

test('an item below a claim is one that was acted upon', () => {
  const words = { verbs: ['return'], nouns: ['item'] };
  const result = {
    booking_id: '#B2002',
    status: 'return requested',
    items: [
      { name: 'Rain Hat', item_id: 'hat-1' },
      { name: 'Tea Pot', item_id: 'pot-2' },
    ],
  };
  const executed = [
    { name: 'return_items', arguments: { booking_id: '#B2002', items: ['hat-1'] }, words, result },
  ];
  const more = { executed, deeds: [words], records: [...GROUNDS.records, result] };
  expect(faults('I have returned these items:\n- Rain Hat', more)).toEqual([]);
  expect(faults('I have returned these items:\n- Rain Hat\n- Tea Pot', more)).toEqual(['effect']);
  expect(faults('The tea pot of #B2002 is now registered for return.', more)).toContain('effect');
});

test('a number that belongs to another record is none of this one', () => {
  const records = [
    { booking_id: '#B2001', locker: 'L7781' },
    { booking_id: '#B2002', locker: 'L4410' },
  ];
  expect(faults('Booking #B2001 has locker L7781.', { records })).toEqual([]);
  expect(faults('Booking #B2001 has locker L4410.', { records })).toEqual(['id']);
});
