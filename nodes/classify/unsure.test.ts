import { expect, test } from 'vitest';
import { said } from '../../test/heard.ts';

test('a message that nothing is sure of is asked about, and again is a call for a person', async () => {
  const first = await said('flurb');
  expect(first).toMatchObject({ reading: 'unclear', pending: { kind: 'unsure', asked: 1 } });
  expect(await said('flurb', { pending: first.pending ?? null })).toMatchObject({
    pending: null,
    escalation: { code: 'not_understood', reason: '2 messages in a row were not understood' },
  });
});

test('values of a message that began nothing are known when something begins', async () => {
  const first = await said('It is about W1.');
  const { unclaimed = '' } = first;
  expect(unclaimed).toBe('It is about W1.');
  const update = await said('I want to cancel something', { unclaimed });
  expect(update).toMatchObject({ unclaimed: '', goals: [{ flow: { slots: { order: 'W1' } } }] });
});

test('who the customer is counts as no failed attempt', async () => {
  const first = await said('hi, it is Liam Thomas');
  expect(first).toMatchObject({ pending: { kind: 'unsure', asked: 0 } });
  const { pending = null, unclaimed = '' } = first;
  const second = await said('85049', { pending, unclaimed });
  expect(second).toMatchObject({ pending: { kind: 'unsure', asked: 0 } });
  expect(second.unclaimed).toContain('85049');
  expect(await said('flurb', { pending: second.pending ?? null })).toMatchObject({ pending: { asked: 1 } });
});
