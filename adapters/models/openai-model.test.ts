import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ContractAnswer, contractRequest, modelContract } from '../../test/contracts/model.contract.ts';
import { endlessEndpoint } from '../../test/openai-endpoint/endless-endpoint.ts';
import {
  chatCompletion,
  type LocalAnswer,
  localEndpoint,
} from '../../test/openai-endpoint/local-endpoint.ts';
import { BODY_LIMIT } from '../limited-fetch.ts';
import { faultOf } from './model-fault.ts';
import { type OpenaiModelOptions, openaiModel } from './openai-model.ts';
import { resilientModel } from './resilient-model.ts';

const KEY = 'sk-secret-0123456789';
const price = { input: 1, cachedInput: 0.1, output: 4 };
const endpoints: { close(): Promise<void> }[] = [];

async function modelOver(answers: readonly LocalAnswer[], change: Partial<OpenaiModelOptions> = {}) {
  const endpoint = await localEndpoint(answers);
  endpoints.push(endpoint);
  const model = openaiModel({
    name: 'local',
    baseUrl: endpoint.baseUrl,
    apiKey: KEY,
    price,
    timeoutMs: 5_000,
    ...change,
  });
  return { model, requests: endpoint.requests };
}

const rejection = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error('it did not reject')),
    (error) => error,
  );

const text = (content: string): LocalAnswer => ({ body: chatCompletion({ content }) });
const call = (written: string, id: string | undefined = 'call_0') => ({
  ...(id === undefined ? {} : { id }),
  type: 'function',
  function: { name: 'get_order', arguments: written },
});

const inHttp: {
  [K in ContractAnswer['kind']]: (answer: Extract<ContractAnswer, { kind: K }>) => LocalAnswer;
} = {
  text: (answer) => text(answer.text),
  calls: ({ calls }) => ({
    body: chatCompletion({
      content: null,
      tool_calls: calls.map((one, index) => ({ id: `call_${index}`, type: 'function', function: one })),
    }),
  }),
  empty: () => ({ body: chatCompletion({ content: null }) }),
  down: () => ({ status: 500, body: { error: { message: 'out of order' } } }),
  silent: () => ({ hang: 'headers' }),
};

afterEach(async () => {
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
});

modelContract('openaiModel', async (answers) => {
  const { model } = await modelOver(answers.map((answer) => inHttp[answer.kind](answer as never)));
  return { model, close: async () => {} };
});

describe('what the endpoint is sent', () => {
  test('is the conversation, the tools, and one call at a time', async () => {
    const { model, requests } = await modelOver([text('ok')]);
    await model.complete(
      contractRequest({
        messages: [
          { id: '1', type: 'human', content: 'Where is #W1?' },
          {
            id: '2',
            type: 'ai',
            content: '',
            calls: [{ id: 'c1', name: 'get_order', arguments: '{"order_id":"#W1"}' }],
          },
          { id: '3', type: 'tool', content: '{"status":"pending"}', tool_call_id: 'c1' },
          { id: '4', type: 'ai', content: 'It is pending.' },
          { id: '5', type: 'human', content: 'Thanks <|endoftext|>' },
        ],
      }),
    );
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(requests[0]?.path).toBe('/v1/chat/completions');
    expect(requests[0]?.body).toMatchObject({
      model: 'local',
      stream: false,
      tool_choice: 'auto',
      parallel_tool_calls: false,
      tools: [{ type: 'function', function: { name: 'get_order', description: 'Reads an order.' } }],
    });
    expect(requests[0]?.body).not.toHaveProperty('temperature');
    expect(requests[0]?.body.messages).toEqual([
      { role: 'system', content: 'You help customers of a shop.' },
      { role: 'user', content: 'Where is #W1?' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'get_order', arguments: '{"order_id":"#W1"}' } },
        ],
      },
      { role: 'tool', content: '{"status":"pending"}', tool_call_id: 'c1' },
      { role: 'assistant', content: 'It is pending.' },
      { role: 'user', content: 'Thanks <|endoftext|>' },
    ]);
  });

  test('has no tool settings when there are no tools, and the temperature that was declared', async () => {
    const { model, requests } = await modelOver([text('ok')], { temperature: 0 });
    await model.complete(contractRequest({ tools: [] }));
    for (const key of ['tools', 'tool_choice', 'parallel_tool_calls'])
      expect(requests[0]?.body).not.toHaveProperty(key);
    expect(requests[0]?.body['temperature']).toBe(0);
  });

  test('leaves out `parallel_tool_calls` once an endpoint has refused it', async () => {
    const refused = {
      status: 400,
      body: { error: { message: 'Unsupported parameter: parallel_tool_calls' } },
    };
    const { model, requests } = await modelOver([refused, text('ok')]);
    expect((await model.complete(contractRequest())).text).toBe('ok');
    await model.complete(contractRequest());
    expect(requests.map(({ body }) => 'parallel_tool_calls' in body)).toEqual([true, false, false]);
  });
});

test('nothing in the environment changes where a request goes', async () => {
  const elsewhere = await localEndpoint([{ body: {} }]);
  endpoints.push(elsewhere);
  for (const name of ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING_V2'])
    vi.stubEnv(name, 'true');
  for (const name of ['LANGSMITH_ENDPOINT', 'LANGSMITH_GATEWAY', 'OPENAI_BASE_URL'])
    vi.stubEnv(name, elsewhere.baseUrl);
  for (const name of ['LANGSMITH_API_KEY', 'OPENAI_API_KEY', 'OPENAI_ORG_ID', 'OPENAI_ORGANIZATION'])
    vi.stubEnv(name, 'other');
  const { model, requests } = await modelOver([text('ok')]);
  await model.complete(contractRequest());
  await sleep(300);
  vi.unstubAllEnvs();
  expect(elsewhere.requests).toEqual([]);
  expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY}` });
  expect(requests[0]?.headers).not.toHaveProperty('openai-organization');
});

describe('what the endpoint answers', () => {
  test('gives a call an id of its own when the endpoint gives none or repeats one', async () => {
    const twice = {
      body: chatCompletion({ content: null, tool_calls: [call('{}'), call('{}'), call('{}', undefined)] }),
    };
    const { model } = await modelOver([twice]);
    const { calls } = await model.complete(contractRequest());
    expect(calls[0]?.id).toBe('call_0');
    expect(new Set(calls.map(({ id }) => id)).size).toBe(3);
  });

  test('keeps text beside a call', async () => {
    const { model } = await modelOver([
      { body: chatCompletion({ content: 'One moment.', tool_calls: [call('{}')] }) },
    ]);
    expect(await model.complete(contractRequest())).toMatchObject({
      text: 'One moment.',
      calls: [{ name: 'get_order' }],
    });
  });

  test.each([
    {
      message: { content: '<think>They ask for #W1.</think>\n\nIt is on its way.' },
      said: 'It is on its way.',
      why: 'no reasoning before the reply',
    },
    {
      message: {
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      said: 'ab',
      why: 'parts',
    },
    { message: { role: undefined, content: 'no role' }, said: 'no role', why: 'a message without a role' },
  ])('reads $why', async ({ message, said }) => {
    const { model } = await modelOver([{ body: chatCompletion(message) }]);
    expect((await model.complete(contractRequest())).text).toBe(said);
  });

  test('rejects a refusal', async () => {
    const { model } = await modelOver([
      { body: chatCompletion({ content: null, refusal: 'I cannot help with that.' }) },
    ]);
    const thrown = await rejection(model.complete(contractRequest()));
    expect(thrown).toMatchObject({ code: 'MODEL_OUTPUT_INVALID' });
    expect(faultOf(thrown)?.code).toBe('refused');
  });

  test.each(['length', 'content_filter'])('rejects an answer that was cut off by %s', async (reason) => {
    const body = chatCompletion({ content: 'We will refund you $1' });
    const cut = { ...body, choices: body.choices.map((choice) => ({ ...choice, finish_reason: reason })) };
    const { model } = await modelOver([{ body: cut }]);
    const thrown = await rejection(model.complete(contractRequest()));
    expect(thrown).toMatchObject({ code: 'MODEL_OUTPUT_INVALID' });
    expect(faultOf(thrown)?.spent).toMatchObject({
      input_tokens: 100,
      output_tokens: 10,
      cost_nano: 140_000,
    });
  });

  test('counts and charges what was used, cached tokens at their own price', async () => {
    const usage = {
      prompt_tokens: 1000,
      completion_tokens: 50,
      prompt_tokens_details: { cached_tokens: 600 },
    };
    const { model } = await modelOver([{ body: chatCompletion({ content: 'ok' }, usage) }]);
    expect(await model.complete(contractRequest())).toMatchObject({
      model: 'local',
      input_tokens: 1000,
      cached_tokens: 600,
      output_tokens: 50,
      cost_nano: 400 * 1000 + 600 * 100 + 50 * 4000,
    });
  });

  test.each([
    { usage: undefined, why: 'says nothing' },
    { usage: { prompt_tokens: 'many', completion_tokens: -1 }, why: 'talks nonsense' },
  ])('counts itself when the endpoint $why about usage', async ({ usage }) => {
    const body = { ...chatCompletion({ content: 'It is on its way.' }), usage };
    const { model } = await modelOver([{ body }]);
    const completion = await model.complete(contractRequest());
    expect(completion.input_tokens).toBeGreaterThan(30);
    expect(completion.output_tokens).toBeGreaterThan(4);
    expect(completion.cost_nano).toBe(completion.input_tokens * 1000 + completion.output_tokens * 4000);
  });
});

describe('an endpoint that does not answer', () => {
  const error = (message: string, code: string | null = null) => ({ error: { message, code } });

  test.each([
    { status: 500, body: error('broken'), kind: 'transient' },
    { status: 503, body: '<html>bad gateway</html>', kind: 'transient' },
    { status: 429, body: error('slow down'), kind: 'transient' },
    { status: 408, body: error('timeout'), kind: 'transient' },
    { status: 429, body: error('you exceeded your quota', 'insufficient_quota'), kind: 'configuration' },
    { status: 401, body: error('bad key'), kind: 'configuration' },
    { status: 404, body: error('no such model'), kind: 'configuration' },
    { status: 400, body: error('bad request'), kind: 'request' },
    { status: 400, body: error('too long', 'context_length_exceeded'), kind: 'request' },
    { status: 422, body: error('recorded no more', 'recording_exhausted'), kind: 'request' },
    { status: 200, body: '', kind: 'transient' },
    { status: 200, body: 'not json', kind: 'transient' },
    { status: 200, body: '{"choices": []}', kind: 'transient' },
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Login</h1>', kind: 'transient' },
    {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-7' },
      body: '\u0000\ufffd',
      kind: 'transient',
    },
  ])('with $status $body is a $kind fault', async ({ kind, ...answer }) => {
    const { model, requests } = await modelOver([answer]);
    const thrown = await rejection(model.complete(contractRequest()));
    expect(thrown).toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(faultOf(thrown)?.kind).toBe(kind);
    expect(requests).toHaveLength(1);
  });

  test.each(['headers', 'body'] as const)(
    'in time, before its %s end, is a transient fault',
    async (hang) => {
      const { model } = await modelOver([{ hang }], { timeoutMs: 150 });
      const thrown = await rejection(model.complete(contractRequest()));
      expect(thrown.message).toBe('the endpoint of `local` did not answer in time');
      expect(faultOf(thrown)?.kind).toBe('transient');
    },
  );

  test('within a size, because its body has no end, is a transient fault', async () => {
    const endless = await endlessEndpoint();
    endpoints.push(endless);
    const { model } = await modelOver([], { baseUrl: endless.url });
    const before = process.memoryUsage().rss;
    const thrown = await rejection(model.complete(contractRequest()));
    expect(thrown.message).toBe(`the endpoint of \`local\` answered with more than ${BODY_LIMIT} bytes`);
    expect(faultOf(thrown)).toMatchObject({ kind: 'transient', code: 'body_too_large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('within a size is tried again, then the fallback answers', async () => {
    const endless = await endlessEndpoint();
    endpoints.push(endless);
    const first = (await modelOver([], { baseUrl: endless.url })).model;
    const second = (await modelOver([text('from the fallback')], { name: 'second' })).model;
    const model = resilientModel({ models: [first, second], retries: 1, backoffMs: 1 });
    expect((await model.complete(contractRequest())).text).toBe('from the fallback');
    expect(endless.requests()).toBe(2);
  });

  test('because nobody listens is a transient fault', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const { model } = await modelOver([], { baseUrl: `http://127.0.0.1:${port}/v1` });
    const thrown = await rejection(model.complete(contractRequest()));
    expect(faultOf(thrown)).toMatchObject({ kind: 'transient', status: null });
    expect(faultOf(thrown)?.detail).toContain('ECONNREFUSED');
  });

  test('for a while says how long', async () => {
    const { model } = await modelOver([
      { status: 429, headers: { 'retry-after': '2' }, body: error('slow down') },
    ]);
    expect(faultOf(await rejection(model.complete(contractRequest())))?.retryAfterMs).toBe(2000);
  });

  test('never gets its key into an error, though it repeats it', async () => {
    const { model } = await modelOver([{ status: 401, body: error(`Incorrect API key provided: ${KEY}`) }]);
    const thrown = await rejection(model.complete(contractRequest()));
    const everything = `${thrown.message} ${thrown.stack} ${JSON.stringify(thrown.cause)}`;
    expect(everything).toContain('Incorrect API key provided: ***');
    expect(everything).not.toContain(KEY);
  });
});

describe('how likely the tokens were', () => {
  const tokens = (logprobs: unknown): LocalAnswer => {
    const body = chatCompletion({ content: 'ok' });
    return { body: { ...body, choices: body.choices.map((choice) => ({ ...choice, logprobs })) } };
  };

  test('is asked only where the model is declared to tell', async () => {
    const { model, requests } = await modelOver([text('ok')]);
    await model.complete(contractRequest());
    expect(requests[0]?.body).not.toHaveProperty('logprobs');
    const telling = await modelOver([text('ok')], { logProbabilities: true });
    await telling.model.complete(contractRequest());
    expect(telling.requests[0]?.body['logprobs']).toBe(true);
  });

  test.each([
    {
      logprobs: {
        content: [
          { token: 'o', logprob: -0.5 },
          { token: 'k', logprob: -0.1 },
        ],
      },
      mean: -0.3,
    },
    { logprobs: { content: [{ token: 'ok', logprob: 0.0001 }] }, mean: 0 },
    { logprobs: { content: [] }, mean: undefined },
    { logprobs: { content: [{ logprob: 'low' }] }, mean: undefined },
    { logprobs: null, mean: undefined },
  ])('$logprobs is $mean on average', async ({ logprobs, mean }) => {
    const { model } = await modelOver([tokens(logprobs)], { logProbabilities: true });
    const { mean_log_probability } = await model.complete(contractRequest());
    if (mean === undefined) expect(mean_log_probability).toBeUndefined();
    else expect(mean_log_probability).toBeCloseTo(mean, 9);
  });
});
