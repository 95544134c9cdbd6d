import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PreviewValue } from '../../core/tool.ts';
import { heard } from '../../test/shown-actions.ts';
import type { Shown } from './read-consent.ts';

const METHODS = ['PayPal account', 'visa credit card ending in 4417 original same', 'gift card'] as const;
const SHOES = [
  'Running Shoes size 9 color black',
  'Running Shoes size 9 color red',
  'Running Shoes size 8 color white',
];
const ADDRESSES = ['12 Oak Street, Denver, CO 80203, USA', '7 Elm Road, Apt 3, Boston, MA 02110, USA'];

/** One of several labels as a shown value, told from the rest. */
const among = (
  labels: readonly string[],
  label: string,
  rest: Omit<PreviewValue, 'label'>,
): PreviewValue => ({
  label,
  others: labels.filter((each) => each !== label),
  ...rest,
});

const exchange = (method: string, shoes: string): Shown => ({
  kind: 'action',
  words: { verbs: ['exchange', 'swap', 'replace'], items: ['item'] },
  arguments: { order_id: '#W1000003', reason: 'wrong size' },
  preview: {
    title: 'Exchange items of order #W1000003',
    lines: [],
    items: ['Running Shoes'],
    values: [
      among(METHODS, method, {
        verbs: ['charge', 'charge to', 'pay with', 'put on'],
        nouns: ['payment method', 'account'],
      }),
      among(SHOES, shoes, { verbs: ['exchange for', 'replace with', 'swap for'] }),
      { label: '$12.50', verbs: ['pay'], nouns: ['difference'] },
    ],
  },
});
const address = (to: string): Shown => ({
  kind: 'action',
  words: { verbs: ['change', 'update'], nouns: ['address'] },
  arguments: { order_id: '#W1000004' },
  preview: {
    title: 'Change the address of order #W1000004',
    lines: [],
    values: [among(ADDRESSES, to, { verbs: ['send to', 'change to'], nouns: ['address', 'new address'] })],
  },
});
const PAID = exchange('PayPal account', SHOES[0] ?? '');
const SENT = address(ADDRESSES[0] ?? '');

describe('a yes that says a shown value again', () => {
  test.each([
    ['Yes, use my PayPal for the difference', PAID],
    ['yes, charge it to the PayPal account', PAID],
    ['ok put the $12.50 on paypal', PAID],
    ['yes, paypal is good', PAID],
    ['sure, pay the difference with PayPal please', PAID],
    ['yes, swap them for the black ones', PAID],
    ['yes, replace it with those', PAID],
    ['yes, replace the shoes with the black ones', PAID],
    ['yes, go with the black', PAID],
    ['yes, exchange it and use my paypal', PAID],
    ["yes, I'll go with 'wrong size'", PAID],
    ['yes, send it to Denver', SENT],
    ['Yes, 12 Oak Street, Denver, CO 80203 is correct', SENT],
    ['yes, change the address to 12 Oak Street', SENT],
    ['yep that address is right', SENT],
  ])('"%s" is consent', (text, shown) => {
    expect(heard(text, shown)).toBe('affirm');
  });

  test.each([
    ['use my PayPal', PAID, 'there is no word of assent'],
    ['paypal', PAID, 'there is no word of assent'],
    ['yes, use my Visa', PAID, 'it is another one'],
    ['yes, use my card', PAID, 'it is another one'],
    ['yes, the shoes', PAID, 'all of them are shoes'],
    ['yes, size 9', PAID, 'another one has this size too'],
    ['yes, the red ones', PAID, 'it is another one'],
    ['yes, black and red', PAID, 'another one is beside it'],
    ['yes but paypal', PAID, 'it turns away'],
    ['yes, not paypal', PAID, 'it is excluded'],
    ['yes, without paypal', PAID, 'it is excluded'],
    ['yes, use paypal or visa', PAID, 'it leaves the choice open'],
    ['yes, use my PayPal for the other order too', PAID, 'it is about more'],
    ['yes, use my wife’s PayPal', PAID, 'it is another person’s'],
    ['yes, my paypal is empty', PAID, 'it says something of it'],
    ['yes, refund the shoes to paypal', PAID, 'that is another action'],
    ['yes, pay $12.05 with paypal', PAID, 'the amount is another'],
    ['yes, put $125 on paypal', PAID, 'the amount is another'],
    ['yes, use my paypall', PAID, 'a value is read as it is spelled'],
    ['yes, use my PayPal?', PAID, 'it asks'],
    ['yes, I will go with "too small"', PAID, 'the quotation is none of what is shown'],
    ['yes, send it to Boston', SENT, 'it is the old one'],
    ['yes, send it to 21 Oak Street', SENT, 'the number is another'],
    ['yes, send it to 12 Oak Street, Apt 3', SENT, 'the flat is not shown'],
    ['yes, 12', SENT, 'a number alone may be a count'],
    ['yes, the old address is right', SENT, 'it is the old one'],
  ])('"%s" is none: %#', (text, shown) => {
    expect(heard(text, shown)).toBeNull();
  });
});

const WAYS: readonly ((value: string) => string)[] = [
  (value) => `yes, ${value}`,
  (value) => `yes, use my ${value}`,
  (value) => `ok, go with the ${value}`,
  (value) => `yes, charge the difference to my ${value}`,
  (value) => `yes please, put it on ${value}`,
  (value) => `yes, ${value} is fine`,
  (value) => `yes, exchange it for the ${value} ones`,
  (value) => `sure, replace the running shoes with the ${value}`,
  (value) => `yes, that works, the ${value} one, thank you`,
];
const ways = fc.constantFrom(...WAYS);
const runs = { numRuns: 400, seed: 12 };

/** Some words in a row of a text. */
const wordsIn = (text: string) => {
  const words = text.split(' ');
  return fc
    .tuple(fc.nat(words.length - 1), fc.integer({ min: 1, max: words.length }))
    .map(([from, count]) => words.slice(from, from + count).join(' '));
};

test('a yes with words of another choice is never consent', () => {
  const choices = fc.constantFrom(
    ...METHODS.map((label) => [METHODS, label] as const),
    ...SHOES.map((label) => [SHOES, label] as const),
  );
  const said = choices.chain(([labels, label]) =>
    fc.tuple(
      fc
        .constantFrom(...labels.filter((each) => each !== label))
        .chain((other) => fc.tuple(fc.constant(other), wordsIn(other))),
      fc.constant(label),
    ),
  );
  fc.assert(
    fc.property(ways, said, (way, [[other, words], label]) => {
      const onlyShown = words.split(' ').every((word) => label.split(' ').includes(word));
      fc.pre(!(onlyShown && words !== other));
      const shown = exchange(
        METHODS.find((each) => each === label) ?? METHODS[0],
        SHOES.find((each) => each === label) ?? SHOES[0] ?? '',
      );
      expect([way(words), heard(way(words), shown)]).not.toEqual([way(words), 'affirm']);
    }),
    runs,
  );
});

test('words that fit two choices are no consent to one of them', () => {
  for (const way of WAYS)
    for (const words of ['card', 'running shoes', 'size 9', 'color', 'shoes size 9'])
      for (const method of METHODS.slice(1))
        expect([way(words), heard(way(words), exchange(method, SHOES[0] ?? ''))]).toEqual([way(words), null]);
});

test('a restated value with any word that can change it is no consent', () => {
  const words = [
    'not',
    'but',
    'except',
    'only',
    'instead',
    'other',
    'also',
    'half',
    'later',
    'if',
    'no',
    'never',
    'or',
    'red',
    'gift',
    'without',
    'two',
    'another',
    'old',
    'expired',
  ];
  const place = fc.nat(8);
  fc.assert(
    fc.property(
      ways,
      fc.constantFrom('paypal account', 'black'),
      fc.constantFrom(...words),
      place,
      (way, value, word, at) => {
        const parts = way(value).split(' ');
        const said = [...parts.slice(0, at), word, ...parts.slice(at)].join(' ');
        expect([said, heard(said, PAID)]).not.toEqual([said, 'affirm']);
      },
    ),
    { numRuns: 1500, seed: 13 },
  );
});
