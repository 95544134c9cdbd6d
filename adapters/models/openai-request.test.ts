import { describe, expect, test } from 'vitest';
import { contractRequest } from '../../test/contracts/model.contract.ts';
import { type ChatSettings, chatBody, refusedParameters } from './openai-request.ts';

const sent = (settings: ChatSettings, change = {}) => chatBody('there', settings, contractRequest(change));
const schema = { name: 'answer', schema: { type: 'object', properties: {} } };

describe('a request', () => {
  test('has the model, the conversation, and one call at a time', () => {
    const { messages, tools, ...others } = sent({});
    expect(messages).toHaveLength(2);
    expect(tools).toHaveLength(1);
    expect(others).toEqual({
      ...{ model: 'there', stream: false },
      ...{ tool_choice: 'auto', parallel_tool_calls: false },
    });
  });

  test.each<[ChatSettings, object]>([
    [{ temperature: 0 }, { temperature: 0 }],
    [{ maxOutput: 900 }, { max_completion_tokens: 900 }],
    [{ reasoning: 'low' }, { reasoning_effort: 'low' }],
    [{ logProbabilities: true }, { logprobs: true }],
  ])('with %o has %o, and without has not', (settings, parameters) => {
    expect(sent(settings)).toMatchObject(parameters);
    for (const name of Object.keys(parameters)) expect(sent({})).not.toHaveProperty(name);
  });

  test('asks for a schema where one is wanted and the endpoint keeps to it', () => {
    expect(sent({ structuredOutput: true }, { schema })['response_format']).toEqual({
      type: 'json_schema',
      json_schema: { ...schema, strict: true },
    });
    expect(sent({ structuredOutput: true })).not.toHaveProperty('response_format');
    expect(sent({}, { schema })).not.toHaveProperty('response_format');
  });

  test.each(['temperature', 'reasoning_effort', 'parallel_tool_calls', 'tool_choice', 'logprobs'])(
    'leaves out `%s` where the endpoint refuses it',
    (name) => {
      const settings = { temperature: 1, reasoning: 'high', logProbabilities: true };
      expect(sent(settings)).toHaveProperty(name);
      expect(sent({ ...settings, omit: [name] })).not.toHaveProperty(name);
    },
  );

  test('limits the answer by the older name where the newer one is refused', () => {
    const body = sent({ maxOutput: 900, omit: ['max_completion_tokens'] });
    expect(body).toMatchObject({ max_tokens: 900 });
    expect(body).not.toHaveProperty('max_completion_tokens');
  });
});

describe('what an error refuses', () => {
  const body = sent({ temperature: 0, reasoning: 'low' });
  test.each<{ error: unknown; refused: readonly string[]; why: string }>([
    {
      error: { status: 400, message: "Unsupported value: 'temperature' does not support 0" },
      refused: ['temperature'],
      why: 'named in its message',
    },
    {
      error: { status: 422, message: 'extra fields', param: 'reasoning_effort' },
      refused: ['reasoning_effort'],
      why: 'named as its parameter',
    },
    { error: { status: 400, message: 'logprobs are not allowed' }, refused: [], why: 'not sent' },
    { error: { status: 500, message: 'temperature sensor' }, refused: [], why: 'no refusal' },
    { error: { status: 400, message: 'bad request' }, refused: [], why: 'unnamed' },
    { error: null, refused: [], why: 'no error' },
  ])('is $refused: $why', ({ error, refused }) => {
    expect(refusedParameters(body, error)).toEqual(refused);
  });
});
