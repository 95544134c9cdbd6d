import { body, counts, type Fixtures, failure, text, unavailable } from './provider-fixture.ts';

/** vLLM. */
export const VLLM: Fixtures = [
  {
    what: 'reasoning in a field of its own, no details of usage',
    answer: body(
      { ...text, reasoning_content: 'They ask.', tool_calls: [] },
      { ...counts, prompt_tokens_details: null },
      { stop_reason: null },
    ),
    completion: { text: 'It is on its way.', cached_tokens: 0 },
  },
  {
    what: 'reasoning in the text, where no parser is set',
    answer: body({ content: '<think>They ask.</think>It is on its way.' }, counts),
    completion: { text: 'It is on its way.', output_tokens: 30 },
  },
  {
    what: 'a parameter that it does not know, in its own form',
    refuses: {
      parameters: ['parallel_tool_calls'],
      answer: {
        status: 400,
        body: {
          ...{ object: 'error', type: 'BadRequestError', param: null, code: 400 },
          message: "[{'type': 'extra_forbidden', 'loc': ('body', 'parallel_tool_calls')}]",
        },
      },
    },
    answer: body(text, counts),
    completion: { text: 'It is on its way.' },
  },
  {
    what: 'an answer that broke off in the engine',
    answer: body({ content: 'It' }, counts, { finish_reason: 'abort' }),
    error: unavailable({ kind: 'transient', code: 'error_in_body' }),
  },
];

/** Ollama. */
export const OLLAMA: Fixtures = [
  {
    what: 'a limit by the older name',
    settings: { maxOutput: 50, omit: ['max_completion_tokens'] },
    answer: body(text, counts),
    completion: { text: 'It is on its way.' },
  },
  {
    what: 'a model that is not there',
    answer: failure(404, { message: 'no such model', type: 'not_found_error', param: null, code: null }),
    error: unavailable({ kind: 'configuration', status: 404 }),
  },
  {
    what: 'arguments that are parsed already',
    answer: body(
      { content: '', tool_calls: [{ function: { name: 'get_order', arguments: { order_id: '#W1' } } }] },
      counts,
      { finish_reason: 'tool_calls' },
    ),
    completion: { calls: [{ name: 'get_order', arguments: '{"order_id":"#W1"}' }] },
  },
];

/** LiteLLM. */
export const LITELLM: Fixtures = [
  {
    what: "Anthropic's counts of its cache beside OpenAI's",
    answer: body(text, {
      ...counts,
      prompt_tokens_details: { cached_tokens: 40, cache_creation_tokens: 60 },
      ...{ cache_creation_input_tokens: 60, cache_read_input_tokens: 40 },
    }),
    completion: { cached_tokens: 40, cost_nano: 20_000 + 4_000 + 75_000 + 120_000 },
  },
  {
    what: 'a code that is a text',
    answer: failure(401, { message: 'Key expired.', type: 'auth_error', param: 'None', code: '401' }),
    error: unavailable({ kind: 'configuration', status: 401 }),
  },
];

/** Groq. */
export const GROQ: Fixtures = [
  {
    what: 'times beside the counts',
    answer: body(text, { ...counts, queue_time: 0.01, prompt_time: 0.02, total_time: 0.1 }),
    completion: { input_tokens: 120, output_tokens: 30 },
  },
  {
    what: 'a call that the model wrote wrongly',
    answer: failure(400, {
      ...{ message: 'Failed to call a function.', type: 'invalid_request_error', code: 'tool_use_failed' },
      failed_generation: '<function=get_order{}',
    }),
    error: unavailable({ kind: 'request', status: 400, code: 'tool_use_failed' }),
  },
  {
    what: 'no capacity for flexible requests',
    answer: failure(498, { message: 'Capacity exceeded.', type: 'internal_server_error' }),
    error: unavailable({ kind: 'transient', status: 498 }),
  },
];

/** DeepSeek. */
export const DEEPSEEK: Fixtures = [
  {
    what: 'hits and misses of its cache',
    answer: body(
      { ...text, reasoning_content: 'They ask.' },
      { ...counts, prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 56 },
    ),
    completion: { input_tokens: 120, cached_tokens: 64 },
  },
  {
    what: 'too few resources in the middle of an answer',
    answer: body({ content: 'It is' }, counts, { finish_reason: 'insufficient_system_resource' }),
    error: unavailable({ kind: 'transient', spent: { output_tokens: 30 } }),
  },
  {
    what: 'an empty balance',
    answer: failure(402, { message: 'Insufficient Balance', type: 'unknown_error', param: null }),
    error: unavailable({ kind: 'configuration', status: 402 }),
  },
];

/** Anthropic. */
export const ANTHROPIC: Fixtures = [
  {
    what: 'details that are empty',
    answer: body(
      { ...text, refusal: null },
      { ...counts, prompt_tokens_details: {}, completion_tokens_details: {} },
    ),
    completion: { input_tokens: 120, cached_tokens: 0, output_tokens: 30 },
  },
  {
    what: 'an overload',
    answer: failure(529, { type: 'overloaded_error', message: 'Overloaded' }),
    error: unavailable({ kind: 'transient', status: 529 }),
  },
];
