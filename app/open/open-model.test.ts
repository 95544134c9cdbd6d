import { afterEach, expect, test } from 'vitest';
import { ModelsConfig } from '../../config/schemas/models-schema.ts';
import { contractRequest } from '../../test/contracts/model.contract.ts';
import { chatCompletion, localEndpoint } from '../../test/openai-endpoint/local-endpoint.ts';
import { readEnvironment } from '../env.ts';
import { type OpenModel, openModel } from './open-model.ts';

const PRICE = { input: 1, cachedInput: 1, output: 1 };
const endpoints: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
});

async function endpoint() {
  const opened = await localEndpoint([{ body: chatCompletion({ content: 'ok' }) }]);
  endpoints.push(opened);
  return opened;
}

function config(use: string, fallbacks: readonly string[] = []): OpenModel['config'] {
  const model = { use, fallbacks: [...fallbacks], instructions: 'Help.', seconds: 5, retries: 0 };
  const intents = { options: [] as unknown } as OpenModel['config']['intents'];
  return { model, intents, limits: { seconds: 10 } as OpenModel['config']['limits'] };
}

const open = (declared: OpenModel['config'], models: object, variables: NodeJS.ProcessEnv = {}) => {
  const said: string[] = [];
  const opening = openModel({
    config: declared,
    models: ModelsConfig.parse({ models }).models,
    environment: readEnvironment(variables),
    onProgress: (message) => said.push(message),
  });
  return opening.then((model) => ({ model, said }));
};

test('each model is asked at its own address, under its name there, with its own key and settings', async () => {
  const [usual, own] = [await endpoint(), await endpoint()];
  const models = {
    small: PRICE,
    large: {
      ...PRICE,
      ...{ name: 'large-2026', baseUrl: own.baseUrl, key: 'OTHER_KEY' },
      ...{ temperature: 0.2, maxOutput: 700, reasoning: 'low', omit: ['parallel_tool_calls'] },
    },
  };
  const variables = { OPENAI_API_KEY: 'k1', OPENAI_BASE_URL: usual.baseUrl, OTHER_KEY: 'k2' };
  const { model: small } = await open(config('small', ['large']), models, variables);
  expect((await small?.complete(contractRequest()))?.model).toBe('small');
  expect(usual.requests[0]).toMatchObject({
    headers: { authorization: 'Bearer k1' },
    body: { model: 'small' },
  });
  const { model: large } = await open(config('large'), models, variables);
  expect((await large?.complete(contractRequest()))?.model).toBe('large');
  expect(own.requests[0]).toMatchObject({
    headers: { authorization: 'Bearer k2' },
    body: { model: 'large-2026', temperature: 0.2, max_completion_tokens: 700, reasoning_effort: 'low' },
  });
  expect(own.requests[0]?.body).not.toHaveProperty('parallel_tool_calls');
});

test("the usual key goes to no model's own address", async () => {
  const own = await endpoint();
  const { model } = await open(
    config('local'),
    { local: { ...PRICE, baseUrl: own.baseUrl } },
    { OPENAI_API_KEY: 'k1' },
  );
  await model?.complete(contractRequest());
  expect(JSON.stringify(own.requests[0]?.headers)).not.toContain('k1');
});

test('a model whose key is not set is left out, and that is said', async () => {
  const own = await endpoint();
  const models = {
    first: { ...PRICE, key: 'NO_SUCH_KEY' },
    second: { ...PRICE, baseUrl: own.baseUrl },
  };
  const { model, said } = await open(config('first', ['second']), models);
  expect(model?.id).toBe('second');
  expect(said).toEqual(['model first is left out: NO_SUCH_KEY, which it names as its key, is not set']);
  expect((await open(config('first'), models)).model).toBeNull();
});

test('a model has its own time instead of the usual one', async () => {
  const silent = await localEndpoint([{ hang: 'headers' }]);
  endpoints.push(silent);
  const settings = { ...PRICE, baseUrl: silent.baseUrl, seconds: 0.1 };
  const { model } = await open(config('slow'), { slow: settings });
  const start = performance.now();
  await expect(model?.complete(contractRequest())).rejects.toThrow('did not answer in time');
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('nothing configured is no model', async () => {
  expect((await open(config('small'), { small: PRICE })).model).toBeNull();
});
