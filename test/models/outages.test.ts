import { describe, expect, test } from 'vitest';
import { endpoint, libraryWith, says } from './library.ts';

const SILENT = { hang: 'headers' } as const;
/** Nobody listens there. */
const NOBODY = 'http://127.0.0.1:9/v1';

test('where the first model is silent, the fallback answers in the same turn', async () => {
  const [first, second] = [await endpoint(SILENT), await endpoint(says('Loan L1001 is yours.'))];
  const { conversation } = await libraryWith({
    models: { first: { baseUrl: first.baseUrl }, second: { baseUrl: second.baseUrl } },
    model: { use: 'first', fallbacks: ['second'] },
    seconds: 8,
  });
  const say = await conversation();
  const turn = await say('When is my loan L1001 due?');
  expect(turn).toMatchObject({ outcome: 'answered', mode: 'model' });
  expect(turn.ms).toBeLessThan(8_000);
  expect(turn.recorded.find(({ node }) => node === 'act')).toMatchObject({
    model: 'second',
    detail: {
      attempts: [
        { model: 'first', end: 'late' },
        { model: 'second', end: 'answered' },
      ],
    },
  });
});

describe('a model that is down at the start', () => {
  test('is said; flows and articles serve, and a person the rest, at once', async () => {
    const { runtime, said, conversation } = await libraryWith({
      models: { gone: { baseUrl: NOBODY } },
      model: { use: 'gone' },
    });
    expect(said).toContain('model gone cannot be reached: ECONNREFUSED');
    expect(runtime.degraded()).toEqual(['model']);
    expect(runtime.agents.get('tiny')?.mode()).toBe('degraded');
    const say = await conversation();
    expect(await say('Can you renew my loan L1001?')).toMatchObject({ outcome: 'awaiting_confirmation' });
    await say('no');
    const asked = await say('When are you open?');
    expect(['offer', undefined]).toContain(asked.asks?.kind);
    expect(asked.outcome).toMatch(/answered|asked/);
    const loan = await (await conversation())('when is my book due');
    expect(loan).toMatchObject({ outcome: 'escalated', mode: 'degraded' });
    expect(loan.ms).toBeLessThan(2_000);
    const [waiting] = await runtime.ledger.escalations.list({ status: 'open', limit: 1 });
    expect(waiting?.request.reason).toContain('the customer wants to ask when a book is due');
  });

  test('is no outage where another one answers', async () => {
    const second = await endpoint(says('Loan L1001 is yours.'));
    const { runtime, said, conversation } = await libraryWith({
      models: { gone: { baseUrl: NOBODY }, second: { baseUrl: second.baseUrl } },
      model: { use: 'gone', fallbacks: ['second'] },
    });
    expect(said.filter((line) => line.includes('model'))).toHaveLength(1);
    expect(runtime.degraded()).toEqual([]);
    expect((await (await conversation())('When is my loan L1001 due?')).outcome).toBe('answered');
  });
});

test('a model that falls silent costs two turns their time, then none; its outage is reported once', async () => {
  const silent = await endpoint(SILENT);
  const { runtime, incidents, conversation } = await libraryWith({
    models: { silent: { baseUrl: silent.baseUrl } },
    model: { use: 'silent' },
    seconds: 1.5,
  });
  const times: number[] = [];
  for (const _ of [1, 2, 3, 4]) {
    const turn = await (await conversation())('When is my loan L1001 due?');
    expect(turn).toMatchObject({ outcome: 'escalated', mode: 'degraded' });
    times.push(turn.ms);
  }
  expect(silent.requests).toHaveLength(2);
  expect(Math.max(...times.slice(0, 2))).toBeLessThan(2_500);
  expect(Math.max(...times.slice(2))).toBeLessThan(800);
  expect(runtime.degraded()).toEqual(['model']);
  expect(incidents.filter(({ part }) => part === 'model')).toHaveLength(1);
});

test('a model that answers unusably is at fault itself: a person is called, with the reason', async () => {
  const empty = await endpoint(says(''));
  const { runtime, conversation } = await libraryWith({
    models: { empty: { baseUrl: empty.baseUrl } },
    model: { use: 'empty', retries: 1 },
  });
  const turn = await (await conversation())('When is my loan L1001 due?');
  expect(turn.outcome).toBe('escalated');
  const [waiting] = await runtime.ledger.escalations.list({ status: 'open', limit: 1 });
  expect(waiting?.request).toMatchObject({
    code: 'model_output_invalid',
    reason: expect.stringContaining('neither text nor a tool call'),
  });
  expect(turn.cost_usd).toBeCloseTo((200 * 1 + 20 * 4) / 1e6, 9);
  expect(empty.requests).toHaveLength(2);
  expect(runtime.degraded()).toEqual([]);
});
