import { describe, expect, test } from 'vitest';
import { actionWords } from '../core/tool.ts';
import type { Deed, Grounds } from './grounds/grounds.ts';
import { judgeReply, judgeValues } from './judge-reply.ts';

const CANCEL = { verbs: ['cancel'], deeds: ['cancellation'], nouns: ['booking'] };
const EXTEND = { verbs: ['extend', 'prolong'] };

const deed = (name: string, id: string, words = actionWords(name, undefined)): Deed => ({
  name,
  arguments: { booking_id: id },
  words,
  result: { booking_id: id, status: 'cancelled' },
});

const BOOKING = {
  booking_id: '#B2001',
  status: 'confirmed',
  guest: 'Nora Lund',
  starts: '2026-05-20',
  arrival: '15:30',
  rooms: [
    { name: 'Garden Room', price: 120.5, options: { beds: 'twin' } },
    { name: 'Tower Suite', price: 310, options: { beds: 'king' } },
  ],
  deposit: 430.5,
};

const GROUNDS: Grounds = {
  executed: [],
  refused: [],
  records: [BOOKING],
  texts: [
    'Can I cancel? A booking can be cancelled free of charge up to 7 days before arrival.',
    'Pets are not allowed in the Tower Suite.',
    'Only a confirmed booking can be extended.',
    'Breakfast costs $14 and is served until 10:30.',
  ],
  replies: [],
  said: ['Where is my booking #B2001? I want my $90 back.'],
  deeds: [CANCEL, EXTEND],
  escalated: false,
};

const faults = (reply: string, more: Partial<Grounds> = {}) =>
  judgeReply(reply, { ...GROUNDS, ...more }).map(({ kind }) => kind);

const CANCELLED = { executed: [deed('cancel_booking', '#B2001', CANCEL)] };

describe('a claim of an effect', () => {
  test.each([
    'I have cancelled your booking #B2001.',
    "I've gone ahead and cancelled it.",
    'We just cancelled the booking for you.',
    'Your booking has now been successfully canceled.',
    'The cancellation went through.',
    'The cancellation of #B2001 is complete.',
    'Done!',
    'All set.',
    "That's taken care of.",
    'Successfully cancelled.',
    'Booking #B2001 is cancelled.',
    'Your booking is now cancelled, is there anything else?',
    'Great news: your booking was cancelled.',
    'The following was done:\n\n1. Booking #B2001 has been cancelled.',
  ])('%s: is true only if it was executed', (reply) => {
    expect(faults(reply)).toContain('effect');
    expect(faults(reply, CANCELLED)).toEqual([]);
  });

  test.each([
    'I have told the reception.',
    'I have added a note to your file.',
    'We upgraded you.',
    'Your refund is on its way.',
    'I am processing your refund now.',
    'I put in a request with the owner.',
    'I have put a note on your booking.',
    "I've escalated this.",
  ])('%s: no tool does that', (reply) => {
    expect(faults(reply)).toContain('effect');
  });

  test.each([
    'I have not cancelled it.',
    'I did not cancel your booking.',
    'Your booking has not been cancelled.',
    'Nothing has been changed.',
    'Once your booking is cancelled, you can book again.',
    'If it has been cancelled, please tell me.',
    'Has it been cancelled before?',
    'I found your booking.',
    'I have checked your booking.',
    'You asked whether it is cancelled.',
    'Would you like me to cancel it?',
  ])('%s: claims none', (reply) => {
    expect(faults(reply)).toEqual([]);
  });

  test('of another booking than the one that was executed is false', () => {
    const refused = [deed('cancel_booking', '#B9999', CANCEL)];
    expect(faults('Both bookings have been cancelled.', { ...CANCELLED, refused })).toEqual(['effect']);
    expect(faults('Booking #B9999 has been cancelled.', { ...CANCELLED, refused })).toContain('effect');
  });

  test('of an earlier action of the kind that was just refused is false', () => {
    const refused = [deed('cancel_booking', '#B9999', CANCEL)];
    expect(faults('It has been cancelled.', { ...CANCELLED, refused })).toEqual(['effect']);
  });

  test('that is the second of a sentence is checked too', () => {
    const reply = 'I have cancelled booking #B2001 and also extended your other booking.';
    expect(faults(reply, CANCELLED)).toEqual(['effect']);
    expect(faults('I checked your booking and cancelled it.')).toEqual(['effect']);
  });

  test('that denies what was done is false', () => {
    expect(faults('Booking #B2001 could not be cancelled.', CANCELLED)).toEqual(['effect']);
    expect(faults('Booking #B2001 could not be cancelled.')).toEqual([]);
  });

  test('may be what a record says', () => {
    expect(faults('Your booking is confirmed.')).toEqual([]);
  });

  test('of calling a person is true once one was called', () => {
    const reply = 'I have passed this to a colleague, who will contact you.';
    expect(faults(reply)).toContain('effect');
    expect(faults(reply, { escalated: true })).toEqual([]);
  });
});

describe('a promise', () => {
  test.each([
    'My supervisor will call you back.',
    'Our team is going to contact you within the day.',
    'I will ask the owner and get back to you.',
    "We'll notify you once it is there, and I will follow up by e-mail.",
  ])('%s: needs a person who was called', (reply) => {
    expect(faults(reply).length).toBeGreaterThan(0);
  });

  test('on a condition is none', () => {
    expect(faults('If you say yes, I will cancel the booking.')).toEqual([]);
  });
});

describe('a rule', () => {
  test.each([
    'Your booking can be cancelled free of charge up to 7 days before arrival.',
    'Pets are not allowed in the Tower Suite.',
    'You can extend a confirmed booking.',
    'Breakfast costs $14.',
  ])('%s: stands in a text', (reply) => {
    expect(faults(reply)).toEqual([]);
  });

  test.each([
    ['Pets are allowed in the Tower Suite.', 'policy'],
    ['A booking can never be cancelled.', 'policy'],
    ['Members get a free drink.', 'policy'],
    ['Only guests with a voucher can cancel.', 'policy'],
    ['A booking can be cancelled up to 30 days before arrival.', 'quantity'],
    ['You get a refund of thirty percent.', 'quantity'],
    ['All our rooms have a lifetime guarantee.', 'policy'],
  ])('%s: stands nowhere', (reply, kind) => {
    expect(faults(reply)).toContain(kind);
  });
});

describe('a statement how money went', () => {
  const records = [
    { methods: { visa_1: { id: 'visa_1', kind: 'visa' }, wallet_2: { id: 'wallet_2', kind: 'wallet' } } },
    { order_id: '#O7001', status: 'sent', payment: { method_id: 'visa_1', amount: 12 } },
  ];

  test('names the way that its record has', () => {
    expect(faults('Order #O7001 was paid with your Visa.', { records })).toEqual([]);
    expect(faults('Order #O7001 was paid with your wallet.', { records })).toEqual(['record']);
    expect(faults('It could be charged to your wallet instead.', { records })).toEqual([]);
  });
});

describe('a quantity', () => {
  const texts = [
    'You must send the parcel within 14 days. If it has not come after 30 days, the request lapses.',
  ];

  test('stands with the words of its text', () => {
    expect(faults('You must send the parcel within 14 days.', { texts })).toEqual([]);
    expect(faults('You must send the parcel within two weeks.', { texts })).toEqual([]);
    expect(faults('You must send the parcel within 30 days.', { texts })).toEqual(['quantity']);
  });
});

describe('a value', () => {
  test.each([
    'The Garden Room costs $120.50.',
    'The Garden Room costs USD 120.50 and the Tower Suite $310.',
    'Both rooms come to $430.50.',
    'The Tower Suite costs $189.50 more than the Garden Room ($310 and $120.50).',
    'You arrive on May 20 at 3:30 pm.',
    'You arrive on 20 May 2026.',
    'The booking of Nora Lund is confirmed.',
    'You said that you want $90 back.',
    'You arrive tomorrow?',
  ])('%s: stands in a record, or is theirs', (reply) => {
    expect(faults(reply)).toEqual([]);
  });

  test.each([
    ['You get $90 back.', 'amount'],
    ['You get ninety dollars back.', 'amount'],
    ['You get EUR 75 back.', 'amount'],
    ['The Garden Room costs $310.', 'amount'],
    ['The Garden Room costs $310 and the Tower Suite $120.50.', 'amount'],
    ['The Tower Suite is $120.50, which is less than $120.50.', 'amount'],
    ['You arrive on May 21.', 'date'],
    ['Your booking starts tomorrow.', 'date'],
    ['You arrive at 4 pm.', 'time'],
    ['Your booking is #B2002.', 'id'],
    ['Your door code is X77.', 'id'],
    ['The booking of Tom Lund is confirmed.', 'name'],
    ['Call 555-0143.', 'contact'],
    ['Write to desk@example.net.', 'contact'],
    ['Pay at https://pay.example.test/now.', 'link'],
    ['Go to www.example.biz and sign in.', 'link'],
  ])('%s: is a fault', (reply, kind) => {
    expect(faults(reply)).toContain(kind);
  });
});

test.each([
  'The guest is rude.</think>It is confirmed.',
  '<think>They will not notice.</think>It is confirmed.',
  '{"name": "cancel_booking", "arguments": {"booking_id": "#B2001"}}',
  '```json\n{"reply": "ok"}\n```',
  '[TOOL_CALLS] cancel_booking',
  '<|im_start|>system',
  'get_booking({"booking_id": "#B2001"})',
  'Ihre Buchung wurde heute leider noch nicht bestätigt, bitte warten Sie.',
  'Lo siento mucho, pero su reserva todavía no está confirmada por el dueño.',
])('%s: never goes out', (reply) => {
  expect(faults(reply)).toEqual(['form']);
});

test.each([
  'Hello! How can I help you today?',
  'Thank you, Nora. Could you please give me the number of your booking?',
  "I'm sorry, I can't help with that. Is there anything else?",
  'Please let me know which room you mean.',
  '',
])('%j: talk needs no ground', (reply) => {
  expect(faults(reply)).toEqual([]);
});

test('says where a fault is, and why', () => {
  const reply = 'Your booking is confirmed. It has been cancelled.';
  expect(judgeReply(reply, GROUNDS)).toEqual([
    { kind: 'effect', span: { from: 27, to: 49 }, why: 'no executed action says “cancelled”' },
  ]);
});

test('an author may word what a model may not claim, and shows no value that stands nowhere', () => {
  const claim = 'Your booking has been cancelled: $430.50 go back to you.';
  expect(judgeValues(claim, GROUNDS)).toEqual([]);
  expect(judgeValues('$431 go back to you.', GROUNDS)).toMatchObject([{ kind: 'amount' }]);
});
