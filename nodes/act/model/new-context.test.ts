import { expect, test } from 'vitest';
import type { Message, Told } from '../../../core/message.ts';
import { newContext } from './new-context.ts';

const page: Told = { source: 'knowledge', provenance: 'fees#all', text: 'None.' };
const open = (text: string): Told => ({ source: 'situation', provenance: 'goals', text });
const day = (date: string, minute: string): Told => ({ source: 'day', provenance: date, text: minute });
const record = (text: string): Told => ({ source: 'customer', provenance: 'get_user', text });
const human = (...told: readonly Told[]): Message => ({
  id: `h${told.length}`,
  type: 'human',
  content: 'x',
  told,
});
const result = (content: string): Message => ({ id: 'r', type: 'tool', content, tool_call_id: 'c' });

test('a page is told once, and again only with another text', () => {
  expect(newContext([page], [human()])).toEqual([page]);
  expect(newContext([page], [human(page), human()])).toEqual([]);
  expect(newContext([{ ...page, text: 'Five.' }], [human(page)])).toHaveLength(1);
});

test('what changes is told when it is other than what was told last', () => {
  const before = [human(open('a')), human(open('b'))];
  expect(newContext([open('b')], before)).toEqual([]);
  expect(newContext([open('a')], before)).toEqual([open('a')]);
});

test('a day is told once, whatever the time', () => {
  expect(newContext([day('Monday', '9:01')], [human(day('Monday', '9:00'))])).toEqual([]);
  expect(newContext([day('Tuesday', '0:01')], [human(day('Monday', '9:00'))])).toHaveLength(1);
});

test('a record that the model has read by itself is not told', () => {
  const text = 'id: mia\nemail: mia@x.com';
  expect(newContext([record(text)], [human(), result(text)])).toEqual([]);
  expect(newContext([record(text)], [human(record(text))])).toEqual([]);
  expect(newContext([record(text)], [human(), result('id: mia\nemail: old@x.com')])).toHaveLength(1);
});
