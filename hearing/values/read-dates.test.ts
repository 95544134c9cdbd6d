import { describe, expect, test } from 'vitest';
import { type DateConstraints, dayOf, readDates } from './read-dates.ts';

/** A Wednesday. */
const time = { now: new Date('2024-05-15T23:30:00-05:00'), zone: 'America/Chicago' };
const read = (text: string, constraints: Partial<DateConstraints> = {}) =>
  readDates(text, { asked: false, when: 'future', ...constraints }, time).map(({ value }) => value);

describe('a day is read as people say it', () => {
  test.each([
    ['tomorrow', '2024-05-16'],
    ['today please', '2024-05-15'],
    ['the day after tomorrow', '2024-05-17'],
    ['May 20', '2024-05-20'],
    ['may 20th, 2025', '2025-05-20'],
    ['20th of May', '2024-05-20'],
    ['on the 20th', '2024-05-20'],
    ['next Friday', '2024-05-24'],
    ['a flight on Friday to Boston', '2024-05-17'],
    ['in 2 weeks', '2024-05-29'],
    ['in 5 days', '2024-05-20'],
    ['2024-05-20', '2024-05-20'],
    ['5/20', '2024-05-20'],
    ['May 10', '2025-05-10'],
  ])('%s: %s', (text, day) => {
    expect(read(text)).toEqual([day]);
  });

  test('each of several, and both ends of a range', () => {
    expect(read('from May 20 to May 27')).toEqual(['2024-05-20', '2024-05-27']);
    expect(read('2024-05-20 to 2024-05-27')).toEqual(['2024-05-20', '2024-05-27']);
    expect(read('tomorrow, or on the 30th')).toEqual(['2024-05-16', '2024-05-30']);
  });
});

test.each([
  'next week',
  'the next day',
  'back by one day',
  'this weekend',
  '5 to 7 business days',
  'in May',
  'I may go',
  'the 2nd one',
  'on the 2nd order',
  'she sat there',
  'order #W1234567',
  'call 415-555-0142',
  '$12.50 for size 10',
  'May 32',
  'on the 31st of nothing',
])('no day is named by %j', (text) => {
  expect(read(text)).toEqual([]);
});

test('an answer may be shorter', () => {
  expect(read('20th', { asked: true })).toEqual(['2024-05-20']);
  expect(read('the 31st', { asked: true })).toEqual(['2024-05-31']);
  expect(read('sat', { asked: true })).toEqual(['2024-05-18']);
});

test('two numbers that could both be the month are read by the country, or not at all', () => {
  expect(read('3/4')).toEqual([]);
  expect(read('3/4', { country: 'US' })).toEqual(['2025-03-04']);
  expect(read('3/4', { country: 'GB' })).toEqual(['2025-04-03']);
});

test('a day that is past by its slot is the last one', () => {
  const past = (text: string) => read(text, { when: 'past' });
  expect(past('it was on May 20')).toEqual(['2023-05-20']);
  expect(past('May 10')).toEqual(['2024-05-10']);
  expect(past('last Friday')).toEqual(['2024-05-10']);
  expect(past('on the 20th')).toEqual(['2024-04-20']);
  expect(past('on the 31st')).toEqual(['2024-03-31']);
});

test('today is the day in the zone, not in UTC', () => {
  expect(dayOf(time)).toBe('2024-05-15');
  expect(dayOf({ ...time, zone: 'UTC' })).toBe('2024-05-16');
});

test('a day keeps its place, also far into a long message', () => {
  const text = `${'so '.repeat(700)}tomorrow`;
  expect(readDates(text, { asked: false }, time)).toEqual([
    { value: '2024-05-16', span: { from: 2100, to: 2108 }, text: 'tomorrow' },
  ]);
});

test('a day that has passed is none where it must be in the future', () => {
  expect(read('yesterday')).toEqual([]);
  expect(read('2024-05-01')).toEqual([]);
  expect(read('2024-05-01', { when: undefined })).toEqual(['2024-05-01']);
});

test.each([
  ['tomorrow after 11pm', 'tomorrow'],
  ['tomorrow morning', 'tomorrow'],
  ['fly at 3pm tomorrow', 'tomorrow'],
  ['tomorrow at 10:30 am', 'tomorrow'],
  ['on May 20 in the evening', 'May 20'],
  ['on May 20, 2026', 'May 20, 2026'],
])('the hour beside a day is no part of it: %s', (text, day) => {
  const time = { now: new Date('2026-03-02T12:00:00Z'), zone: 'UTC' };
  expect(readDates(text, { asked: false }, time).map((read) => read.text)).toEqual([day]);
});
