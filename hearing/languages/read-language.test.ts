import { expect, test } from 'vitest';
import { chooseOptions } from '../choose-option.ts';
import { readConsent } from '../consent/read-consent.ts';
import { ENGLISH } from './english/english.ts';
import { GERMAN } from './german/german.ts';
import { readLanguage } from './read-language.ts';

test('languages with words of their own are English and German', () => {
  expect(readLanguage('en')).toBe(ENGLISH);
  expect(readLanguage('de')).toBe(GERMAN);
});

test('of any other only what its agent declares is a yes or a no', () => {
  const language = readLanguage('fr');
  const own = { yes: ['oui'], no: ['non'], courtesy: ['merci'], language };
  const said = (text: string) => readConsent(text, { kind: 'question' }, own).said;
  expect(said('oui, merci')).toBe('affirm');
  expect(said('non')).toBe('decline');
  expect(said('yes')).toBeNull();
  expect(said('oui mais demain')).toBeNull();
  const options = ['la tasse', 'la lampe'].map((label) => ({ label, value: label, element: label }));
  expect(chooseOptions('la lampe', options, false, [], language)).toEqual([options[1]]);
});
