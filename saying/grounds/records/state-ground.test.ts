import { describe, expect, test } from 'vitest';
import { stateFault } from './state-ground.ts';
import { thingsOf } from './things.ts';

const THINGS = thingsOf([
  { order_id: '#K100', status: 'pending' },
  { order_id: '#K200', status: 'processed' },
  { order_id: '#K300', status: 'return requested' },
  { reservation_id: 'QX77AB', cabin: 'economy' },
  { flight_number: 'FL310', status: 'delayed' },
]);

describe('a record is told in the state that it has', () => {
  test.each([
    'order #k100 is still pending.',
    'order #k100 has not been packed yet.',
    'order #k200 has left our warehouse and is on its way.',
    'your parcel #k300 was delivered.',
    'your order is on its way.',
    'reservation qx77ab is confirmed.',
    'fl310 is running late.',
    '#k100 is pending, but #k200 is in transit.',
  ])('%s', (plain) => {
    expect(stateFault(plain, THINGS)).toBeNull();
  });
});

describe('a record is told in a state that it does not have', () => {
  test.each([
    'order #k200 is still pending.',
    'order #k200 has not been shipped yet.',
    'order #k100 is already on its way.',
    'order #k200 was delivered.',
    'order #k100 is on hold.',
    'reservation qx77ab is on hold.',
    'fl310 is on time.',
    'fl310 is boarding.',
    '#k100 is pending, but #k300 is in transit.',
    'your order got stuck and is lost.',
  ])('%s', (plain) => {
    expect(stateFault(plain, THINGS)).not.toBeNull();
  });
});

test.each([
  'once order #k100 is delivered, it can be returned.',
  'order #k100 will be shipped.',
  'the refund for #k100 is on its way.',
  'is order #k100 delivered?',
  'orders are delivered by a carrier.',
  'order #z999 is delivered.',
])('nothing is told of a record that is known: %s', (plain) => {
  expect(
    stateFault(
      plain,
      thingsOf([{ order_id: '#K100', status: 'pending' }]).slice(plain.startsWith('orders') ? 1 : 0),
    ),
  ).toBeNull();
});
