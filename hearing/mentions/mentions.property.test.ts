import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Option } from '../../core/state.ts';
import type { Mention } from './mention.ts';
import { readMentions } from './read-mentions.ts';

const NAMES =
  'Desk Lamp|Floor Lamp|Bookshelf|Water Bottle|Hiking Boots|Mechanical Keyboard|Gaming Mouse|Tablet|Skateboard|Luggage Set'.split(
    '|',
  );
const COLORS = 'blue|red|green|black|silver'.split('|');
const MATERIALS = 'oak|steel|cotton|leather'.split('|');
const STRANGE = 'umbrella|quartz|giraffe|wandering|nephew|thunder|marble|tulip'.split('|');

const option = fc
  .record({
    name: fc.constantFrom(...NAMES),
    color: fc.constantFrom(...COLORS),
    material: fc.constantFrom(...MATERIALS),
    id: fc.integer({ min: 1_000_000, max: 9_999_999 }),
  })
  .map(({ name, color, material, id }): Option => {
    const value = `W${id}`;
    return { value, label: `${name} (color ${color}, material ${material})`, element: { id: value } };
  });
const options = fc.uniqueArray(option, { minLength: 2, maxLength: 8, selector: ({ label }) => label });
const words = fc.array(
  fc.constantFrom(
    ...NAMES.flatMap((name) => [name.toLowerCase(), `the ${name.split(' ').at(-1)?.toLowerCase()}`]),
    ...COLORS.map((color) => `the ${color} one`),
    ...STRANGE,
    'and',
    ', ',
    'except',
    'keep',
    'all of them',
    'the first',
    'both',
    'not',
    'W1234567',
    'instead of',
    '. ',
  ),
  { maxLength: 12 },
);
const settings = { numRuns: 300, seed: 20_261_127 };

const spansOf = (mention: Mention) =>
  mention.kind === 'none' ? [] : [...mention.spans, ...mention.unexplained];
const valuesOf = (mention: Mention) =>
  mention.kind === 'chosen' ? mention.options.map(({ value }) => String(value)).toSorted() : [];

describe('mentions', () => {
  test('never use a word that another reader took', () => {
    fc.assert(
      fc.property(options, words, fc.nat(80), fc.nat(30), fc.boolean(), (list, said, from, length, many) => {
        const used = { from, to: from + length + 1 };
        const mention = readMentions(said.join(' '), list, { many, used: [used] });
        expect(spansOf(mention).filter((span) => span.from < used.to && used.from < span.to)).toEqual([]);
      }),
      settings,
    );
  });

  test('of words that are in no option choose nothing', () => {
    fc.assert(
      fc.property(options, fc.array(fc.constantFrom(...STRANGE)), fc.boolean(), (list, said, many) => {
        expect(readMentions(`I want the ${said.join(' ')}`, list, { many })).toEqual({ kind: 'none' });
      }),
      settings,
    );
  });

  test('by a full label choose exactly that option', () => {
    fc.assert(
      fc.property(options, fc.nat(7), fc.boolean(), (list, at, many) => {
        const one = list[at % list.length] as Option;
        expect(readMentions(`${one.label} please`, list, { many })).toMatchObject({
          kind: 'chosen',
          options: [one],
        });
      }),
      settings,
    );
  });

  test('do not depend on the order of the options', () => {
    const unplaced = words.map((said) => said.filter((word) => word !== 'the first'));
    fc.assert(
      fc.property(options, unplaced, fc.boolean(), (list, said, many) => {
        const [one, other] = [list, list.toReversed()].map((order) =>
          readMentions(said.join(' '), order, { many }),
        );
        expect(other?.kind).toBe(one?.kind);
        expect(other && valuesOf(other)).toEqual(one && valuesOf(one));
      }),
      settings,
    );
  });

  test('of one option do not turn to another when the list grows', () => {
    const stranger: Option = { value: 'new', label: 'Espresso Machine (pressure high)', element: 'new' };
    const single = words.map((said) => said.filter((word) => !/all|both|keep|except/.test(word)));
    fc.assert(
      fc.property(options, single, (list, said) => {
        const before = readMentions(said.join(' '), list, { many: false });
        const after = readMentions(said.join(' '), [...list, stranger], { many: false });
        if (before.kind === 'chosen' && after.kind === 'chosen')
          expect(valuesOf(after)).toEqual(valuesOf(before));
      }),
      settings,
    );
  });
});
