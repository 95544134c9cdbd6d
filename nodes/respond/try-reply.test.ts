import { expect, test } from 'vitest';
import type { JudgeRequest } from '../../core/ports/judge.ts';
import { verdictOn } from '../../core/verdict.ts';
import { runContext, threadState } from '../../test/thread-state.ts';
import { tryReply } from './try-reply.ts';

const TOOLS = [
  { name: 'move_booking', inputs: ['booking_id', 'day'], words: { verbs: ['move'], nouns: ['booking'] } },
];
const RECORDS = { records: [{ booking_id: '#B1000', status: 'open' }] };
const VERDICT = { decision: 'allow', reasons: [], policy_version: 'v1' } as const;

async function tried(text: string) {
  const requests: JudgeRequest[] = [];
  const windows: unknown[] = [];
  const found = await tryReply(
    text,
    RECORDS,
    { tools: TOOLS, identityAs: 'guest' },
    {
      judge: {
        judge: async (request) => {
          requests.push(request);
          await request.window?.({ tools: ['move_booking'], since: '', sum: null });
          return verdictOn(request.action, { ...VERDICT, now: request.now });
        },
      },
      actions: () => ({
        history: async () => [{ name: 'get_booking', arguments: {} }],
        window: async (of) => {
          windows.push(of);
          return 0;
        },
      }),
    },
    threadState('hi', { session: { ...threadState('').session, customer_id: 'ann' } }),
    runContext(),
  );
  return { found, requests, windows };
}

test('asks the rules of an action of which only the record is known, without a yes', async () => {
  const { found, requests, windows } = await tried(
    'Your booking can be moved, and booking #B1000 can be moved.',
  );
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    action: { name: 'move_booking', arguments: { booking_id: '#B1000' } },
    session: { guest: 'ann', user_confirmed: false },
    approved: false,
    partial: true,
    history: [{ name: 'get_booking' }],
  });
  expect(windows).toEqual([{ thread_id: 'th1', action_id: 't1.tried' }]);
  expect(found.map(({ trials }) => trials)).toEqual([[{ verdict: 'allowed' }], [{ verdict: 'allowed' }]]);
});

test('asks nothing of a reply that says nothing of it', async () => {
  expect((await tried('Bookings can be moved.')).requests).toEqual([]);
});
