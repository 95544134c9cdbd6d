import { expect, test } from 'vitest';
import { problemIn, testDoor } from '../test/server/door-double.ts';

// The numbers that docs/http.md gives.

test('a thread is shown with its newest 100 entries and 20 turns', async () => {
  const door = testDoor();
  const id = await door.thread();
  for (let number = 1; number <= 51; number += 1)
    await door.post(`/v1/threads/${id}/turns`, { text: `message ${number}` });
  const page = (await (await door.get(`/v1/threads/${id}`)).json()) as {
    readonly transcript: readonly { readonly text: string }[];
    readonly turns: readonly { readonly number: number }[];
  };
  expect(page.transcript.length).toBe(100);
  expect(page.transcript[0]?.text).toBe('message 2');
  expect(page.turns.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, at) => at + 32));
});

test('a list of escalations has 50 entries unless asked, and 200 at most', async () => {
  const door = testDoor();
  const id = await door.thread();
  await door.post(`/v1/threads/${id}/turns`, { text: 'a person please' });
  door.runtime.escalate(id);
  const { escalations } = door.runtime.records;
  const [first] = escalations;
  if (!first) throw new Error('nothing was escalated');
  for (let more = 1; more <= 250; more += 1) escalations.push({ ...first, escalation_id: `more-${more}` });
  const listed = async (query: string) => {
    const page = (await (await door.get(`/v1/escalations?status=open${query}`)).json()) as {
      readonly escalations: readonly unknown[];
    };
    return page.escalations.length;
  };
  expect([await listed(''), await listed('&limit=200')]).toEqual([50, 200]);
  await problemIn(await door.get('/v1/escalations?limit=201'), 'REQUEST_INVALID');
});

test('the values of a body may be nested 32 levels deep', async () => {
  const door = testDoor();
  const id = await door.thread();
  const nested = (levels: number) => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  const send = async (levels: number) => {
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: nested(levels) };
    return (await problemIn(await door.app.request(`/v1/threads/${id}/turns`, init), 'REQUEST_INVALID'))
      .detail;
  };
  expect(await send(32)).toContain('unknown key `x`');
  expect(await send(33)).toContain('32');
});

test('a request id has 64 characters at most', async () => {
  const door = testDoor();
  const idFor = async (id: string) =>
    (await door.get('/healthz', { 'X-Request-Id': id })).headers.get('x-request-id');
  expect(await idFor('a'.repeat(64))).toBe('a'.repeat(64));
  expect(await idFor('a'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
});
