import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Flow } from '../../core/flow.ts';
import type { Tool } from '../../core/tool.ts';
import { money } from '../../core/values/money.ts';
import { moneyKeys } from '../../core/values/money-keys.ts';
import { renderText } from '../../core/values/template.ts';
import { withDeclaredUnits } from './declared-units.ts';

const tool: Tool = {
  name: 'get_card',
  description: 'Reads a card.',
  title: 'look up a card',
  input: z.strictObject({}),
  output: z.object({
    fee: money('USD', 'cents').optional(),
    fines: z.array(z.object({ amount: money('EUR') })),
    limits: z.record(z.string(), money('USD', 'cents').nullable()),
  }),
  effects: false,
  run: async () => ({}),
};
const card = {
  opened: '2024-05-21',
  uses: 1234.5,
  name: 'Ada',
  fee: 1250,
  fines: [{ amount: 3 }, { amount: 4.5 }],
  limits: { day: 50000 },
};

const said = (text: string, locale = 'en-US', and = 'and') => {
  const flow = Flow.parse({
    about: 'your card',
    slots: { offer: { type: 'money', ask: 'How much?', currency: 'GBP' } },
    steps: [
      { lookup: { tool: 'get_card', as: 'card' } },
      { each: '{card.fines}', as: 'fine', collect: { all: '{fine.amount}' } },
      { say: text },
    ],
  });
  const flows = withDeclaredUnits(new Map([['card', flow]]), {
    tools: new Map([[tool.name, tool]]),
    functions: {},
    locale,
    and,
  });
  const say = flows.get('card')?.steps.find((step) => 'say' in step);
  return say && 'say' in say
    ? renderText(say.say, { card, fine: card.fines[0] ?? null, all: [3, 4.5], offer: '7' })
    : '';
};

describe('an amount is written in the unit, currency and locale that are declared', () => {
  test.each([
    ['{card.fee|money}', 'en-US', '$12.50'],
    ['{card.fee|money}', 'de-DE', '12,50\u00a0$'],
    ['{card.fines[].amount|money|list}', 'en-US', '€3.00 and €4.50'],
    ['{card.limits.day|money} {{a day}}', 'en-US', '$500.00 {a day}'],
    ['{fine.amount|money}', 'en-US', '€3.00'],
    ['{all|money|list}', 'en-US', '€3.00 and €4.50'],
    ['{offer|money}', 'en-US', '£7.00'],
    ['{card.fee|money JPY}', 'en-US', '¥1,250'],
    ['{unknown.fee|money}', 'en-US', ''],
  ])('%s in %s is %s', (text, locale, written) => {
    expect(said(text, locale)).toBe(written);
  });
});

test('the keys that hold money are found wherever they are declared', () => {
  const keys = moneyKeys([tool.input, tool.output ?? z.any()]);
  expect([...keys].map(([key, [unit]]) => `${key} ${unit?.currency} ${unit?.unit}`).toSorted()).toEqual([
    'amount EUR whole',
    'fee USD cents',
    'limits USD cents',
  ]);
});

describe('values are written in the language of the agent', () => {
  test.each([
    ['{all|list}', '3 und 4.5'],
    ['Es sind {all|money EUR|list}.', 'Es sind 3,00\u00a0€ und 4,50\u00a0€.'],
    ['Es sind {all}.', 'Es sind 3 und 4.5.'],
    ['{card.opened|date}', '21. Mai 2024'],
    ['{card.uses|number}', '1.234,5'],
    ['{card.name|date}', 'Ada'],
  ])('%s is %s', (text, written) => {
    expect(said(text, 'de-DE', 'und')).toBe(written);
  });

  test('which is English where nothing else is declared', () => {
    expect(said('{card.opened|date}, {card.uses|number}')).toBe('May 21, 2024, 1,234.5');
  });
});
