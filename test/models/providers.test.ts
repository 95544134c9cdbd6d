import { describe, expect, onTestFinished, test } from 'vitest';
import { faultOf } from '../../adapters/models/model-fault.ts';
import { openaiModel } from '../../adapters/models/openai-model.ts';
import { contractRequest } from '../contracts/model.contract.ts';
import { endlessEndpoint } from '../openai-endpoint/endless-endpoint.ts';
import { type LocalAnswer, localEndpoint } from '../openai-endpoint/local-endpoint.ts';
import type { ProviderFixture } from '../openai-endpoint/provider-fixture.ts';
import { PROVIDER_FIXTURES } from '../openai-endpoint/provider-fixtures.ts';
import { endpoint } from './library.ts';

const price = { input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 4 };
const over = (baseUrl: string, settings: object = {}) =>
  openaiModel({ name: 'there', baseUrl, apiKey: 'k', price, timeoutMs: 3_000, ...settings });

async function expectFault(
  answered: Promise<unknown>,
  { code, fault }: NonNullable<ProviderFixture['error']>,
): Promise<void> {
  const thrown: unknown = await answered.then(
    () => null,
    (reason) => reason,
  );
  expect(thrown).toMatchObject({ code });
  expect(faultOf(thrown)).toMatchObject(fault);
}

describe('what endpoints are documented to answer', () => {
  test.each(PROVIDER_FIXTURES)('$provider: $what', async (fixture) => {
    const { settings = {}, refuses, answer, completion, error } = fixture;
    const served = await endpoint(...(refuses ? [refuses.answer] : []), answer);
    const answered = over(served.baseUrl, settings).complete(contractRequest());
    if (completion) expect(await answered).toMatchObject(completion);
    if (error) await expectFault(answered, error);
    const [first = {}, last = {}] = [served.requests[0]?.body, served.requests.at(-1)?.body];
    const refused = refuses?.parameters ?? [];
    expect(refused.filter((name) => !(name in first))).toEqual([]);
    expect([...refused, ...(settings.omit ?? [])].filter((name) => name in last)).toEqual([]);
  });

  test('every provider has an answer that is taken and one that is not', () => {
    const names = new Set(PROVIDER_FIXTURES.map(({ provider }) => provider));
    expect(names.size).toBe(9);
    for (const name of names) {
      const own = PROVIDER_FIXTURES.filter(({ provider }) => provider === name);
      expect([own.some(({ completion }) => completion), own.some(({ error }) => error)]).toEqual([
        true,
        true,
      ]);
    }
  });
});

describe('a body that is none', () => {
  const nested = '['.repeat(200_000);
  const many = JSON.stringify({ choices: Array.from({ length: 100_000 }, () => ({ message: null })) });
  test.each<{ why: string; answer: LocalAnswer; code: string }>([
    { why: 'empty', answer: { body: '' }, code: 'MODEL_UNAVAILABLE' },
    { why: 'cut', answer: { body: '{"choices":[{"message":{"content":"It' }, code: 'MODEL_UNAVAILABLE' },
    { why: 'nested without end', answer: { body: nested }, code: 'MODEL_UNAVAILABLE' },
    { why: 'null', answer: { body: 'null' }, code: 'MODEL_UNAVAILABLE' },
    { why: 'a list', answer: { body: '[]' }, code: 'MODEL_UNAVAILABLE' },
    { why: 'a hundred thousand empty choices', answer: { body: many }, code: 'MODEL_OUTPUT_INVALID' },
    {
      why: 'a page of HTML',
      answer: { headers: { 'content-type': 'text/html' }, body: '<h1>502 Bad Gateway</h1>' },
      code: 'MODEL_UNAVAILABLE',
    },
    {
      why: 'JSON under another type',
      answer: { headers: { 'content-type': 'text/plain' }, body: '{"choices":[]}' },
      code: 'MODEL_UNAVAILABLE',
    },
  ])('$why, is contained and told', async ({ answer, code }) => {
    const { baseUrl } = await endpoint(answer);
    const start = performance.now();
    await expect(over(baseUrl).complete(contractRequest())).rejects.toMatchObject({ code });
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('or that has no end, is left at its limit', async () => {
    const endless = await endlessEndpoint();
    onTestFinished(() => endless.close());
    const thrown = await over(endless.url)
      .complete(contractRequest())
      .catch((reason) => reason);
    expect(faultOf(thrown)?.code).toMatch(/body_too_large|late/);
  });

  test('or that drips, ends with its time', async () => {
    const dripping = await localEndpoint([{ hang: 'body' }]);
    onTestFinished(() => dripping.close());
    const model = over(dripping.baseUrl, { timeoutMs: 200 });
    const thrown = await model.complete(contractRequest()).catch((reason) => reason);
    expect(faultOf(thrown)).toMatchObject({ kind: 'transient', code: 'late' });
  });
});
