import { convertMessagesToCompletionsMessageParams } from '@langchain/openai';
import type { CompletionRequest, ModelTool } from '../../core/ports/model.ts';
import { toChatMessages } from './openai-messages.ts';

/** The settings of a model that change its requests. */
export interface ChatSettings {
  readonly temperature?: number | undefined;
  /** Tokens of one answer. */
  readonly maxOutput?: number | undefined;
  readonly reasoning?: string | undefined;
  /** Holds answers to a request's schema. */
  readonly structuredOutput?: boolean;
  /** Requests log-probabilities. Some endpoints refuse such requests. */
  readonly logProbabilities?: boolean;
  /** Parameters that the endpoint refuses. */
  readonly omit?: readonly string[];
}

/** The body of a request; parameters by the names of the endpoint. */
export interface ChatBody {
  readonly model: string;
  readonly messages: ReturnType<typeof convertMessagesToCompletionsMessageParams>;
  readonly stream: false;
  readonly [parameter: string]: unknown;
}

const toFunction = ({ name, description, parameters }: ModelTool) => ({
  type: 'function' as const,
  function: { name, description, parameters },
});

/** Makes the body of a request, without the parameters that the endpoint refuses. */
export function chatBody(model: string, settings: ChatSettings, request: CompletionRequest): ChatBody {
  const { omit = [], maxOutput } = settings;
  const sent = Object.entries(parameters(settings, request)).filter(
    ([name, value]) => value !== undefined && !omit.includes(name),
  );
  const byOlderName = maxOutput !== undefined && omit.includes('max_completion_tokens');
  const tools = request.tools.length === 0 ? {} : { tools: request.tools.map(toFunction) };
  return {
    model,
    messages: convertMessagesToCompletionsMessageParams({
      messages: toChatMessages(request.instructions, request.messages),
      model,
    }),
    ...tools,
    ...Object.fromEntries(sent),
    ...(byOlderName ? { max_tokens: maxOutput } : {}),
    stream: false,
  };
}

/** The parameters that an endpoint may refuse, undefined where they are not wanted. */
function parameters(settings: ChatSettings, { tools, schema }: CompletionRequest) {
  const { temperature, maxOutput, reasoning, structuredOutput, logProbabilities } = settings;
  const held = schema && structuredOutput ? { ...schema, strict: true } : undefined;
  return {
    temperature,
    max_completion_tokens: maxOutput,
    reasoning_effort: reasoning,
    response_format: held && { type: 'json_schema', json_schema: held },
    tool_choice: tools.length > 0 ? 'auto' : undefined,
    parallel_tool_calls: tools.length > 0 ? false : undefined,
    logprobs: logProbabilities || undefined,
  };
}

const CAN_BE_OMITTED = [
  'temperature',
  'max_completion_tokens',
  'reasoning_effort',
  'response_format',
  'tool_choice',
  'parallel_tool_calls',
  'logprobs',
] as const;

/** The parameters of a body that an error names as refused; empty for any other error. */
export function refusedParameters(body: ChatBody, error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null || !('status' in error)) return [];
  if (error.status !== 400 && error.status !== 422) return [];
  const said = `${'message' in error ? error.message : ''} ${'param' in error ? error.param : ''}`;
  return CAN_BE_OMITTED.filter((name) => name in body && said.includes(name));
}
