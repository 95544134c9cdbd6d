import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import type { CompletionRequest, Model } from '../../core/ports/model.ts';

/** The behaviour of the model behind the adapter. */
export type ContractAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'calls';
      readonly calls: readonly { readonly name: string; readonly arguments: string }[];
    }
  | { readonly kind: 'empty' | 'down' | 'silent' };

/** A model about to give these answers in order. */
export interface ModelSubject {
  readonly model: Model;
  close(): Promise<void>;
}

const tool = {
  name: 'get_order',
  description: 'Reads an order.',
  parameters: { type: 'object', properties: { order_id: { type: 'string' } }, required: ['order_id'] },
};

/** A request as the `act` node makes one. */
export function contractRequest(change: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    purpose: 'act',
    instructions: 'You help customers of a shop.',
    messages: [{ id: 'm1', type: 'human', content: 'Where is my order #W1?' }],
    tools: [tool],
    signal: new AbortController().signal,
    ...change,
  };
}

/** The contract of a model adapter. */
export function modelContract(
  name: string,
  subject: (answers: readonly ContractAnswer[]) => Promise<ModelSubject>,
) {
  describe(`${name} keeps the model contract`, () => {
    const opened: ModelSubject[] = [];
    const answering = async (...answers: ContractAnswer[]) => {
      const one = await subject(answers);
      opened.push(one);
      return one.model;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
    });

    test('answers text with whole counts and whole money', async () => {
      const model = await answering({ kind: 'text', text: 'It is on its way.' });
      const completion = await model.complete(contractRequest());
      const { text, calls, model: answeredBy, mean_log_probability, attempts = [], ...counts } = completion;
      const { usage: counted = 'reported', ...usage } = counts;
      expect({ text, calls }).toEqual({ text: 'It is on its way.', calls: [] });
      expect(answeredBy).not.toBe('');
      expect(mean_log_probability ?? 0).toBeLessThanOrEqual(0);
      expect(Object.keys(usage).sort()).toEqual([
        'cached_tokens',
        'cost_nano',
        'input_tokens',
        'output_tokens',
      ]);
      expect(counted).toMatch(/^(?:reported|estimated)$/);
      expect(attempts.map(({ end }) => end).at(-1) ?? 'answered').toBe('answered');
      for (const value of Object.values(usage)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
    });

    test.each([
      { written: '{"order_id":"#W1"}', why: 'as JSON' },
      { written: '{"order_id": "#W1",}', why: 'as malformed JSON' },
      { written: "{'order_id': '#W1'}", why: 'in another language' },
      { written: '["#W1"]', why: 'as a list' },
      { written: '', why: 'not at all' },
    ])('passes on arguments written $why, as they are', async ({ written }) => {
      const model = await answering({ kind: 'calls', calls: [{ name: 'get_order', arguments: written }] });
      const { calls } = await model.complete(contractRequest());
      expect(calls.map(({ name: called, arguments: text }) => [called, text])).toEqual([
        ['get_order', written],
      ]);
    });

    test('passes on a tool that nobody offered', async () => {
      const model = await answering({ kind: 'calls', calls: [{ name: 'constructor', arguments: '{}' }] });
      expect((await model.complete(contractRequest())).calls).toMatchObject([{ name: 'constructor' }]);
    });

    test('passes on every call of an answer in order, each with its own id', async () => {
      const call = (order: string) => ({ name: 'get_order', arguments: `{"order_id":"${order}"}` });
      const broken = { name: 'get_order', arguments: '{' };
      const model = await answering({ kind: 'calls', calls: [call('#W1'), broken, call('#W2')] });
      const { calls } = await model.complete(contractRequest());
      expect(calls.map((one) => one.arguments)).toEqual(['{"order_id":"#W1"}', '{', '{"order_id":"#W2"}']);
      expect(new Set(calls.map(({ id }) => id)).size).toBe(3);
      expect(calls.every(({ id }) => id !== '')).toBe(true);
    });

    test('gives the calls of two answers different ids', async () => {
      const again: ContractAnswer = { kind: 'calls', calls: [{ name: 'get_order', arguments: '{}' }] };
      const model = await answering(again, again);
      const first = await model.complete(contractRequest());
      const id = first.calls[0]?.id ?? '';
      const messages = [
        ...contractRequest().messages,
        { id: 'm2', type: 'ai' as const, content: '', calls: first.calls },
        { id: 'm3', type: 'tool' as const, content: '{"exists":false}', tool_call_id: id },
      ];
      const second = await model.complete(contractRequest({ messages }));
      expect(second.calls[0]?.id).not.toBe(id);
    });

    test('rejects an answer with nothing in it', async () => {
      const model = await answering({ kind: 'empty' });
      await expect(model.complete(contractRequest())).rejects.toMatchObject({ code: 'MODEL_OUTPUT_INVALID' });
    });

    test('rejects when the model is down', async () => {
      const model = await answering({ kind: 'down' });
      await expect(model.complete(contractRequest())).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    });

    test('asks nothing when it was cancelled before', async () => {
      const model = await answering({ kind: 'text', text: 'too late' });
      const reason = new Error('the turn is over');
      const request = contractRequest({ signal: AbortSignal.abort(reason) });
      await expect(model.complete(request)).rejects.toBe(reason);
    });

    test('ends at once, with the reason, when it is cancelled', async () => {
      const model = await answering({ kind: 'silent' });
      const controller = new AbortController();
      const reason = new Error('the turn is over');
      const completion = model.complete(contractRequest({ signal: controller.signal }));
      const start = performance.now();
      setTimeout(() => controller.abort(reason), 50);
      await expect(completion).rejects.toBe(reason);
      expect(performance.now() - start).toBeLessThan(1_000);
    });

    test('answers two requests at once', async () => {
      const model = await answering({ kind: 'text', text: 'yes' }, { kind: 'text', text: 'yes' });
      const both = await Promise.all([model.complete(contractRequest()), model.complete(contractRequest())]);
      expect(both.map(({ text }) => text)).toEqual(['yes', 'yes']);
    });
  });
}
