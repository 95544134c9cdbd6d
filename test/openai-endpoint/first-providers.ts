import { body, counts, type Fixtures, failure, text, unavailable, unusable } from './provider-fixture.ts';

/** OpenAI. */
export const OPENAI: Fixtures = [
  {
    what: 'cached tokens and reasoning among the details',
    answer: body(
      { ...text, refusal: null, annotations: [] },
      {
        ...counts,
        prompt_tokens_details: { cached_tokens: 100, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 20, accepted_prediction_tokens: 0 },
      },
    ),
    completion: { input_tokens: 120, cached_tokens: 100, output_tokens: 30 },
  },
  {
    what: 'a value of a parameter that a reasoning model does not take',
    settings: { temperature: 0, reasoning: 'low' },
    refuses: {
      parameters: ['temperature'],
      answer: failure(400, {
        message: "Unsupported value: 'temperature' takes only its default with this model.",
        ...{ type: 'invalid_request_error', param: 'temperature', code: 'unsupported_value' },
      }),
    },
    answer: body(text, counts),
    completion: { text: 'It is on its way.' },
  },
  {
    what: 'a rate limit with the time to wait',
    answer: failure(
      429,
      { message: 'Rate limit reached.', type: 'requests', param: null, code: 'rate_limit_exceeded' },
      { 'retry-after': '3', 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '3s' },
    ),
    error: unavailable({ kind: 'transient', status: 429, retryAfterMs: 3000 }),
  },
  {
    what: 'an exhausted quota',
    answer: failure(429, { message: 'No quota.', type: 'insufficient_quota', code: 'insufficient_quota' }),
    error: unavailable({ kind: 'configuration', status: 429 }),
  },
  {
    what: 'a refusal',
    answer: body({ content: null, refusal: 'I will not say that.' }, counts),
    error: unusable('refused'),
  },
  {
    what: 'reasoning that left no room for an answer',
    answer: body({ content: '' }, counts, { finish_reason: 'length' }),
    error: { code: 'MODEL_OUTPUT_INVALID', fault: { code: 'cut_off', spent: { output_tokens: 30 } } },
  },
];

/** Azure. */
export const AZURE: Fixtures = [
  {
    what: 'results of its filter beside the answer',
    answer: body(text, counts, {
      content_filter_results: { hate: { filtered: false, severity: 'safe' } },
    }),
    completion: { text: 'It is on its way.', input_tokens: 120 },
  },
  {
    what: 'a prompt that its filter stops',
    answer: failure(400, {
      ...{
        message: 'The prompt was filtered.',
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
      },
      innererror: { code: 'ResponsibleAIPolicyViolation' },
    }),
    error: unavailable({ kind: 'request', status: 400, code: 'content_filter' }),
  },
  {
    what: 'an answer that its filter stops',
    answer: body({ content: '' }, counts, { finish_reason: 'content_filter' }),
    error: unusable('filtered'),
  },
];

/** OpenRouter. */
export const OPENROUTER: Fixtures = [
  {
    what: 'tokens written into the cache, and a cost of its own that is not believed',
    answer: body(
      { ...text, reasoning: null },
      {
        ...counts,
        ...{ cost: 99, prompt_tokens_details: { cached_tokens: 40, cache_write_tokens: 60 } },
      },
      { native_finish_reason: 'stop' },
    ),
    completion: { cached_tokens: 40, cost_nano: 20_000 + 4_000 + 75_000 + 120_000 },
  },
  {
    what: 'an error in a body with status 200',
    answer: { body: { error: { code: 502, message: 'The provider is down.', metadata: {} } } },
    error: unavailable({ kind: 'transient', code: 'error_in_body', detail: 'The provider is down.' }),
  },
  {
    what: 'an error in the choice, after some text',
    answer: body({ content: 'It is' }, counts, {
      ...{ finish_reason: 'error', error: { code: 429, message: 'Slow down.' } },
    }),
    error: unavailable({ kind: 'transient', code: 'error_in_body', spent: { input_tokens: 120 } }),
  },
  {
    what: 'no credits left',
    answer: failure(402, { code: 402, message: 'No credits.' }),
    error: unavailable({ kind: 'configuration', status: 402 }),
  },
];
