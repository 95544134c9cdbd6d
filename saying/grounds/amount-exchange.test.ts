import { expect, test } from 'vitest';
import { amountMentions } from '../claims/amount-mentions.ts';
import { sentencesOf } from '../claims/sentences.ts';
import { tellingValues } from '../claims/telling-values.ts';
import { exchangedAmounts } from './amount-exchange.ts';
import type { AmountFact } from './amount-facts.ts';
import { amountsOf } from './amount-places.ts';

const fact = (amount: string, kind: AmountFact['kind'], words: string, offered = false): AmountFact => ({
  amount,
  kind,
  words: new Set(words.split(' ')),
  offered,
});

const exchanged = (reply: string, facts: readonly AmountFact[]) => {
  const mentions = amountMentions(reply, sentencesOf(reply), amountsOf(tellingValues(reply)));
  const byAmount = new Map(
    mentions.map(({ form }) => [form, facts.filter(({ amount }) => amount === form)] as const),
  );
  return exchangedAmounts(mentions, byAmount)?.map(({ text }) => text) ?? null;
};

const KITES = [fact('40', 'price', 'kite large red'), fact('25', 'price', 'kite small blue')];

test('two amounts that fit better in each other’s place are exchanged', () => {
  expect(exchanged('The red kite costs $40, the blue kite $25.', KITES)).toBeNull();
  expect(exchanged('The red kite costs $25, the blue kite $40.', KITES)).toEqual(['$25', '$40']);
});

test('words that both have tell nothing', () => {
  expect(exchanged('A kite costs $25, another kite $40.', KITES)).toBeNull();
});

test('what an amount is counts as well as what it stands with', () => {
  const facts = [fact('40', 'price', 'kite'), fact('6', 'balance', 'gift')];
  expect(exchanged('The price is $40, your balance is $6.', facts)).toBeNull();
  expect(exchanged('The price is $6, your balance is $40.', facts)).toEqual(['$6', '$40']);
});
