import { describe, expect, test } from 'vitest';
import { ERRORS } from '../core/errors.ts';
import type { ApiDocument } from '../test/server/conformance.ts';
import { gateOf, problemIn, testDoor } from '../test/server/door-double.ts';

describe('threads', () => {
  test('opens a thread with an agent', async () => {
    const door = testDoor();
    const answer = await door.send('POST', '/v1/agents/retail/threads', {});
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe('/v1/threads/t1');
    expect(await answer.json()).toMatchObject({
      thread_id: 't1',
      agent: 'retail',
      mode: 'embedded',
      customer_id: null,
    });
  });

  test('takes an empty object as no body', async () => {
    expect((await testDoor().post('/v1/agents/retail/threads', {})).status).toBe(201);
  });

  test('never learns from a body who the customer is', async () => {
    const door = testDoor();
    const answer = await door.post('/v1/agents/retail/threads', { customer_id: 'sofia' });
    const problem = await problemIn(answer, 'REQUEST_INVALID');
    expect(problem.errors).toEqual([
      { in: 'body', path: 'customer_id', message: 'unknown key `customer_id`' },
    ]);
    expect(door.runtime.records.threads).toEqual([]);
  });

  test('shows messages, turns and that nothing is waited for', async () => {
    const door = testDoor();
    const id = await door.thread();
    await door.post(`/v1/threads/${id}/turns`, { text: 'where is it' });
    const page = await (await door.get(`/v1/threads/${id}`)).json();
    expect(page).toMatchObject({
      thread: { thread_id: id },
      transcript: [{ role: 'customer', text: 'where is it' }, { role: 'agent' }],
      pending: null,
      turns: [{ turn_id: `${id}.1`, status: 'done', result: { outcome: 'answered' } }],
    });
  });

  test('shows the action that waits for a yes', async () => {
    const door = testDoor();
    const id = await door.thread();
    await door.post(`/v1/threads/${id}/turns`, { text: 'cancel it' });
    const page = await (await door.get(`/v1/threads/${id}`)).json();
    expect(page).toMatchObject({
      pending: {
        kind: 'confirmation',
        actions: [{ name: 'cancel_pending_order', arguments: { order_id: '#W1' } }],
      },
    });
  });

  test('shows that a person has the thread', async () => {
    const door = testDoor();
    const id = await door.thread();
    await door.post(`/v1/threads/${id}/turns`, { text: 'cancel it' });
    door.runtime.escalate(id);
    const page = await (await door.get(`/v1/threads/${id}`)).json();
    expect(page).toMatchObject({ pending: { kind: 'person', escalation_ids: ['e1'] } });
  });
});

describe('turns', () => {
  test('answers with the turn', async () => {
    const door = testDoor();
    const id = await door.thread();
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'where is it' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      thread_id: id,
      outcome: 'answered',
      reply: { text: 'You said: where is it' },
    });
  });

  test('answers the same turn again under the same key', async () => {
    const door = testDoor();
    const id = await door.thread();
    const key = { 'Idempotency-Key': 'k-1' };
    const first = await (await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, key)).json();
    const again = await (await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, key)).json();
    expect(again).toEqual(first);
    expect(door.runtime.records.turns).toHaveLength(1);
    await problemIn(
      await door.post(`/v1/threads/${id}/turns`, { text: 'bye' }, key),
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  test('refuses a second turn while one runs', async () => {
    const door = testDoor();
    const id = await door.thread();
    const gate = gateOf();
    door.runtime.during = () => gate.promise;
    const first = door.post(`/v1/threads/${id}/turns`, { text: 'one' });
    await expect.poll(() => door.runtime.records.turns.length).toBe(1);
    const second = await door.post(`/v1/threads/${id}/turns`, { text: 'two' });
    expect(second.status).toBe(409);
    expect(second.headers.get('retry-after')).toBe('1');
    expect((await problemIn(second, 'THREAD_BUSY')).retryable).toBe(true);
    gate.resolve();
    expect((await first).status).toBe(200);
  });

  test('records feedback', async () => {
    const door = testDoor();
    const id = await door.thread();
    await door.post(`/v1/threads/${id}/turns`, { text: 'hello' });
    const answer = await door.post(`/v1/turns/${id}.1/feedback`, { score: -1, corrected_intent: 'refund' });
    expect(answer.status).toBe(204);
    expect(door.runtime.records.feedback).toEqual([
      {
        turn_id: `${id}.1`,
        by: 'customer',
        score: -1,
        comment: null,
        corrected_intent: 'refund',
        at: '2026-01-02T03:04:05.000Z',
      },
    ]);
  });
});

describe('escalations', () => {
  test('lists open ones, shows one, and takes a decision once', async () => {
    const door = testDoor();
    const id = await door.thread();
    await door.post(`/v1/threads/${id}/turns`, { text: 'a person please' });
    door.runtime.escalate(id);
    const list = await (await door.get('/v1/escalations?status=open')).json();
    expect(list).toMatchObject({ escalations: [{ escalation_id: 'e1', status: 'open', action: null }] });
    const page = await (await door.get('/v1/escalations/e1')).json();
    expect(page).toMatchObject({
      escalation: { reason: 'the customer asked' },
      transcript: [{ text: 'a person please' }, {}],
    });
    const decided = await door.post('/v1/escalations/e1/decision', {
      decision: 'answer',
      by: 'maria',
      text: 'Hello.',
    });
    expect(await decided.json()).toMatchObject({
      status: 'closed',
      decision: { by: 'maria', text: 'Hello.' },
    });
    expect(await (await door.get('/v1/escalations?status=open')).json()).toEqual({ escalations: [] });
    const again = await door.post('/v1/escalations/e1/decision', {
      decision: 'answer',
      by: 'maria',
      text: 'Hello.',
    });
    await problemIn(again, 'ESCALATION_CLOSED');
  });

  test('refuses a decision that the escalation does not offer', async () => {
    const door = testDoor();
    door.runtime.escalate(await door.thread());
    const answer = await door.post('/v1/escalations/e1/decision', { decision: 'approve', by: 'maria' });
    await problemIn(answer, 'DECISION_NOT_POSSIBLE');
  });
});

describe('operations', () => {
  test('says that it lives', async () => {
    expect(await (await testDoor().get('/healthz')).json()).toEqual({ status: 'ok' });
  });

  test('names what is not ready', async () => {
    const door = testDoor();
    Object.assign(door.runtime, { recovering: () => 2, degraded: () => ['knowledge'] });
    expect(await (await door.get('/readyz')).json()).toEqual({
      status: 'ready',
      recovering: 2,
      degraded: ['knowledge'],
    });
    door.runtime.missing = ['knowledge'];
    const answer = await door.get('/readyz');
    expect(answer.status).toBe(503);
    expect((await problemIn(answer, 'NOT_READY')).not_ready).toEqual(['knowledge']);
  });

  test('counts each turn once, open escalations and problems', async () => {
    const door = testDoor();
    const id = await door.thread();
    const key = { 'Idempotency-Key': 'k' };
    await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, key);
    await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, key);
    door.runtime.escalate(id);
    await door.get('/v1/threads/none');
    const text = await (await door.get('/metrics')).text();
    expect(text).toContain('trestle_turns_total{agent="retail",outcome="answered",intent="order-status"} 1');
    expect(text).toContain('trestle_turn_seconds_bucket{le="0.05",agent="retail"} 1');
    expect(text).toContain('trestle_turn_cost_dollars_total{agent="retail"} 0.002');
    expect(text).toContain('trestle_escalations_open{agent="retail",queue="support"} 1');
    expect(text).toContain('trestle_problems_total{code="THREAD_UNKNOWN"} 1');
  });

  test('describes every route, with an example of every problem that it names', async () => {
    const door = testDoor();
    const document = (await (await door.get('/openapi.json')).json()) as ApiDocument;
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/docs/errors.md',
      '/healthz',
      '/metrics',
      '/openapi.json',
      '/readyz',
      '/v1/agents/{agent}/threads',
      '/v1/escalations',
      '/v1/escalations/{id}',
      '/v1/escalations/{id}/decision',
      '/v1/threads/{id}',
      '/v1/threads/{id}/events',
      '/v1/threads/{id}/turns',
      '/v1/turns/{id}/feedback',
    ]);
    const routed = door.app.routes.filter(({ method }) => method !== 'ALL').map(({ path }) => path);
    const described = Object.keys(document.paths).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'));
    expect(new Set(routed)).toEqual(new Set(described));
    const turns = JSON.stringify(document.paths['/v1/threads/{id}/turns']);
    for (const code of ['THREAD_BUSY', 'BODY_TOO_LARGE', 'IDEMPOTENCY_KEY_REUSED']) {
      expect(turns).toContain(`"code":"${code}"`);
    }
  });

  test('explains the codes where problems point', async () => {
    const door = testDoor();
    const { type } = await problemIn(await door.get('/v1/threads/none'), 'THREAD_UNKNOWN');
    const [path, anchor] = type.split('#');
    const page = await (await door.get(path ?? '')).text();
    expect(page).toContain(`<a id="${anchor}"></a>`);
    expect(page).toContain(ERRORS.THREAD_UNKNOWN.meaning);
  });
});
