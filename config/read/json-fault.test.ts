import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from './json-fault.ts';

const says = (text: string) => {
  const fault = jsonFault(text);
  return fault && `${fault.offset} ${fault.message}${fault.help === undefined ? '' : ` (${fault.help})`}`;
};

test.each([
  ['{"a": 1,}', '7 JSON has no comma before `}` (remove the comma)'],
  ['[1, 2, ]', '5 JSON has no comma before `]` (remove the comma)'],
  ['{"a": 1 // one\n}', '8 JSON has no comments (remove it, or say it in `why`)'],
  ['/* all */ {}', '0 JSON has no comments (remove it, or say it in `why`)'],
  ['{"a": 1} # one', '9 JSON has no comments (remove it, or say it in `why`)'],
  ['{a: 1}', '1 the key `a` needs double quotes'],
  ["{'a': 1}", '1 JSON needs double quotes around text'],
  ['{"a": yes}', '6 `yes` is not a value in JSON (put text in double quotes)'],
  ['{"a": 01}', '6 `01` is not a number in JSON'],
  ['{"a": .5}', '6 `.5` is not a number in JSON'],
  ['{"a": NaN}', '6 `NaN` is not a value in JSON (put text in double quotes)'],
  ['{"a" 1}', '5 missing `:` between the key and its value'],
  ['{"a": 1 "b": 2}', '8 missing `,` before this'],
  ['{"a": }', '6 a value belongs here, not `}`'],
  ['{1: 2}', '1 a key in double quotes belongs here, not `1`'],
  ['[1}', '2 `]` belongs here, not `}`'],
  ['{"a": [1', '6 `[` is never closed by `]`'],
  ['{"a":', '0 `{` is never closed by `}`'],
  ['{} {}', '3 nothing may follow the end of the JSON value'],
  ['a: 1', '0 `a` is not a value in JSON (put text in double quotes)'],
  [
    '["a\nb"]',
    '1 the text that begins here has no closing quote on its line (a line break in text is written `\\n`)',
  ],
  ['["a\tb"]', '3 a tab in text is written `\\t`'],
  ['["\\d"]', '2 `\\d` is not an escape in JSON (a backslash is written `\\\\`)'],
])('%s: the place and the reason, in the words of JSON', (text, expected) => {
  expect(says(text)).toBe(expected);
});

test('what JSON.parse takes has no fault, and what it does not take has one with a place of its own', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom(...'{}[],:"x1 '), (text, at, character) => {
      expect(jsonFault(text)).toBeUndefined();
      const place = at % (text.length + 1);
      const broken = `${text.slice(0, place)}${character}${text.slice(place)}`;
      const fault = jsonFault(broken);
      expect(fault?.message).not.toBe('the file is not JSON');
    }),
  );
});

test('every policy of the reference agents is JSON', () => {
  const policies = fileURLToPath(new URL('../../policies/', import.meta.url));
  const files = readdirSync(policies, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const name of files) expect(says(readFileSync(`${policies}${name}`, 'utf8'))).toBeUndefined();
});
