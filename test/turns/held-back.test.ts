import { expect, test } from 'vitest';
import { decide } from '../../app/turns/decide.ts';
import { unverified } from '../../core/principal.ts';
import { retailHarness } from '../retail-harness.ts';

const passage = {
  passage_id: 'refunds#when',
  source: 'refunds.md',
  title: 'Refunds',
  heading: 'Refunds > How do refunds work?',
  text: 'Within a week.',
  score: 0.6,
};

async function refundsAt(confidence: number) {
  const shop = await retailHarness({ passages: [passage], confidence });
  const thread_id = await shop.open('t1');
  const turn = await shop.say(thread_id, 'how do refunds work');
  return { ...shop, thread_id, turn };
}

test('an answer that is sure enough goes out', async () => {
  const { turn, close } = await refundsAt(0.7);
  expect(turn).toMatchObject({
    outcome: 'answered',
    reply: { text: expect.stringContaining('Within a week.') },
  });
  expect(turn.confidence).toBeGreaterThan(0.7);
  await close();
});

test('one that is not waits for a person, who reads it and whose words go out instead', async () => {
  const { harness, ledger, turn, thread_id, close } = await refundsAt(0.8);
  expect(turn).toMatchObject({ outcome: 'escalated', reply: { citations: [] } });
  expect(turn.reply.text).not.toContain('Within a week.');
  expect(turn.confidence).toBeLessThan(0.8);
  const [escalation] = await ledger.escalations.list({ status: 'open', limit: 1 });
  expect(escalation?.request).toMatchObject({
    code: 'low_confidence',
    reason: expect.stringContaining('Within a week.'),
  });
  await decide(harness, escalation?.escalation_id ?? '', {
    decision: 'answer',
    by: unverified('ada'),
    text: 'In two weeks.',
  });
  const said = (await ledger.threads.transcript(thread_id, 10)).map(({ role, text }) => `${role}: ${text}`);
  expect(said.at(-1)).toBe('person: In two weeks.');
  expect(said.join('\n')).not.toContain('Within a week.');
  await close();
});
