import { expect, test } from 'vitest';
import { timesBetween } from './said-dates.ts';
import { tellingValues } from './telling-values.ts';

const dates = (text: string) =>
  tellingValues(text).flatMap(({ kind, form }) => (kind === 'date' ? [form] : []));

test.each([
  ['It leaves on Tuesday, May 21, 2024.', ['2024-05-21']],
  ['It leaves on Tuesday the 21st of May 2024.', ['2024-05-21']],
  ['It leaves on Tuesday, May 21.', ['-05-21']],
  ['It leaves on 05/29/2024, and comes back on 30/05/2024.', ['2024-05-29', '2024-05-30']],
  ['It leaves on Friday, May 21, 2024.', ['Friday 2024-05-21']],
  ['It leaves on Friday.', ['on friday']],
])('%s has the dates %j', (text, forms) => {
  expect(dates(text)).toEqual(forms);
});

test('times between dates are counted in days', () => {
  expect([...timesBetween(['2024-05-24', '2024-05-29'])]).toEqual(['5 day', '5 night']);
  expect([...timesBetween(['-05-24', '-05-25', 'tomorrow'])]).toEqual(['1 day', '1 night']);
});
