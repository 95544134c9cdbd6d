import { describe, expect, test } from 'vitest';
import type { Option } from '../../core/state.ts';
import type { Json } from '../../core/values/json.ts';
import type { MentionContext } from './mention.ts';
import { readMentions } from './read-mentions.ts';

const option = (value: string, label: string, element: Json = { id: value }): Option => ({
  value,
  label,
  element,
});

const items = [
  option('blue', 'Backpack (color blue, size small), $30.00'),
  option('gray', 'Backpack (color grey, size large), $40.00'),
  option('white', 'Mug (color white), $9.00'),
  option('red', 'Mug (color red), $8.00'),
  option('vacuum', 'Vacuum Cleaner (type robotic), $400.00'),
  option('shelf', 'Bookshelf (material oak), $90.00'),
];
const trips = [
  option('4WQ150', '4WQ150: DFW to LAX, 2024-05-24, economy', { created_at: '2024-05-01T10:00:00' }),
  option('COVE6R', 'COVE6R: BOS to SEA, 2024-05-20, business', { created_at: '2024-05-10T10:00:00' }),
  option('VAAOXJ', 'VAAOXJ: SEA to BOS, 2024-06-20, business', { created_at: '2024-05-07T10:00:00' }),
];
const orders = [
  option('#W6397299', 'Order #W6397299, delivered: Tablet and Skateboard'),
  option('#W1111111', 'Order #W1111111, pending: 2 × Mug'),
  option('#W2222222', 'Order #W2222222, pending: Desk Lamp and Tablet'),
];
const payments = [
  option('paypal_1', 'paypal'),
  option('card_9513926', 'credit card (mastercard ending in 4417)'),
  option('gift_1', 'gift card ($75.00)'),
];
const giftCards = [
  option('gift_1', 'gift card ($22.00)', { source: 'gift_card', amount: 22 }),
  option('visa', 'Visa ending in 7803'),
  option('gift_2', 'gift card ($31.00)', { source: 'gift_card', amount: 31 }),
];
const variants = [
  option('m1', 'color cream, bowl 5 litres and speeds 6, $319.34'),
  option('m2', 'color cream, bowl 7 litres and speeds 10, $309.42'),
  option('m3', 'color cream, bowl 5 litres and speeds 10, $381.86'),
  option('m4', 'color olive, bowl 4 litres and speeds 10, $79.59'),
];

/** The reading in one line: "set: red white", "which: red white", "none". */
function heard(text: string, options: readonly Option[], context: MentionContext): string {
  const mention = readMentions(text, options, context);
  const values = (list: readonly Option[]) => list.map(({ value }) => value).join(' ');
  if (mention.kind === 'none') return 'none';
  return mention.kind === 'chosen'
    ? `${mention.change}: ${values(mention.options)}`
    : `which: ${values(mention.candidates)}`;
}

describe('several items of an order', () => {
  test.each([
    ['the backpack, both mugs', 'which: blue gray'],
    ['the blue backpack and the red mug', 'set: blue red'],
    ['both, the vacuum and the bookshelf', 'set: vacuum shelf'],
    ['two of the mugs', 'set: white red'],
    ['one of the mugs', 'which: white red'],
    ['the mugs', 'set: white red'],
    ['the mug', 'which: white red'],
    ['the gray backpack', 'set: gray'],
    ['GREY one', 'set: gray'],
    ['vaccum', 'set: vacuum'],
    ['the boookshelf and the vacuum', 'set: vacuum shelf'],
    ['the vacuum, the bookshelf and 2 mugs', 'set: white red vacuum shelf'],
    ['the cheapest mug', 'set: red'],
    ['I have two mugs, return the cheaper one', 'set: red'],
    ['there are 2 mugs in it, I return the pricier one', 'set: white'],
    ['two mugs, the cheapest please', 'set: red'],
    ['the cheaper one', 'none'],
    ['a cheaper mug', 'which: white red'],
    ['both mugs and the cheapest', 'set: white red'],
    ['the second and the last', 'set: gray shelf'],
    ['the first two please', 'set: blue gray'],
    ['the last 2', 'set: vacuum shelf'],
    ['the first two weeks', 'none'],
    ['1, 2 and 4', 'set: blue gray red'],
    ['1 and 9', 'none'],
    ['all of them', 'set: blue gray white red vacuum shelf'],
    ['all 6', 'set: blue gray white red vacuum shelf'],
    ['all 5', 'which: blue gray white red vacuum shelf'],
    ['both', 'which: blue gray white red vacuum shelf'],
    ['the whole order please', 'set: blue gray white red vacuum shelf'],
    ['the garden hose', 'none'],
    ['yes', 'none'],
    ['that is all, thanks', 'none'],
  ])('%s', (text, expected) => {
    expect(heard(text, items, { many: true })).toBe(expected);
  });
});

describe('what is left out', () => {
  test.each([
    ['all but the mugs', 'set: blue gray vacuum shelf'],
    ['all but the mug', 'which: white red'],
    ['everything except the vacuum and the bookshelf', 'set: blue gray white red'],
    ['all of them except the vacuum and the bookshelf', 'set: blue gray white red'],
    ['all except the vacuum and the bookshelf', 'set: blue gray white red'],
    ['everything apart from the flurb', 'which: blue gray white red vacuum shelf'],
    ['keep the vacuum, return the rest', 'set: blue gray white red shelf'],
    ['the bookshelf, and leave the vacuum out', 'set: shelf'],
    ["I'd like to keep everything except the vacuum", 'set: vacuum'],
    ['the vacuum instead of the bookshelf', 'set: vacuum'],
    ['not the bookshelf but the vacuum', 'set: vacuum'],
    ['not the bookshelf', 'none'],
    ["I don't want the bookshelf anymore", 'set: shelf'],
    ['hold off on the vacuum, just the bookshelf for now', 'set: shelf'],
  ])('%s', (text, expected) => {
    expect(heard(text, items, { many: true })).toBe(expected);
  });
});

describe('a whole message', () => {
  test.each([
    ['Hello, I would like to exchange the blue backpack for a large gray one.', 'set: blue'],
    ['I recently bought a vacuum and a bookshelf. I want to return the bookshelf.', 'set: shelf'],
    ['If the bookshelf is not possible, forget it. I want to return the vacuum', 'set: vacuum'],
    ['I want to return some things from my order to my credit card', 'none'],
    ['The size is wrong and I would like a new item in black', 'none'],
  ])('%s', (text, expected) => {
    expect(heard(text, items, { many: true })).toBe(expected);
  });

  test('a common word of a detail is coincidence', () => {
    const order = [
      option('camera', 'Digital Camera (zoom 10x, storage CF card)'),
      option('tablet', 'Tablet (screen size 10-inch, storage 64GB)'),
    ];
    const text =
      'I only want to return the tablet from W9571698 to my credit card. My name is Chen Silva, zip 46281';
    expect(heard(text, order, { many: true })).toBe('set: tablet');
  });
});

describe('corrections of a choice', () => {
  const current = [{ id: 'gray' }, { id: 'white' }];
  test.each([
    ['only the backpack', 'only: gray'],
    ['just the mug', 'only: white'],
    ['add the bookshelf', 'add: shelf'],
    ['and the bookshelf too', 'add: shelf'],
    ['also the vacuum', 'add: vacuum'],
    ['add the other mug', 'add: red'],
    ['without the mug', 'remove: white'],
    ['remove the backpack', 'remove: gray'],
    ['not the mug', 'remove: white'],
    ['no, the vacuum instead', 'set: vacuum'],
    ['the vacuum instead of the mug', 'set: gray vacuum'],
    ['all of them', 'set: blue gray white red vacuum shelf'],
  ])('%s', (text, expected) => {
    expect(heard(text, items, { many: true, current })).toBe(expected);
  });

  test('the other one is the one that was not chosen', () => {
    const two = items.slice(2, 4);
    expect(heard('the other one', two, { many: false, current: { id: 'red' } })).toBe('set: white');
    expect(heard('no, the other', two, { many: true, current: [{ id: 'red' }] })).toBe('set: white');
    expect(heard('the other one', payments, { many: false, current: { id: 'gift_1' } })).toBe(
      'which: paypal_1 card_9513926',
    );
    expect(heard('the other one', two, { many: false })).toBe('which: white red');
  });
});

describe('one of a list', () => {
  test.each([
    ['the 4WQ150 one', trips, 'set: 4WQ150'],
    ['cove6r please', trips, 'set: COVE6R'],
    ['the one to BOS', trips, 'set: VAAOXJ'],
    ['the one from BOS to SEA', trips, 'set: COVE6R'],
    ['the newest', trips, 'set: COVE6R'],
    ['the oldest one', trips, 'set: 4WQ150'],
    ['the last one', trips, 'set: VAAOXJ'],
    ['the business one', trips, 'which: COVE6R VAAOXJ'],
    ['W6397299', orders, 'set: #W6397299'],
    ['number 6397299', orders, 'set: #W6397299'],
    ['ending in 7299', orders, 'set: #W6397299'],
    ['the one with the skateboard', orders, 'set: #W6397299'],
    ['the tablet that is pending', orders, 'set: #W2222222'],
    ['the tablet', orders, 'which: #W6397299 #W2222222'],
    ['swap the skateboard for a mug', orders, 'set: #W6397299'],
    ['change the address for the order with the mug', orders, 'set: #W1111111'],
    ['the newest', orders, 'which: #W6397299 #W1111111 #W2222222'],
    ['to my credit card', payments, 'set: card_9513926'],
    ['the one ending in 4417', payments, 'set: card_9513926'],
    ['from paypal to my mastercard', payments, 'set: card_9513926'],
    ['paypal or the gift card', payments, 'which: paypal_1 gift_1'],
    ['cream, 5 litres, 10 speeds', variants, 'set: m3'],
    ['the 7 litre one', variants, 'set: m2'],
    ['cream', variants, 'which: m1 m2 m3'],
    ['cream with 4 litres', variants, 'which: m1 m2 m3 m4'],
    ['olive with 7 litres', variants, 'which: m2 m4'],
    ['change from olive to cream, 7 litres', variants, 'set: m2'],
    ['$381.86', variants, 'set: m3'],
    ['the gift card with $22', giftCards, 'set: gift_1'],
    ['the gift card that has 31 dollars', giftCards, 'set: gift_2'],
    ['the gift card with $22.50', giftCards, 'which: gift_1 gift_2'],
    ['the gift card with $30', giftCards, 'which: gift_1 gift_2'],
    ['3', giftCards, 'set: gift_2'],
  ] as const)('%s', (text, options, expected) => {
    expect(heard(text, options, { many: false })).toBe(expected);
  });
});

test('an attribute that is had or not is one of its values', () => {
  const webcams = [
    option('a', 'resolution 4K, privacy cover no, $80.25'),
    option('b', 'resolution 4K, privacy cover yes, $84.71'),
    option('c', 'resolution 1080p, privacy cover yes, $68.07'),
  ];
  expect(heard('4K, privacy cover yes', webcams, { many: false })).toBe('set: b');
  expect(heard('4K, no privacy cover', webcams, { many: false })).toBe('set: a');
});

test('words that another reader took choose nothing', () => {
  const text = 'cancel the order with the skateboard, pay with the mug';
  const at = text.indexOf('skateboard');
  expect(heard(text, orders, { many: false, used: [{ from: at, to: at + 10 }] })).toBe('set: #W1111111');
});

test('a mention tells its words and those that nothing explains', () => {
  const text = 'return the red mug to Springfield';
  const mention = readMentions(text, items, { many: true });
  const words = (spans: readonly { from: number; to: number }[]) =>
    spans.map(({ from, to }) => text.slice(from, to));
  expect(mention.kind === 'chosen' && words(mention.spans)).toEqual(['red', 'mug']);
  expect(mention.kind === 'chosen' && words(mention.unexplained)).toEqual(['Springfield']);
});

test('beside a choice that is unclear, the clear ones are kept', () => {
  expect(readMentions('the vacuum and the mug', items, { many: true })).toMatchObject({
    kind: 'ambiguous',
    candidates: [items[2], items[3]],
    chosen: [items[4]],
  });
});

test('the "not" of a label that is said whole excludes nothing', () => {
  const earbuds = [
    option('plain', 'color blue, battery 8 hours and water resistance not resistant, $242.92'),
    option('wet', 'color blue, battery 6 hours and water resistance IPX4, $232.49'),
  ];
  const said =
    'That would be color blue, battery 8 hours and water resistance not resistant, $242.92, thanks';
  expect(readMentions(said, earbuds, { many: false })).toMatchObject({
    kind: 'chosen',
    options: [{ value: 'plain' }],
  });
});
