import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { playFlow } from '../../test/play-flow.ts';

const USER = {
  name: { first_name: 'Lena', last_name: 'Marsh' },
  dob: '1986-03-12',
  saved_passengers: [
    { first_name: 'Ana', last_name: 'Li', dob: '1990-02-03' },
    { first_name: 'Tom', last_name: 'Marsh', dob: '2015-07-01' },
  ],
};

const FILE = join(import.meta.dirname, '../../test/pages/examples/passengers.yaml');
const begin = () => playFlow('book', FILE, { get_user_details: USER });
const booked = (...people: readonly string[]) =>
  `book_reservation ${JSON.stringify({
    passengers: people.map((each) => {
      const [first_name, last_name, dob] = each.split(' ');
      return { first_name, last_name, dob };
    }),
  })}`;

/** Plays the messages, and gives the last reply. */
async function after(...messages: readonly string[]): Promise<string> {
  const say = begin();
  let reply = '';
  for (const message of messages) reply = await say(message);
  return reply;
}

const WHO = `Who is flying? Please give first and last names, with dates of birth if you like.
1. Lena Marsh
2. Ana Li
3. Tom Marsh`;

describe('persons are collected until there are as many as fly', () => {
  test.each([
    [['I want to book a flight for 2 people'], WHO],
    [
      ['I want to book a flight for 2 people', 'Kevin Smith'],
      'Who is passenger 2?\n1. Lena Marsh\n2. Ana Li\n3. Tom Marsh',
    ],
    [['I want to book a flight for 2 people', 'Kevin Smith and Raj Patel'], 'When was Kevin Smith born?'],
    [
      ['I want to book a flight for 2 people', 'Kevin Smith, DOB 2001-04-12, and Raj Patel, born 3 Feb 1990'],
      booked('Kevin Smith 2001-04-12', 'Raj Patel 1990-02-03'),
    ],
    [
      ['I want to book a flight for 2 people', 'me and Ana'],
      booked('Lena Marsh 1986-03-12', 'Ana Li 1990-02-03'),
    ],
    [
      ['I want to book a flight for 2 people', '1 and 3'],
      booked('Lena Marsh 1986-03-12', 'Tom Marsh 2015-07-01'),
    ],
    [
      ['I want to book a flight for 3 people', 'all of them'],
      booked('Lena Marsh 1986-03-12', 'Ana Li 1990-02-03', 'Tom Marsh 2015-07-01'),
    ],
    [
      ['I want to book a flight for 2 people', 'me and my wife'],
      'What is the full name of "my wife", first and last?',
    ],
    [['I want to book a flight for 2 people', 'me and my wife', 'Mei Lee'], 'When was Mei Lee born?'],
    [
      ['I want to book a flight for 2 people', 'my daughter Zoe and me', 'Garcia', '2010-10-10'],
      booked('Zoe Garcia 2010-10-10', 'Lena Marsh 1986-03-12'),
    ],
    [
      ['I want to book a flight for 2 people', 'Kevin Smith, Ana Li and Raj Patel'],
      'These are 3 people, and the booking is for 2. Who of them is flying?\n1. Kevin Smith\n2. Ana Li\n3. Raj Patel',
    ],
    [
      ['I want to book a flight for 2 people', 'Kevin Smith, Ana Li and Raj Patel', 'only Kevin and Ana'],
      'When was Kevin Smith born?',
    ],
    [
      ['I want to book a flight for 2 people', 'Kevin Smith, Ana Li and Raj Patel', '1 and 2'],
      'When was Kevin Smith born?',
    ],
    [
      [
        'I want to book a flight for 2 people',
        'Kevin Smith, Ana Li and Raj Patel',
        'oh, then we are 3',
        '2001-04-12, 1990-02-03 and 1980-01-01',
      ],
      booked('Kevin Smith 2001-04-12', 'Ana Li 1990-02-03', 'Raj Patel 1980-01-01'),
    ],
  ])('%j', async (messages, expected) => {
    expect(await after(...messages)).toBe(expected);
  });
});

describe('dates of birth are asked only of whom they are not known', () => {
  const five = 'Kevin Smith 2001-04-12, Mei Lee, Raj Patel 1980-01-01, Zoe Garcia and Omar Reed 1970-02-02';
  const book = 'I want to book a flight for 5 people';
  const all = [
    'Kevin Smith 2001-04-12',
    'Mei Lee 1999-09-09',
    'Raj Patel 1980-01-01',
    'Zoe Garcia 1988-08-08',
    'Omar Reed 1970-02-02',
  ];
  test.each([
    [[book, five], 'When was Mei Lee born?'],
    [[book, five, '9/9/1999'], 'When was Zoe Garcia born?'],
    [[book, five, '9/9/1999', 'August 8, 1988'], booked(...all)],
    [[book, five, 'September 9, 1999 and August 8, 1988'], booked(...all)],
    [[book, five, "Mei's is 9/9/1999, Zoe's 8/8/1988"], booked(...all)],
    [[book, five, 'Zoe was born 8/8/1988'], 'When was Mei Lee born?'],
    [[book, five, '2030-01-01'], "I need Mei Lee's date of birth with its year, for example April 12, 2001."],
    [[book, five, 'May 20'], "I need Mei Lee's date of birth with its year, for example April 12, 2001."],
    [
      ['I want to book a flight for 2 people', 'Kevin Smith and Raj Patel, 1990-02-03'],
      'When was Kevin Smith born?',
    ],
  ])('%j', async (messages, expected) => {
    expect(await after(...messages)).toBe(expected);
  });
});

describe('what was said in the first message is kept', () => {
  test.each([
    [
      ['I want to book for Kevin Smith, DOB 2001-04-12, and Raj Patel, born 3 Feb 1990', '2'],
      booked('Kevin Smith 2001-04-12', 'Raj Patel 1990-02-03'),
    ],
    [
      ['Please book a flight for me and my wife Ana Li', '2'],
      booked('Lena Marsh 1986-03-12', 'Ana Li 1990-02-03'),
    ],
    [['book a trip. The passengers are Kevin Smith and Raj Patel', '2'], 'When was Kevin Smith born?'],
    [['book a flight for me'], 'How many people are flying?'],
    [['book a flight for just me', '1'], booked('Lena Marsh 1986-03-12')],
  ])('%j', async (messages, expected) => {
    expect(await after(...messages)).toBe(expected);
  });
});

describe('a shown action is corrected for one of them only', () => {
  const two = [
    'I want to book a flight for 2 people',
    'Kevin Smith, DOB 2001-04-12, and Raj Patel, born 3 Feb 1990',
  ];
  test.each([
    ["no, Raj's birthday is 4 Feb 1990", booked('Kevin Smith 2001-04-12', 'Raj Patel 1990-02-04')],
    ["Raj's last name is Pathel, not Patel", booked('Kevin Smith 2001-04-12', 'Raj Pathel 1990-02-03')],
    ['no, replace Raj with Tom Reed', 'When was Tom Reed born?'],
    ['Kevin was born on 2001-04-13', booked('Kevin Smith 2001-04-13', 'Raj Patel 1990-02-03')],
  ])('%s', async (message, expected) => {
    expect(await after(...two, message)).toBe(expected);
  });
});
