import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Completion, Model } from '../../core/ports/model.ts';
import { contractRequest } from '../../test/contracts/model.contract.ts';
import { faultOf } from './model-fault.ts';
import { openaiModel } from './openai-model.ts';
import {
  type OpenRun,
  RECORDING_EXHAUSTED,
  type RecordedEndpoint,
  recordedEndpoint,
} from './recorded-endpoint.ts';
import { RecordedRun } from './recorded-turns.ts';
import { resilientModel } from './resilient-model.ts';

const conversation = RecordedRun.parse({
  messages: [
    { role: 'user', content: 'Where is #W1?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'c1', type: 'function', function: { name: 'get_order', arguments: "{'order_id': '#W1'}" } },
      ],
    },
    { role: 'tool', tool_call_id: 'c1', content: '{"status":"pending"}' },
    { role: 'assistant', content: 'It is pending.' },
    { role: 'user', content: 'Thanks' },
    { role: 'assistant', content: 'You are welcome.' },
    { role: 'user', content: '###STOP###' },
  ],
  input_tokens: 900,
  output_tokens: 30,
});

const price = { input: 1, cachedInput: 1, output: 1 };
const modelOf = (run: OpenRun): Model => {
  const model = openaiModel({
    name: 'recorded',
    baseUrl: run.baseUrl,
    apiKey: 'none',
    price,
    timeoutMs: 5_000,
  });
  return resilientModel({ models: [model], retries: 2 });
};
const thrownBy = (promise: Promise<Completion>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

let endpoint: RecordedEndpoint;
beforeAll(async () => {
  endpoint = await recordedEndpoint();
});
afterAll(() => endpoint.close());

describe('recordedEndpoint', () => {
  test('answers each customer turn as the recorded model did', async () => {
    const run = endpoint.openRun(conversation);
    const model = modelOf(run);
    expect(run.nextCustomerTurn()?.text).toBe('Where is #W1?');
    const first = await model.complete(contractRequest());
    expect(first).toMatchObject({
      text: '',
      calls: [{ id: 'c1', name: 'get_order', arguments: "{'order_id': '#W1'}" }],
    });
    const second = await model.complete(contractRequest());
    expect(second.text).toBe('It is pending.');
    expect(run.nextCustomerTurn()?.text).toBe('Thanks');
    const third = await model.complete(contractRequest());
    expect(third.text).toBe('You are welcome.');
    expect(run.nextCustomerTurn()).toBeUndefined();
    const all = [first, second, third];
    expect(all.reduce((sum, one) => sum + one.input_tokens, 0)).toBe(900);
    expect(all.reduce((sum, one) => sum + one.output_tokens, 0)).toBe(30);
    expect(run.counts).toEqual({ answered: 3, skipped: 0, left: 0, exhausted: 0 });
  });

  test('says that the recording has no more, once and not as an outage', async () => {
    const run = endpoint.openRun(conversation);
    const model = resilientModel({ models: [modelOf(run)], retries: 2 });
    run.nextCustomerTurn();
    await model.complete(contractRequest());
    await model.complete(contractRequest());
    const error = await thrownBy(model.complete(contractRequest()));
    expect(faultOf(error)).toMatchObject({ kind: 'request', status: 422, code: RECORDING_EXHAUSTED });
    expect(run.counts).toMatchObject({ left: 0, exhausted: 1 });
    expect(model.available()).toBe(true);
    run.nextCustomerTurn();
    expect((await model.complete(contractRequest())).text).toBe('You are welcome.');
    expect(run.counts.exhausted).toBe(0);
  });

  test('has no answer before the customer spoke and after they left', async () => {
    const run = endpoint.openRun(conversation);
    const model = modelOf(run);
    expect(faultOf(await thrownBy(model.complete(contractRequest())))?.code).toBe(RECORDING_EXHAUSTED);
    while (run.nextCustomerTurn());
    expect(run.nextCustomerTurn()).toBeUndefined();
    expect(faultOf(await thrownBy(model.complete(contractRequest())))?.code).toBe(RECORDING_EXHAUSTED);
    expect(run.counts).toMatchObject({ answered: 0, skipped: 3 });
  });

  test('passes over answers that the caller did not ask for', async () => {
    const run = endpoint.openRun(conversation);
    const model = modelOf(run);
    run.nextCustomerTurn();
    await model.complete(contractRequest());
    expect(run.counts.left).toBe(1);
    run.nextCustomerTurn();
    expect((await model.complete(contractRequest())).text).toBe('You are welcome.');
    expect(run.counts).toEqual({ answered: 2, skipped: 1, left: 0, exhausted: 0 });
  });

  test('keeps runs apart', async () => {
    const runs = [endpoint.openRun(conversation), endpoint.openRun(conversation)];
    for (const run of runs) run.nextCustomerTurn();
    runs[1]?.nextCustomerTurn();
    const answers = await Promise.all(runs.map((run) => modelOf(run).complete(contractRequest())));
    expect(answers.map(({ text }) => text)).toEqual(['', 'You are welcome.']);
  });

  test('gives every completion its own id', async () => {
    const run = endpoint.openRun(conversation);
    run.nextCustomerTurn();
    const post = () => fetch(`${run.baseUrl}/chat/completions`, { method: 'POST', body: '{"messages":[]}' });
    const bodies = [await (await post()).json(), await (await post()).json()] as { id: string }[];
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(2);
  });

  test.each([
    { why: 'a body that is not JSON', body: '{', path: '/chat/completions', status: 400 },
    { why: 'a wish to stream', body: '{"stream":true}', path: '/chat/completions', status: 400 },
    { why: 'another path', body: '{}', path: '/embeddings', status: 404 },
  ])('refuses $why, and plays nothing', async ({ body, path, status }) => {
    const run = endpoint.openRun(conversation);
    run.nextCustomerTurn();
    const response = await fetch(`${run.baseUrl}${path}`, { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    expect(run.counts.answered).toBe(0);
  });

  test('knows a closed run no more', async () => {
    const run = endpoint.openRun(conversation);
    run.close();
    expect(faultOf(await thrownBy(modelOf(run).complete(contractRequest())))?.status).toBe(404);
  });
});

const folder = join(
  process.env['TRESTLE_BENCH'] ?? join(import.meta.dirname, '../../../shared/bench'),
  'runs',
);
const absent = existsSync(folder) ? '' : ' (skipped: no recorded runs, see TRESTLE_BENCH)';

describe.skipIf(absent)(`the recorded runs of the benchmark${absent}`, () => {
  const rows = absent
    ? []
    : readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));

  test('are played to the end, every answer and every token', async () => {
    for (const row of rows.map((line) => JSON.parse(line))) {
      const run = endpoint.openRun(RecordedRun.parse(row));
      const model = modelOf(run);
      const answers: Completion[] = [];
      for (let turn = run.nextCustomerTurn(); turn; turn = run.nextCustomerTurn()) {
        for (const _ of turn.answers) answers.push(await model.complete(contractRequest({ tools: [] })));
      }
      const recorded = row.messages.filter(({ role }: { role: string }) => role === 'assistant');
      const written = recorded.flatMap((one: { tool_calls?: { function: { arguments: string } }[] }) =>
        (one.tool_calls ?? []).map((call) => call.function.arguments),
      );
      expect(answers.map(({ text }) => text)).toEqual(
        recorded.map((one: { content: string | null }) => one.content ?? ''),
      );
      expect(answers.flatMap(({ calls }) => calls.map((call) => call.arguments))).toEqual(written);
      expect(answers.reduce((sum, one) => sum + one.input_tokens, 0)).toBe(row.input_tokens);
      expect(answers.reduce((sum, one) => sum + one.output_tokens, 0)).toBe(row.output_tokens);
      expect(answers).toHaveLength(row.llm_calls);
      run.close();
    }
    expect(rows.length).toBeGreaterThan(0);
  }, 120_000);
});
