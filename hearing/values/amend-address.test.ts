import { expect, test } from 'vitest';
import { amendAddress } from './amend-address.ts';

const ADDRESS = {
  address1: '12 Oak Street',
  address2: '',
  city: 'Salem',
  state: 'OR',
  zip: '97301',
  country: 'USA',
};

test.each([
  ['yes but apt 5', { address2: 'apt 5' }],
  ['Yes, but with Suite 12B please', { address2: 'Suite 12B' }],
  ['no, the zip is 97302', { zip: '97302' }],
  ['the zip code should be 97302', { zip: '97302' }],
  ['no wait, 14 Oak Street', { address1: '14 Oak Street' }],
  ['the city should be Portland', { city: 'Portland' }],
  ['wrong city, it should be Lake Oswego.', { city: 'Lake Oswego' }],
  ['please change the city to Portland, please', { city: 'Portland' }],
  ['wrong zip, should be 97302', { zip: '97302' }],
  ['I forgot the apartment, it is unit 5B', { address2: 'unit 5B' }],
])('"%s" puts one part right', (text, changed) => {
  expect(amendAddress(text, ADDRESS)?.address).toEqual({ ...ADDRESS, ...changed });
});

test.each([
  'yes',
  'no, not apt 5',
  'apt 5 is my neighbour',
  'is the zip 97302?',
  'no, the zip is 97301',
  '97302',
  'yes, and my other order to apt 5',
  'no, 14 Oak Street, apt 5',
  'cancel order 97302',
  'the city is wrong',
  'the city is Salem',
  'the city is not Portland',
  'the city should be Portland or Eugene',
  'send it to the city of my mother',
  'apt 5 is wrong',
  'wrong zip 97302',
  'the zip 97302 is a mistake',
  'apt 5 should be left out',
  'forget apt 5',
])('"%s" puts no part right', (text) => {
  expect(amendAddress(text, ADDRESS)).toBeNull();
});
