import { describe, expect, test } from 'vitest';
import { Slot } from '../../core/flow.ts';
import { fullName, isNamed, type Person, textOf } from './person.ts';
import { readPeopleList } from './read-list.ts';

const slot = Slot.parse({
  type: 'person-name',
  many: true,
  ask: 'Who?',
  part: 'Who is {said}?',
  words: ['for', 'passenger', 'passengers'],
  known: [{ from: '{user}', first: '{first}', last: '{last}', words: ['me', 'myself', 'just me'] }],
});
const born = Slot.parse({
  type: 'date',
  when: 'birth',
  country: 'US',
  of: 'passengers',
  ask: 'When?',
  words: ['born', 'dob', 'birthday', 'date of birth', 'birth date'],
});
const declared = { slot, values: new Map([['born', born]]) };
const time = { now: new Date('2024-05-15T20:00:00Z'), zone: 'America/New_York' };

const shown = (person: Person) =>
  `${isNamed(person) ? fullName(person) : `(${textOf(person, 'said')})`}${textOf(person, 'born') && ` ${textOf(person, 'born')}`}`;

const read = (text: string, asked: 'persons' | 'values' | null, current: readonly Person[] = []) =>
  readPeopleList(text, declared, { ...time, current, asked })
    .people.map(shown)
    .join('; ');

const BOTH = 'Kevin Smith 2001-04-12; Ana Li 1990-02-03';

describe('an answer gives persons, each with their date of birth', () => {
  test.each([
    ['Kevin Smith and Ana Li', 'Kevin Smith; Ana Li'],
    ['Kevin Smith, DOB 2001-04-12, and Ana Li, born 3 Feb 1990', BOTH],
    ['kevin smith, dob 2001-04-12, and ana li, born 3 feb 1990', BOTH],
    ['1. Kevin Smith (April 12, 2001)\n2. Ana Li (02/03/1990)', BOTH],
    ['Kevin Smith born April 12th 2001; Ana Li born Feb 3, 1990.', BOTH],
    ["Kevin Smith's date of birth is 2001-04-12 and Ana Li's is 1990-02-03", BOTH],
    ['Kevin Smith and Ana Li, born 2001-04-12 and 1990-02-03 respectively', BOTH],
    ['2001-04-12 Kevin Smith, 1990-02-03 Ana Li', BOTH],
    ['Sure! The passengers are Kevin Smith (2001-04-12) and my wife Ana Li (1990-02-03). Thanks!', BOTH],
    [
      'Kevin Smith 2001-04-12, Ana Li, Raj Patel 1980-01-01',
      'Kevin Smith 2001-04-12; Ana Li; Raj Patel 1980-01-01',
    ],
    ['It will be Kevin Smith, he was born on 12 April 2001', 'Kevin Smith 2001-04-12'],
    ['Kevin Smith. He was born 2001-04-12. Ana Li. She was born 1990-02-03.', BOTH],
    ['Kevin Smith - 2001-04-12\nAna Li - 1990-02-03', BOTH],
    ['Name: Kevin Smith\nDate of birth: April 12, 2001\n\nName: Ana Li\nDate of birth: Feb 3, 1990', BOTH],
    ['me and my wife Ana Li', '(me); Ana Li'],
    ['me, Raj Patel, 1980-01-01, and Ana', '(me); Raj Patel 1980-01-01; (Ana)'],
    ['Kevin Smith and Ana Li (1990-02-03)', 'Kevin Smith; Ana Li 1990-02-03'],
    ['me, born 1990-02-03, and Kevin Smith', '(me) 1990-02-03; Kevin Smith'],
    ['kevin smith and ana li, dates of birth 2001-04-12 and 1990-02-03', BOTH],
    ['just me', '(just me)'],
    ['It is just me, thanks', '(just me)'],
    ['My daughter Ana', '(Ana)'],
    ['me, and my son', '(me); (my son)'],
    ['my wife, Ana Li, and me', 'Ana Li; (me)'],
    ['Ana Li (my wife) and me', 'Ana Li; (me)'],
    ['Dr. May Chen and John Street', 'May Chen; John Street'],
    ['Juan de la Cruz and J. R. Smith Jr.', 'Juan de la Cruz; J Smith Jr'],
    ['passenger 1: Kevin Smith, passenger 2: Ana Li', 'Kevin Smith; Ana Li'],
    ["Mary O'Brien-Lee and Ana María López", "Mary O'Brien-Lee; Ana López"],
    ['Kevin Smith, 4/12/01, and Ana Li, 2/3/90', BOTH],
  ])('%s', (text, expected) => {
    expect(read(text, 'persons')).toBe(expected);
  });
});

describe('what does not tell whose a date is gives it to nobody', () => {
  test.each([
    ['Kevin Smith and Ana Li, born 1990-02-03', 'Kevin Smith; Ana Li'],
    ['Kevin Smith, Ana Li and Raj Patel, 1990-02-03 and 1980-01-01', 'Kevin Smith; Ana Li; Raj Patel'],
    ['Kevin Smith born 2030-01-01', 'Kevin Smith'],
    ['Kevin Smith born 12 April', 'Kevin Smith'],
    ['Kevin Smith flies on May 20', 'Kevin Smith'],
    ['Kevin Smith wants to fly after that on 2001-04-12', 'Kevin Smith'],
  ])('%s', (text, expected) => {
    expect(read(text, 'persons')).toBe(expected);
  });
});

describe('an answer that names nobody', () => {
  test.each([
    'two adults',
    'I do not know yet',
    'dont know',
    'not Ana Li',
    'what do you need?',
    'Can my wife come too?',
    'let me think',
    'the window seat please',
    'on May 20',
    'no idea',
    'economy',
  ])('%s', (text) => {
    expect(read(text, 'persons')).toBe('');
  });
});

describe('a message that did not ask for persons gives those behind a declared word, or with a date of birth', () => {
  test.each([
    ['Book two tickets from JFK to SEA for Kevin Smith and Ana Li on May 20', 'Kevin Smith; Ana Li'],
    ['Book a flight for me and my wife Ana Li to Boston', '(me); Ana Li'],
    ['The passengers are Kevin Smith, born 2001-04-12, and Ana Li, DOB 1990-02-03. We leave May 20.', BOTH],
    ['Kevin Smith, DOB 2001-04-12, and Ana Li, born 3 Feb 1990', BOTH],
    ['Passengers: Kevin Smith (2001-04-12), Ana Li (1990-02-03)', BOTH],
    ['I need a ticket for my daughter Ana', '(Ana)'],
    ['a flight to Boston for me and Tobias', '(me); (Tobias)'],
    ['tickets for juan de la cruz, born 2001-04-12', 'Juan de la Cruz 2001-04-12'],
    ['a flight for my wife', '(my wife)'],
    ['a flight to Boston for just me', '(just me)'],
  ])('%s', (text, expected) => {
    expect(read(text, null)).toBe(expected);
  });

  test.each([
    'Hello, my name is Kevin Smith',
    'I want to book a flight for me',
    'Book a flight for next week',
    'a trip for two people to Las Vegas',
    'Thanks for your help. Kevin Smith',
    'Can you tell me the price for economy?',
    'for the Monday flight',
    'for me and Monday is best',
    'is it ok for Boston and Denver',
    'I am Kevin Smith and want to leave on May 20',
    'for May 20 and May 27',
  ])('nobody: %s', (text) => {
    expect(read(text, null)).toBe('');
  });
});

const LIST = [
  { first: 'Kevin', last: 'Smith', born: '2001-04-12' },
  { first: 'Ana', last: 'Li' },
];

describe('somebody of the list is known by the first name', () => {
  test.each([
    ["no, Ana's birthday is 4 Feb 1990", 'Kevin Smith 2001-04-12; Ana Li 1990-02-04'],
    ["ana's birthday is 4 feb 1990", 'Kevin Smith 2001-04-12; Ana Li 1990-02-04'],
    ['please change the date of birth of Kevin Smith to 4/13/2001', 'Kevin Smith 2001-04-13; Ana Li'],
    ['Ana was born 1990-02-03', BOTH],
    ['yes', 'Kevin Smith 2001-04-12; Ana Li'],
    ['Ana and Kevin', 'Kevin Smith 2001-04-12; Ana Li'],
    ['the birthday is 4 Feb 1990', 'Kevin Smith 2001-04-12; Ana Li'],
  ])('%s', (text, expected) => {
    expect(read(text, null, LIST)).toBe(expected);
  });
});

describe('a name of the list is put right, and somebody else put in a place of it', () => {
  const people = [
    { first: 'Raj', last: 'Patel', born: '1980-01-01' },
    { first: 'Mei', last: 'Lee', born: '1991-05-04' },
  ];
  test.each([
    ["Mei's last name is Li, not Lee", 'Raj Patel 1980-01-01; Mei Li 1991-05-04'],
    ["mei's last name is li, not lee", 'Raj Patel 1980-01-01; Mei Li 1991-05-04'],
    [
      'The last name of Mei is spelled wrong, it should be Garcia',
      'Raj Patel 1980-01-01; Mei Garcia 1991-05-04',
    ],
    ["change Mei Lee's name to Mei Garcia", 'Raj Patel 1980-01-01; Mei Garcia 1991-05-04'],
    ['no, Mei Li instead of Mei Lee', 'Raj Patel 1980-01-01; Mei Li 1991-05-04'],
    ['replace Raj with Ana Li', 'Ana Li; Mei Lee 1991-05-04'],
    ['Actually, replace Raj with Ana Li, born 1990-02-03', 'Ana Li 1990-02-03; Mei Lee 1991-05-04'],
    ['not Raj but Ana Li', 'Ana Li; Mei Lee 1991-05-04'],
    ['replace raj patel with ana li', 'Ana Li; Mei Lee 1991-05-04'],
    ['the first name of Raj should be Rajesh', 'Rajesh Patel 1980-01-01; Mei Lee 1991-05-04'],
  ])('%s', (text, expected) => {
    expect(read(text, null, people)).toBe(expected);
  });

  test.each([
    'the last name is wrong, it should be Garcia',
    "change Raj's seat to window seat",
    "replace raj's meal with vegetarian meal",
    'can you change Raj to Ana Li?',
    'not Raj',
    'no, to Los Angeles instead',
    'change Raj and Mei to Ana Li',
    'please use my Visa instead',
    'yes',
  ])('nothing is changed by: %s', (text) => {
    expect(read(text, null, people)).toBe('Raj Patel 1980-01-01; Mei Lee 1991-05-04');
  });
});
