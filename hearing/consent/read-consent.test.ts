import { describe, expect, test } from 'vitest';
import { heard, SHOWN } from '../../test/shown-actions.ts';
import { readConsent } from './read-consent.ts';

const own = { yes: [], no: [], courtesy: [] };
type Name = keyof typeof SHOWN;

describe('a yes', () => {
  test.each<[Name, readonly string[]]>([
    [
      'cancel',
      [
        'yes',
        'Yes, thank you!',
        'ok 👍🏽',
        'Oh, sure thing. Thanks a lot for your help :)',
        'I’m quite sure, go ahead',
        "everything's correct",
        'that sounds good to me, please proceed',
        'just get it done already',
        'let’s go ahead and cancel it, please',
        'yes, cancel order #W1000001',
        'Please proceed with cancelling my order',
        'I confirm the cancellation',
        'yes I would like to cancel it',
        'I want you to cancel it right now',
        'I understand. Go ahead, and let me know once it is done',
        'Yes. The reason is no longer needed. Cancel it.',
        'yes, please get it cancelled',
        'Yes, have a nice day!',
        'yes thx, bye',
        'yes, that is all, thanks',
        'yes. I no longer need it',
        "it's a yes from me",
        'yes I really want to cancel',
        'go right ahead, as described',
        'go ahead and cancel',
        'yes that all looks right, thanks',
      ],
    ],
    [
      'return',
      [
        'yes, return both',
        'send them back please',
        'Yes, return the mug and the floor lamp',
        'please go ahead with the return of both items',
        'yes, return the two items',
      ],
    ],
    [
      'exchange',
      [
        'yes, exchange it',
        'swap the shoes, please',
        "yes, that's the one",
        'proceed with the running shoes exchange',
      ],
    ],
    [
      'address',
      [
        'yes, update it to that address',
        "yes, that's the right address",
        'make the changes',
        'ok, change the address for order W1000004',
      ],
    ],
    ['bags', ['add both bags', 'yes, add the 2 bags', 'please add the luggage']],
  ])('to %s can say what is done', (name, messages) => {
    expect(messages.filter((text) => heard(text, SHOWN[name]) !== 'affirm')).toEqual([]);
  });

  test('can name an id without digits', () => {
    const trip = {
      ...SHOWN.cancel,
      words: { verbs: ['cancel'], nouns: ['trip', 'reservation'] },
      arguments: { reservation_id: 'IFOYYZ' },
      preview: { title: 'Cancel reservation IFOYYZ', lines: [] },
    } as const;
    for (const text of ['yes, cancel IFOYYZ', 'ok, cancel the trip with reservation id ifoyyz'])
      expect(heard(text, trip)).toBe('affirm');
    for (const other of ['IFOYYX', 'IFOYZY', 'IFOYYYZ', 'IFOYZ'])
      expect(heard(`yes, cancel ${other}`, trip)).toBeNull();
  });

  test('may have typos, which never make one id of another', () => {
    const typed = ['yesss', 'pls cancle my ordr', 'okk plz procceed', 'Yes, cancel order #W1000001'];
    expect(typed.filter((text) => heard(text, SHOWN.cancel) !== 'affirm')).toEqual([]);
    for (const id of ['#W1000002', '#W100001', '#W10000001', '#W1000010'])
      expect(heard(`yes, cancel order ${id}`, SHOWN.cancel)).toBeNull();
  });
});

describe('no consent', () => {
  test.each<[string, Name, readonly string[]]>([
    ['a question', 'cancel', ['yes?', 'will you do it', 'is that fine', 'can I go ahead', 'ok why']],
    [
      'a report',
      'cancel',
      ['I cancelled it', 'it is done', "I'll go ahead", 'you are cancelling it', 'cancelled'],
    ],
    [
      'an acknowledgement',
      'cancel',
      [
        'ok I see',
        'got it, thanks',
        'Thank you!',
        'great',
        'ok good night',
        "that's okay, thanks",
        'please confirm',
      ],
    ],
    ['a time', 'cancel', ['do it on Monday', 'yes, in an hour', 'go ahead later']],
    [
      'a condition',
      'cancel',
      ['yes if it is free', 'yes, unless it has shipped', 'go ahead as long as I get $5'],
    ],
    ['a quotation', 'cancel', ['"yes"', '> yes', '{"yes": 1}', 'my husband said yes', '*yes*']],
    ['irony', 'cancel', ['yeah right', 'yes ;-)', 'oh sure you will', 'great job']],
    ["another's call", 'cancel', ['yes hello', 'yes, that is the right order']],
    ['unfinished', 'cancel', ['go ahead and', 'yes so', 'ok and then', 'just']],
    [
      'a thing without a verb',
      'cancel',
      ['yes my order', 'yes it is my order', 'order #W1000001', 'the cancellation'],
    ],
    [
      'more than is shown',
      'cancel',
      ['cancel all of it', 'cancel my orders', 'cancel both', 'cancel them', 'cancel it too'],
    ],
    [
      'another thing',
      'cancel',
      ['cancel the lamp', 'yes, cancel my account', 'process the order', 'continue with the order'],
    ],
    ['a bare wish', 'cancel', ['I want to cancel it', 'you can', 'I would like that', 'you can cancel it']],
    ['cancel alone', 'cancel', ['cancel', 'cancel this']],
    [
      "another action's verb",
      'return',
      ['yes, exchange them', 'yes cancel the order', 'go ahead with the refund of both'],
    ],
    [
      'some of the items',
      'return',
      ['yes, return the mug', 'return the lamp only', 'return it', 'return the item', 'yes, return item 11'],
    ],
    [
      'more than one item',
      'exchange',
      ['exchange them', 'exchange both', 'exchange the items', 'swap all of them'],
    ],
    [
      'other items',
      'exchange',
      ['exchange the mug', 'swap it for the blue one', 'swap the shoes and the mug'],
    ],
    [
      'another value',
      'address',
      ['change it to Denver', 'yes, update it to 12 Main Street', 'update my addresses'],
    ],
    [
      'more than the items',
      'return',
      ['return order #W1000002', 'yes, return #W1000002', 'proceed with the return of order #W1000002'],
    ],
    [
      'more than the address',
      'address',
      ['change order #W1000004', 'yes, update W1000004', 'change the order'],
    ],
    ['another number', 'bags', ['add three bags', 'add the bag', 'add a bag', 'add 1 bag']],
    [
      'both at once',
      'cancel',
      ['yes no', 'yes, keep it', 'go ahead, never mind', 'yes, cancel the cancellation'],
    ],
    ['too long', 'cancel', ['yes '.repeat(200)]],
    ['nothing', 'cancel', ['', '!!!', '\ud83d', '…']],
  ])('is %s', (_, name, messages) => {
    expect(messages.filter((text) => heard(text, SHOWN[name]) !== null)).toEqual([]);
  });
});

describe('a no', () => {
  test.each<[Name, readonly string[]]>([
    [
      'cancel',
      [
        'No.',
        'nooo',
        'ok, don’t',
        'No thanks, I’m good',
        'Actually I changed my mind',
        'please leave my order as it is',
        'I’d rather keep it',
        'no, I want to keep the order',
        'I do not want to cancel it any more',
        'hold off on the cancellation',
        'cancel that',
        'cancel the request',
        'stop it right now!',
        'not yet, sorry',
        '👎',
        'no, not worth it',
        'no I need it',
        "let's not do that",
        'no, I was just asking',
        "no, I'll keep the one I have",
      ],
    ],
    [
      'return',
      ['cancel!', 'cancel it', 'cancel the return', 'no return please', 'keep both', "don't return them"],
    ],
    [
      'address',
      [
        'no change',
        'leave it unchanged',
        'no, keep the old address',
        'leave the address as it was',
        'do not update the address',
      ],
    ],
  ])('to %s is heard generously', (name, messages) => {
    expect(messages.filter((text) => heard(text, SHOWN[name]) !== 'decline')).toEqual([]);
  });

  test.each([
    'no, the other order',
    'no wait',
    'no, #W1000002',
    'no, change the address instead',
    'keep the lamp',
    'I don’t need it any more',
    'I do not know',
    'not sure',
    'no problem',
    'why not',
    'no but',
    'don’t forget my refund',
  ])('is not %s', (text) => {
    expect(heard(text, SHOWN.cancel)).toBeNull();
  });
});

describe('an answer to a yes-or-no question', () => {
  const shown = {
    kind: 'yes-no',
    question: 'I cannot do that. Shall I hand this to a colleague, who will call you?',
  } as const;

  test.each([
    ['yes please', 'affirm'],
    ['please do, thanks', 'affirm'],
    ['yes, I would like that', 'affirm'],
    ['hand it to a colleague, please', 'affirm'],
    ['yes, a colleague please', 'affirm'],
    ['no need, thank you', 'decline'],
    ['I would not', 'decline'],
    ['give it to a colleague', null],
    ['hand it to a colleague tomorrow', null],
    ['a colleague', null],
    ['I would', null],
  ])('%s: %s', (text, said) => {
    expect(heard(text, shown)).toBe(said);
  });

  test('of another question only a no is looked for', () => {
    expect(heard('never mind', { kind: 'question' })).toBe('decline');
    expect(heard('cancel', { kind: 'question' })).toBeNull();
  });
});

test('words that are no part of a yes are named, and mere courtesy is told apart', () => {
  expect(readConsent('Yes, but the *other* one', SHOWN.cancel, own)).toEqual({
    said: null,
    acknowledges: false,
    unexplained: [],
  });
  expect(readConsent('Yes, but the other one', SHOWN.cancel, own).unexplained).toEqual([
    'but',
    'the',
    'other',
    'one',
  ]);
  expect(readConsent('Thanks, I see', SHOWN.cancel, own)).toEqual({
    said: null,
    acknowledges: true,
    unexplained: [],
  });
});

test("an agent's own words are added to those of the engine", () => {
  const german = {
    yes: ['Ja', 'jawohl', 'mach das'],
    no: ['Nein', 'lieber nicht'],
    courtesy: ['bitte', 'danke'],
  };
  expect(heard('Ja bitte!', SHOWN.cancel)).toBeNull();
  expect(heard('Ja bitte!', SHOWN.cancel, german)).toBe('affirm');
  expect(heard('Danke, lieber nicht', SHOWN.cancel, german)).toBe('decline');
  expect(heard('bitte', SHOWN.cancel, german)).toBeNull();
  expect(heard('ja nein', SHOWN.cancel, german)).toBeNull();
  expect(heard('yes, danke', SHOWN.cancel, german)).toBe('affirm');
});

describe('a request that is sent again', () => {
  test.each([
    ['Cancel order #W1000001', SHOWN.cancel],
    ['please change the address of order #W1000004', SHOWN.address],
    ['return items of order #W1000002', SHOWN.return],
  ])('is no yes, although it says what is shown: %s', (text, shown) => {
    expect(heard(text, shown)).toBeNull();
  });

  test.each([
    ['yes, cancel order #W1000001', SHOWN.cancel],
    ['Yes, that would be great. Please return items of order #W1000002.', SHOWN.return],
    ['cancel it', SHOWN.cancel],
    ['ok, change the address of order #W1000004', SHOWN.address],
  ])('is one beside a word of assent, or where it can only mean what is shown: %s', (text, shown) => {
    expect(heard(text, shown)).toBe('affirm');
  });
});
