import { expect, test } from 'vitest';
import { readAddresses } from './read-addresses.ts';

const read = (text: string) =>
  readAddresses(text).map(
    ({ value: { address1, address2, city, state, zip } }) =>
      `${address1}|${address2}|${city}|${state}|${zip}`,
  );

test.each([
  ['12 oak street austin texas 78701', '12 oak street||austin|TX|78701'],
  ['12 Oak Street\nAustin, TX 78701', '12 Oak Street||Austin|TX|78701'],
  ['123 Main Street, Apt 4, Springfield, IL 62701', '123 Main Street|Apt 4|Springfield|IL|62701'],
  ['send it from 5 to 12 Main Street, Springfield, IL 62701, USA', '12 Main Street||Springfield|IL|62701'],
  ['to 490 Cedar Avenue Suite 641, Phoenix AZ 85049', '490 Cedar Avenue|Suite 641|Phoenix|AZ|85049'],
  ['123 Broadway, New York, NY, 10001', '123 Broadway||New York|NY|10001'],
  ['12 St Charles Avenue New Orleans LA 70112', '12 St Charles Avenue||New Orleans|LA|70112'],
  ['77 Elm St. Apt #5 Portland OR 97201-1234', '77 Elm St.|Apt #5|Portland|OR|97201'],
  ['812 Sunset Drive\nSuite 5\nLos Angeles\nCA\n90001', '812 Sunset Drive|Suite 5|Los Angeles|CA|90001'],
])('%j: %s', (text, address) => {
  expect(read(text)).toEqual([address]);
});

test.each([
  'I live in Texas 78701',
  '10 Downing Street London',
  '12 Oak Street, Austin',
  'order 1000001, TX 78701',
])('%j is no whole address', (text) => {
  expect(read(text)).toEqual([]);
});

test('each of several', () => {
  expect(read('5 Park Lane, Seattle, Washington 98101 and 6 Elm Road, Boston, MA 02101')).toEqual([
    '5 Park Lane||Seattle|WA|98101',
    '6 Elm Road||Boston|MA|02101',
  ]);
});
