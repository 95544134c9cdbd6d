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
    callerOf: async (headers) => ({ tenant: headers.get('x-tenant') ?? 'nobody' }),
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
