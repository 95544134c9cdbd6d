import { ChatOpenAICompletions } from '@langchain/openai';
import { TimeoutStrategy, timeout } from 'cockatiel';
import type { CompletionRequest, Model } from '../../core/ports/model.ts';
import { within } from '../../core/values/limit.ts';
import { BODY_LIMIT, limitedFetch } from '../limited-fetch.ts';
import { framedErrors } from './error-bodies.ts';
import { modelUnavailable } from './model-fault.ts';
import { readChatAnswer } from './openai-answer.ts';
import { toModelError } from './openai-fault.ts';
import { type ChatBody, type ChatSettings, chatBody, refusedParameters } from './openai-request.ts';
import type { ModelPrice } from './price.ts';

/** A model's endpoint, price and settings. */
export interface OpenaiModelOptions extends ChatSettings {
  /** The model's name here, and at the endpoint unless `nameThere` is set. */
  readonly name: string;
  readonly nameThere?: string | undefined;
  /** The URL before `/chat/completions`, for example `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly price: ModelPrice;
  /** Time limit of one call, until its last byte. */
  readonly timeoutMs: number;
}

const TOO_LARGE = (name: string) => `the endpoint of \`${name}\` answered with more than ${BODY_LIMIT} bytes`;

function chatClient({ name, baseUrl, apiKey, timeoutMs }: OpenaiModelOptions): ChatOpenAICompletions {
  return new ChatOpenAICompletions({
    model: name,
    apiKey,
    timeout: timeoutMs,
    maxRetries: 0,
    configuration: {
      baseURL: baseUrl,
      fetch: framedErrors(limitedFetch(() => modelUnavailable(TOO_LARGE(name), { code: 'body_too_large' }))),
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
 *
 * A parameter that the endpoint names as refused is not sent again.
 */
export function openaiModel(options: OpenaiModelOptions): Model {
  const { name, nameThere = name, apiKey, omit = [] } = options;
  const chat = chatClient(options);
  const limit = timeout(options.timeoutMs, TimeoutStrategy.Aggressive);
  const refused = new Set(omit);

  // Bypasses LangChain's callbacks: with them, a tracing variable in the environment would send
  // customers' messages to LangSmith. The raw answer also keeps malformed arguments.
  const post = (body: ChatBody, signal: AbortSignal): Promise<unknown> =>
    chat.completionWithRetry(body as Parameters<typeof chat.completionWithRetry>[0] & { stream: false }, {
      signal,
      maxRetries: 0,
    });

  const send = (request: CompletionRequest, signal: AbortSignal): Promise<unknown> => {
    const body = chatBody(nameThere, { ...options, omit: [...refused] }, request);
    return post(body, signal).catch((error) => {
      const named = refusedParameters(body, error);
      if (named.length === 0) throw error;
      for (const parameter of named) refused.add(parameter);
      return send(request, signal);
    });
  };

  return {
    id: name,
    structuredOutput: options.structuredOutput ?? false,
    complete: (request) =>
      within(request.signal, async () => {
        const body = await limit
          .execute(({ signal }) => send(request, signal), request.signal)
          .catch((error) => {
            throw toModelError(name, apiKey, error);
          });
        return { ...readChatAnswer(options, request, body), model: name };
      }),
  };
}
