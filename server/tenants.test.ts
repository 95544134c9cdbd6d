import { expect, test } from 'vitest';
import { runtimeDouble } from '../test/server/runtime-double.ts';
import { httpApp } from './app.ts';

test('a request reads and writes the rows of the tenant that the door made out, and no others', async () => {
  const tenants = new Map([
    ['north', runtimeDouble()],
    ['south', runtimeDouble()],
  ]);
  const runtime = { ...runtimeDouble(), of: (name: string) => tenants.get(name) ?? runtimeDouble() };
  const app = httpApp({
    runtime,
    log: () => {},
    now: () => new Date(0),
    callerOf: async (headers) => ({ tenant: headers.get('x-tenant') ?? 'nobody', principal: null }),
  });
  const send = (tenant: string, method: string, path: string) =>
    app.request(path, { method, headers: { 'x-tenant': tenant } });
  expect((await send('north', 'POST', '/v1/agents/retail/threads')).status).toBe(201);
  expect(tenants.get('north')?.records.threads).toHaveLength(1);
  expect(runtime.records.threads).toEqual([]);
  for (const path of ['/v1/threads/t1', '/v1/threads/t1/events'])
    expect((await send('south', 'GET', path)).status, path).toBe(404);
  expect((await send('north', 'GET', '/v1/threads/t1')).status).toBe(200);
  const escalation = tenants.get('north')?.escalate('t1');
  expect((await send('south', 'GET', `/v1/escalations/${escalation?.escalation_id}`)).status).toBe(404);
  expect(await (await send('south', 'GET', '/v1/escalations')).json()).toEqual({ escalations: [] });
  expect((await send('north', 'GET', `/v1/escalations/${escalation?.escalation_id}`)).status).toBe(200);
});

test('who decides is whom the door knows; a name in the body counts only where nobody is known', async () => {
  const runtime = runtimeDouble();
  const app = httpApp({
    runtime: { ...runtime, of: () => runtime },
    log: () => {},
    now: () => new Date(0),
    callerOf: async (headers) => {
      const id = headers.get('x-operator');
      return { tenant: 'shop', principal: id === null ? null : { kind: 'operator', id } };
    },
  });
  const decide = async (headers: Record<string, string>, by: Record<string, string>) => {
    runtime.records.escalations.length = 0;
    const { escalation_id } = runtime.escalate('t1');
    const answer = await app.request(`/v1/escalations/${escalation_id}/decision`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ decision: 'answer', text: 'Hello.', ...by }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  await runtime.openThread({ agent: 'retail', customer_id: null });
  expect((await decide({ 'x-operator': 'u42' }, { by: 'maria' })).body['decision']).toMatchObject({
    by: 'u42',
    principal: { kind: 'operator', id: 'u42' },
  });
  expect((await decide({ 'x-operator': 'u42' }, {})).body['decision']).toMatchObject({ by: 'u42' });
  expect((await decide({}, { by: 'maria' })).body['decision']).toMatchObject({
    by: 'maria',
    principal: { kind: 'unverified', id: 'maria' },
  });
  expect(await decide({}, {})).toMatchObject({
    status: 422,
    body: { errors: [{ in: 'body', path: 'by', message: 'is required: nobody is authenticated' }] },
  });
});
