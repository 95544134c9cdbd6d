import { describe, expect, test } from 'vitest';
import { readAside } from '../../asides.ts';
import { chooseOptions } from '../../choose-option.ts';
import { asksQuestion } from '../../clauses/asks-question.ts';
import { onlyGives } from '../../clauses/clause-form.ts';
import { meantInstead } from '../../clauses/puts-right.ts';
import { readConsent } from '../../consent/read-consent.ts';
import { readDrop } from '../../drops.ts';
import { saysUnknown } from '../../says-unknown.ts';
import { readChoices } from '../../values/read-choices.ts';
import { readDates } from '../../values/read-dates.ts';
import { readMoney } from '../../values/read-money.ts';
import { readNames } from '../../values/read-names.ts';
import { GERMAN } from './german.ts';
import { readGermanAddresses } from './read-addresses.ts';

const confirmation = { yes: [], no: [], courtesy: [], language: GERMAN };
const consent = (text: string) => readConsent(text, { kind: 'question' }, confirmation).said;

describe('a yes and a no', () => {
  test.each([
    'ja',
    'Ja, gerne!',
    'jo',
    'genau',
    'stimmt so',
    'einverstanden',
    'geht klar',
    'ok',
    'natürlich',
  ])('%s is a yes', (text) => expect(consent(text)).toBe('affirm'));
  test.each(['nein', 'nö', 'Nein danke', 'bitte nicht', 'ich möchte das nicht', 'lassen Sie es', 'stopp'])(
    '%s is a no',
    (text) => expect(consent(text)).toBe('decline'),
  );
  test.each([
    'ja nein',
    'ja, aber später',
    'nicht schlecht',
    'yes',
    'das andere',
    'ja, und die Lampe',
    'doch',
  ])('%s is neither', (text) => expect(consent(text)).toBeNull());
});

test('what is said about the conversation', () => {
  expect(readAside('Wozu denn?', GERMAN)).toBe('why');
  expect(readAside('Sind Sie ein Roboter?', GERMAN)).toBe('bot');
  expect(readAside('Einen Moment bitte', GERMAN)).toBe('wait');
  expect(readAside('Wo ist mein Paket?', GERMAN)).toBeNull();
  expect(saysUnknown('Das weiß ich leider nicht', GERMAN)).toBe(true);
  expect(saysUnknown('Ich weiß, wo es ist', GERMAN)).toBe(false);
  expect(readDrop('Vergessen Sie das erste', 2, GERMAN)).toBe(0);
  expect(readDrop('Lassen Sie es', 1, GERMAN)).toBe('current');
  expect(readDrop('Lassen Sie die Lampe weg', 1, GERMAN)).toBeNull();
  expect(asksQuestion('wie lange dauert das', GERMAN)).toBe(true);
  expect(asksQuestion('mit Kreditkarte', GERMAN)).toBe(false);
  expect(onlyGives('Meine E-Mail ist mia@example.com', GERMAN)).toBe(true);
  expect(meantInstead('Nein, ich meinte die Uhr', GERMAN)?.trim()).toBe('die Uhr');
});

describe('values', () => {
  const time = { now: new Date('2024-05-24T10:00:00Z'), zone: 'Europe/Berlin', language: GERMAN };
  const days = (text: string, when?: 'future' | 'past' | 'birth') =>
    readDates(text, { asked: true, when }, time).map(({ value }) => value);
  test.each([
    ['am 21. Mai 2024', ['2024-05-21']],
    ['vom 3.6. bis zum 5.6.', ['2024-06-03', '2024-06-05']],
    ['übermorgen', ['2024-05-26']],
    ['morgen', ['2024-05-25']],
    ['in drei Wochen vielleicht', []],
    ['12,50 €', []],
  ])('the days of "%s"', (text, expected) => expect(days(text)).toEqual(expected));
  test('a day of birth has a year', () => {
    expect(days('5.3.88', 'birth')).toEqual(['1988-03-05']);
    expect(days('5.3.', 'birth')).toEqual([]);
  });

  const money = (text: string) =>
    readMoney(text, { currency: 'EUR', unit: 'cents' }, GERMAN).map(({ value }) => value);
  test.each([
    ['12,50 €', [1250]],
    ['1.234,50 Euro', [123450]],
    ['zwanzig Euro', [2000]],
    ['12,50 $', []],
  ])('the amounts of "%s"', (text, expected) => expect(money(text)).toEqual(expected));

  test('names and addresses', () => {
    expect(readNames('Ich heiße Anna Berger.', { asked: false }, GERMAN).map(({ value }) => value)).toEqual([
      { first: 'Anna', last: 'Berger' },
    ]);
    expect(
      readGermanAddresses('Bitte an An der Alster 12b, 20099 Hamburg.').map(({ value }) => value),
    ).toEqual([
      {
        address1: 'An der Alster 12b',
        address2: '',
        city: 'Hamburg',
        state: '',
        zip: '20099',
        country: 'DE',
      },
    ]);
  });

  test('a choice is not the one that is denied, before or behind', () => {
    const choices = [
      { value: 'card', label: 'Kreditkarte', words: [] },
      { value: 'debit', label: 'Lastschrift', words: [] },
    ];
    const read = (text: string) => readChoices(text, choices, GERMAN).map(({ value }) => value);
    expect(read('mit Kreditkarte')).toEqual(['card']);
    expect(read('keine Kreditkarte')).toEqual([]);
    expect(read('Kreditkarte nicht')).toEqual([]);
  });
});

describe('a choice from a list', () => {
  const options = ['rote Lampe', 'blaue Lampe', 'grüne Tasse'].map((label) => ({
    label,
    value: label,
    element: label,
  }));
  const chosen = (text: string, many = false) => {
    const choice = chooseOptions(text, options, many, [], GERMAN);
    return choice === null || choice === 'ambiguous' ? choice : choice.map(({ label }) => label);
  };
  test.each([
    ['die zweite', ['blaue Lampe']],
    ['Nummer 3', ['grüne Tasse']],
    ['die letzte bitte', ['grüne Tasse']],
    ['die roten', ['rote Lampe']],
    ['die Lampe', 'ambiguous'],
    ['die Tasse nicht', null],
    ['also die', null],
  ])('%s', (text, expected) => expect(chosen(text)).toEqual(expected));
  test('of several', () => {
    expect(chosen('alle außer der Tasse', true)).toEqual(['rote Lampe', 'blaue Lampe']);
    expect(chosen('die erste und die dritte', true)).toEqual(['rote Lampe', 'grüne Tasse']);
  });
});
