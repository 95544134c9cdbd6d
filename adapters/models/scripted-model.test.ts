import { describe, expect, test } from 'vitest';
import type { CompletionRequest } from '../../core/ports/model.ts';
import { type ContractAnswer, modelContract } from '../../test/contracts/model.contract.ts';
import { modelUnavailable } from './model-fault.ts';
import { type ScriptedAnswer, scriptedModel } from './scripted-model.ts';

const request = (text: string): CompletionRequest => ({
  purpose: 'act',
  instructions: 'be brief',
  messages: [{ id: 'm1', type: 'human', content: text }],
  tools: [],
  signal: new AbortController().signal,
});

describe('scriptedModel', () => {
  test('plays its answers in order and keeps what it was asked', async () => {
    const model = scriptedModel([
      'first',
      { calls: [{ name: 'get_order', arguments: { order_id: '#W1' } }] },
    ]);
    expect((await model.complete(request('one'))).text).toBe('first');
    expect((await model.complete(request('two'))).calls).toEqual([
      { id: 'call_2_1', name: 'get_order', arguments: '{"order_id":"#W1"}' },
    ]);
    expect(model.calls.map(({ messages }) => messages[0]?.content)).toEqual(['one', 'two']);
  });

  test('says which call the script has no answer for', async () => {
    const model = scriptedModel(['only']);
    await model.complete(request('one'));
    await expect(model.complete(request('two'))).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: 'the script has one answer and none for call 2 (`act`)',
    });
  });

  test('answers by a function of the request', async () => {
    const model = scriptedModel(({ messages }, number) => `${number}: ${messages[0]?.content}`);
    expect((await model.complete(request('hello'))).text).toBe('0: hello');
    expect((await model.complete(request('again'))).text).toBe('1: again');
  });

  test('costs what the script says', async () => {
    const model = scriptedModel([{ text: 'x', input_tokens: 10, output_tokens: 2, cost_nano: 99 }]);
    expect(await model.complete(request('hello'))).toMatchObject({
      input_tokens: 10,
      output_tokens: 2,
      cost_nano: 99,
    });
  });
});

const inScript: {
  [K in ContractAnswer['kind']]: (
    answer: Extract<ContractAnswer, { kind: K }>,
  ) => ScriptedAnswer | Promise<ScriptedAnswer>;
} = {
  text: ({ text }) => text,
  calls: ({ calls }) => ({ calls }),
  empty: () => ({}),
  down: () => modelUnavailable('it is down', {}),
  silent: () => new Promise(() => {}),
};

modelContract('scriptedModel', async (answers) => ({
  model: scriptedModel((_request, number) => {
    const answer = answers[number];
    return answer ? inScript[answer.kind](answer as never) : new Error('asked too often');
  }),
  close: async () => {},
}));
