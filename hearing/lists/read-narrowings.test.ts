import { expect, test } from 'vitest';
import { ListAttribute, type ListAttributes } from '../../core/slots/list-attribute.ts';
import { readNarrowings } from './read-narrowings.ts';

const declared = (attributes: { readonly [name: string]: object }): ListAttributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, each]) => [name, ListAttribute.parse(each)]));

const FLIGHTS = declared({
  departure: { value: '{a}', type: 'time', words: ['leave', 'leaving', 'depart', 'departing'] },
  arrival: { value: '{b}', type: 'time', words: ['arrive', 'arriving', 'land', 'be there'] },
  price: { value: '{c}', type: 'money', currency: 'USD', words: ['fare', 'cost'] },
  stops: {
    value: '{d}',
    type: 'integer',
    words: ['stop', 'layover'],
    means: { '0': ['nonstop', 'non-stop', 'direct'] },
  },
  duration: { value: '{e}', type: 'integer', least: ['shortest', 'fastest'], most: ['longest'] },
});

const time = { now: new Date('2024-05-15T15:00:00Z'), zone: 'UTC' };
const read = (text: string, asked: boolean) =>
  readNarrowings(text, FLIGHTS, { time, asked }).map(({ narrowing }) => {
    const { attribute, test } = narrowing;
    return 'value' in narrowing ? `${attribute} ${test} ${narrowing.value}` : `${attribute} ${test}`;
  });

test.each<[string, readonly string[]]>([
  ['after 11am', ['departure above 660']],
  ['before 9 pm please', ['departure below 1260']],
  ['not before noon', ['departure atLeast 720']],
  ['no later than 17:30', ['departure atMost 1050']],
  ['in the morning', ['departure atLeast 240', 'departure below 720']],
  ['between 2 and 5', ['departure atLeast 840', 'departure atMost 1020']],
  ['between 10 and 2', ['departure atLeast 600', 'departure atMost 840']],
  ['2-5pm', ['departure atLeast 840', 'departure atMost 1020']],
  ['from 7 to 9am', ['departure atLeast 420', 'departure atMost 540']],
  ['after 3', ['departure above 900']],
  ['before 6 in the morning', ['departure below 360', 'departure atLeast 240', 'departure below 720']],
  ['after 7 in the evening', ['departure above 1140', 'departure atLeast 1020', 'departure below 1440']],
  ['before 9 at night', ['departure below 1260', 'departure atLeast 1200', 'departure below 1680']],
  ['8pm or later', ['departure atLeast 1200']],
  ['around 2pm', ['departure atLeast 780', 'departure atMost 900']],
  ['the cheapest', ['price least']],
  ['the lowest fare', ['price least']],
  ['the most expensive one', ['price most']],
  ['the earliest', ['departure least']],
  ['the last one', ['departure most']],
  ['the earliest arrival', ['arrival least']],
  ['the shortest flight', ['duration least']],
  ['under $200', ['price below 200']],
  ['under 200', ['price below 200']],
  ['no more than 250 dollars', ['price atMost 250']],
  ['between 100 and 200 dollars', ['price atLeast 100', 'price atMost 200']],
  ['nonstop', ['stops is 0']],
  ['a non-stop flight', ['stops is 0']],
  ['no stops', ['stops is 0']],
  ['one stop', ['stops is 1']],
  ['at most one stop', ['stops atMost 1']],
  ['the 2pm one', ['departure is 840']],
  ['the one that leaves at 14:00', ['departure is 840']],
  ['at 2', ['departure is 840']],
  ['it should arrive before 5pm', ['arrival below 1020']],
  ['leaving after 11am and arriving before 5pm', ['departure above 660', 'arrival below 1020']],
  ['I have a meeting at 3pm so after 5pm please', ['departure above 1020']],
])('an answer: %s', (text, expected) => {
  expect(read(text, true)).toEqual(expected);
});

test.each<[string, readonly string[]]>([
  ['I want to fly to Seattle tomorrow, before 10am, cheapest please', ['departure below 600', 'price least']],
  ['A flight to Seattle tomorrow morning', ['departure atLeast 240', 'departure below 720']],
  ['I need to leave after 3pm', ['departure above 900']],
  ['I need to be there before 10am', ['arrival below 600']],
  ['the 2pm flight', ['departure is 840']],
  ['Direct to Denver, under $300', ['stops is 0', 'price below 300']],
])('the message that begins: %s', (text, expected) => {
  expect(read(text, false)).toEqual(expected);
});

test.each([
  'I called you at 2pm yesterday',
  'Good morning, I want to fly to Denver',
  'I flew with you last night',
  'We have a meeting at 3pm',
  'My flight was before 10am',
  'not the cheapest',
  'There are 2 of us with 3 bags',
  'I am 45 and my last name is Marsh',
  'Tell me by tomorrow at the latest',
  'I will pay later',
  'Order 1234',
])('says nothing of the list: %s', (text) => {
  expect(read(text, false)).toEqual([]);
});
