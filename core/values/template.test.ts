import { describe, expect, test } from 'vitest';
import { parseTemplate, rendersWhole, renderText, renderValue } from './template.ts';

const scope = {
  name: 'Ada',
  total: 1234.5,
  missing: null,
  lamp: { color: 'white', dimmer: 'no' },
  twice: ['mug', 'lamp', 'mug'],
  source: 'credit_card',
  order: {
    items: [
      { name: 'a lamp', price: 12 },
      { name: 'a mug', price: 3.999 },
      { name: 'a rug', price: -1000000 },
    ],
  },
  methods: { card_1: { id: 'card_1' }, gift_2: { id: 'gift_2' } },
  gone: { exists: false },
  orders: [{ lines: [{ n: 1 }, { n: 2 }] }, { lines: [{ n: 3 }] }],
};

describe('renderText', () => {
  test.each([
    ['Hello {name}.', 'Hello Ada.'],
    ['{ total | money USD }', '$1,234.50'],
    ['{ total | money USD cents }', '$12.35'],
    ['{total|money JPY cents}', '¥1,235'],
    ['{total|money EUR de-DE}', '1.234,50\u00a0€'],
    ['{total|money}', '1234.5'],
    ['{order.items.1.name}', 'a mug'],
    ['{order.items[].name|list}', 'a lamp, a mug and a rug'],
    ['{order.items[].name}', 'a lamp, a mug and a rug'],
    ['{order.items[].price|money USD|list}', '$12.00, $4.00 and -$1,000,000.00'],
    ['{order.items|count} things', '3 things'],
    ['{methods[].id|list}', 'card_1 and gift_2'],
    ['{methods|count}', '2'],
    ['{gone|count}{missing|count}{nothing|count}', '000'],
    ['{orders[].lines[].n|list}', '1, 2 and 3'],
    ['[{nothing}{missing}]', '[]'],
    ['{lamp|pairs|list}', 'color white and dimmer no'],
    ['{lamp|pairs}{gone|pairs|count}{nothing|pairs}', 'color white and dimmer no0'],
    ['All:{twice|lines}{nothing|lines}', 'All:\n- mug\n- lamp\n- mug'],
    ['{twice|tally|list}', '2 × mug and lamp'],
    ['{source|words} and {nothing|words}{total|words}', 'Credit card and 1234.5'],
    ['{name|money USD}', 'Ada'],
    ['{{name}}', '{name}'],
    ['{order.items.0}', '{"name":"a lamp","price":12}'],
    ['{name', '{name'],
  ])('renders %s', (template, text) => {
    expect(renderText(template, scope)).toBe(text);
  });

  test.each([
    '{__proto__}',
    '{constructor.name}',
    '{name.length}',
    '{order.items.length}',
    '{order.items.map}',
    '{toString}',
  ])("sees nothing that is not a record's own in %s", (template) => {
    expect(renderText(template, scope)).toBe('');
  });
});

test.each([
  ['{name} and {order.items.0.name}', true],
  ['{nothing|list}', false],
  ['{name}, {order.nothing}', false],
  ['plain', true],
])('%s renders whole: %s', (template, whole) => {
  expect(rendersWhole(template, scope)).toBe(whole);
});

describe('renderValue', () => {
  test.each([
    ['{order.items}', scope.order.items],
    ['{order.items[].price}', [12, 3.999, -1000000]],
    ['{order.items[].colour}', [null, null, null]],
    ['{orders[].lines[].n}', [1, 2, 3]],
    ['{total}', 1234.5],
    ['{missing}', null],
    ['{nothing}', undefined],
    ['{nothing[].id}', undefined],
    ['{order.items|count}', 3],
    ['about {name}', 'about Ada'],
    ['plain', 'plain'],
  ])('passes %s on as it is', (template, value) => {
    expect(renderValue(template, scope)).toEqual(value);
  });
});

test.each([
  ['{a..b}', '`{a..b}` is not a path'],
  ['{}', '`{}` is not a path'],
  ['{a b}', '`{a b}` is not a path'],
  ['{a|monye}', 'unknown filter `monye`'],
  ['{a|toString}', 'unknown filter `toString`'],
  ['{a', '`{` stands alone'],
])('says what is wrong with %s', (template, problem) => {
  expect(parseTemplate(template)).toContainEqual(expect.objectContaining({ kind: 'broken', problem }));
});
