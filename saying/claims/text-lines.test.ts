import { expect, test } from 'vitest';
import { textLines, wordsAround } from './text-lines.ts';

const LIST = `Here they are:
1. **Rope**
   - Colour: red
   - Price: $5
2. **Tarp**
   - Colour: green
   - Price: $7

Which one?`;

const around = (text: string, at: string, taken: readonly string[] = []) => {
  const lines = textLines(text);
  const places = taken.map((each) => text.indexOf(each)).toSorted((one, other) => one - other);
  const line = lines.findIndex((each) => each.text.includes(at));
  return wordsAround(lines, line, places).map((each) => each.trim());
};

test('a line of a list is said with the lines that it is below of, and those beside it', () => {
  expect(around(LIST, 'Price: $5')).toEqual(['- Colour: red', '1. **Rope**', 'Here they are:']);
  expect(around(LIST, 'Price: $7')).toEqual(['- Colour: green', '2. **Tarp**', 'Here they are:']);
});

test('a line beside it with a value of its own is left out', () => {
  const text = '**Small tent**\n- Weekday: $20\n- Weekend: $35\n- Sleeps: two';
  expect(around(text, 'Weekday', ['$20', '$35'])).toEqual(['**Small tent**', '- Sleeps: two']);
});

test('paragraphs are not beside each other', () => {
  expect(around('The rope is red.\nThe tarp is green.', 'tarp')).toEqual([]);
});
