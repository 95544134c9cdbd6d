import { expect, test } from 'vitest';
import { amountMentions } from '../claims/amount-mentions.ts';
import { sentencesOf } from '../claims/sentences.ts';
import { tellingValues } from '../claims/telling-values.ts';
import { amountFacts } from './amount-facts.ts';
import { amountsOf } from './amount-places.ts';
import { wishedAmount } from './wished-amount.ts';

const mentions = (text: string) => amountMentions(text, sentencesOf(text), amountsOf(tellingValues(text)));

const NOTHING = {
  entries: [],
  texts: [],
  shown: [],
  totals: new Set<string>(),
  workedOut: new Set<string>(),
};

const wished = (reply: string, customer: string) => {
  const said = mentions(customer);
  const facts = amountFacts(new Set(mentions(reply).map(({ form }) => form)), { ...NOTHING, said });
  return wishedAmount(mentions(reply), facts, new Set(said.map(({ form }) => form)))?.text ?? null;
};

test('a price that the customer alone said is a wish', () => {
  expect(wished('The kite costs $40.', 'I can spend $40')).toBe('$40');
  expect(wished('You said that you can spend $40.', 'I can spend $40')).toBeNull();
});

test('a budget is what the customer said', () => {
  expect(wished('That is within your budget of $40.', 'I can spend $40')).toBeNull();
  expect(wished('That is within your budget of $55.', 'I can spend $40')).toBe('$55');
});
