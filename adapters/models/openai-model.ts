import { ChatOpenAICompletions, convertMessagesToCompletionsMessageParams } from '@langchain/openai';
import { TimeoutStrategy, timeout } from 'cockatiel';
import type { CompletionRequest, Model, ModelTool } from '../../core/ports/model.ts';
import { within } from '../../core/values/limit.ts';
import { BODY_LIMIT, limitedFetch } from '../limited-fetch.ts';
import { faultOf, modelUnavailable } from './model-fault.ts';
import { readChatAnswer } from './openai-answer.ts';
import { toModelError } from './openai-fault.ts';
import { toChatMessages } from './openai-messages.ts';
import { costNano, type ModelPrice } from './price.ts';

/** A model's endpoint and price. */
export interface OpenaiModelOptions {
  /** The model's name at the endpoint. */
  readonly name: string;
  /** The URL before `/chat/completions`, for example `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly price: ModelPrice;
  /** Time limit of one call, until its last byte. */
  readonly timeoutMs: number;
  readonly temperature?: number;
  /** Requests log-probabilities. Some endpoints refuse such requests. */
  readonly logProbabilities?: boolean;
}

const toFunction = ({ name, description, parameters }: ModelTool) => ({
  type: 'function' as const,
  function: { name, description, parameters },
});

const TOO_LARGE = (name: string) => `the endpoint of \`${name}\` answered with more than ${BODY_LIMIT} bytes`;

function chatClient({
  name,
  baseUrl,
  apiKey,
  timeoutMs,
  temperature,
}: OpenaiModelOptions): ChatOpenAICompletions {
  return new ChatOpenAICompletions({
    model: name,
    apiKey,
    timeout: timeoutMs,
    maxRetries: 0,
    ...(temperature === undefined ? {} : { temperature }),
    configuration: {
      baseURL: baseUrl,
      fetch: limitedFetch(() => modelUnavailable(TOO_LARGE(name), { code: 'body_too_large' })),
      // The client would read missing options from the environment.
      organization: null,
      project: null,
      logLevel: 'off',
    },
  });
}

/**
 * A model behind an OpenAI-compatible chat-completions endpoint. Without retries and fallbacks: wrap it in
 * `resilientModel`.
 */
export function openaiModel(options: OpenaiModelOptions): Model {
  const { name, apiKey, price } = options;
  const chat = chatClient(options);
  const limit = timeout(options.timeoutMs, TimeoutStrategy.Aggressive);
  const asking = options.logProbabilities ? { logprobs: true } : {};
  let takesParallelToolCalls = true;

  // Bypasses LangChain's callbacks: with them, a tracing variable in the environment would send
  // customers' messages to LangSmith. The raw answer also keeps malformed arguments.
  const send = (request: CompletionRequest): Promise<unknown> => {
    const tools =
      request.tools.length === 0
        ? {}
        : {
            tools: request.tools.map(toFunction),
            tool_choice: 'auto' as const,
            ...(takesParallelToolCalls ? { parallel_tool_calls: false } : {}),
          };
    const messages = convertMessagesToCompletionsMessageParams({
      messages: toChatMessages(request.instructions, request.messages),
      model: name,
    });
    return limit
      .execute(
        ({ signal }) =>
          chat.completionWithRetry(
            { ...chat.invocationParams(tools), messages, stream: false, ...asking },
            { signal, maxRetries: 0 },
          ),
        request.signal,
      )
      .catch((error) => {
        throw toModelError(name, apiKey, error);
      });
  };

  const sendAsAccepted = (request: CompletionRequest): Promise<unknown> =>
    send(request).catch((error) => {
      const refused = takesParallelToolCalls && faultOf(error)?.detail.includes('parallel_tool_calls');
      if (!refused) throw error;
      takesParallelToolCalls = false;
      return send(request);
    });

  return {
    id: name,
    complete: (request) =>
      within(request.signal, async () => {
        const answer = readChatAnswer(name, request, await sendAsAccepted(request));
        return { ...answer, model: name, cost_nano: costNano(price, answer) };
      }),
  };
}
