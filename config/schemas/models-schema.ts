import { z } from 'zod';

/** Parameters of a request that an endpoint may refuse, by the names under which they are sent. */
const OMITTABLE = [
  'temperature',
  'max_completion_tokens',
  'reasoning_effort',
  'response_format',
  'parallel_tool_calls',
  'tool_choice',
  'logprobs',
] as const;

const BaseUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://models.example.com/v1' })
  .refine((url) => !url.includes('@'), 'must not contain a user or a key; `key` names its variable');

const ModelSettings = z.strictObject({
  input: z.number().min(0).describe('US dollars for a million tokens of the prompt.'),
  cachedInput: z.number().min(0).describe('The same for tokens of the prompt that the provider had cached.'),
  cacheWrite: z
    .number()
    .min(0)
    .optional()
    .describe('The same for tokens of the prompt that the provider writes into its cache. Default: `input`.'),
  output: z
    .number()
    .min(0)
    .describe('US dollars for a million tokens of the answer, its reasoning included.'),
  name: z
    .string()
    .min(1)
    .optional()
    .describe('The name at the endpoint, if it is another one: the same model at two endpoints.'),
  baseUrl: BaseUrl.optional().describe(
    'The address before `/chat/completions`. Default: `OPENAI_BASE_URL`, else that of OpenAI.',
  ),
  key: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable, such as AZURE_KEY')
    .optional()
    .describe(
      'The name of the environment variable that holds the key; never the key. Default: `OPENAI_API_KEY`, and no key where `baseUrl` is set.',
    ),
  seconds: z
    .number()
    .positive()
    .optional()
    .describe("Time limit of one call to this model, instead of the agent's `model.seconds`."),
  temperature: z.number().min(0).max(2).optional().describe('Sent if set.'),
  maxOutput: z
    .int()
    .min(1)
    .optional()
    .describe(
      'Tokens of one answer, its reasoning included. Sent as `max_completion_tokens`, or as `max_tokens` if that is in `omit`.',
    ),
  reasoning: z
    .enum(['none', 'minimal', 'low', 'medium', 'high'])
    .optional()
    .describe('How much the model reasons before it answers. Sent as `reasoning_effort`.'),
  structuredOutput: z
    .boolean()
    .default(false)
    .describe('The endpoint holds answers to a JSON schema (`response_format`).'),
  logProbabilities: z
    .boolean()
    .default(false)
    .describe(
      "Ask the endpoint how likely each token was, for a turn's confidence. Many endpoints refuse the question.",
    ),
  omit: z
    .array(z.enum(OMITTABLE))
    .default([])
    .describe('Parameters that this endpoint refuses; they are never sent.'),
});

/** `models.yaml`: each model's prices, endpoint and settings. */
export const ModelsConfig = z.strictObject({
  models: z
    .record(z.string(), ModelSettings)
    .describe('By the name that agents use; also the name at the endpoint, unless `name` says another.'),
});

export type ModelsConfig = z.output<typeof ModelsConfig>;
