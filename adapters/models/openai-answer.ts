import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AgentError } from '../../core/errors.ts';
import type { ModelCall } from '../../core/message.ts';
import type { CompletionRequest } from '../../core/ports/model.ts';
import { countTokens } from './count-tokens.ts';
import { modelUnavailable } from './model-fault.ts';
import type { TokenUsage } from './price.ts';

/** A token count. An invalid one becomes null and is counted here instead. */
const Tokens = z.int().min(0).nullish().catch(null);

const Call = z.object({
  id: z.string().nullish(),
  function: z.object({
    name: z.string().nullish(),
    // Some endpoints return parsed arguments.
    arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  }),
});

const Part = z.looseObject({ text: z.string().optional() });

const LogProbabilities = z
  .object({ content: z.array(z.object({ logprob: z.number() })).nullish() })
  .nullish()
  .catch(null);

/** The part of a chat completion that is read. */
const ChatCompletion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        logprobs: LogProbabilities,
        message: z.object({
          content: z.union([z.string(), z.array(Part)]).nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(Call).nullish(),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: Tokens,
      completion_tokens: Tokens,
      prompt_tokens_details: z.object({ cached_tokens: Tokens }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

type ChatCompletion = z.output<typeof ChatCompletion>;
type Answer = ChatCompletion['choices'][number]['message'];

const CUT_OFF: readonly (string | null | undefined)[] = ['length', 'content_filter'];

function textOf({ content, refusal }: Answer): string {
  const text = Array.isArray(content) ? content.map((part) => part.text ?? '').join('') : content;
  return text || refusal || '';
}

/** Reads the calls. Replaces repeated ids: some endpoints number the calls of every answer from 0. */
function callsOf(answer: Answer, request: CompletionRequest): ModelCall[] {
  const taken = new Set(request.messages.flatMap(({ calls = [] }) => calls.map(({ id }) => id)));
  return (answer.tool_calls ?? []).map((call) => {
    const id = call.id && !taken.has(call.id) ? call.id : `call_${randomUUID()}`;
    taken.add(id);
    const text = call.function.arguments ?? '';
    return {
      id,
      name: call.function.name ?? '',
      arguments: typeof text === 'string' ? text : JSON.stringify(text),
    };
  });
}

/** Reads the usage. Counts tokens here if the endpoint reports none. */
function usageOf(usage: ChatCompletion['usage'], request: CompletionRequest, answer: Answer): TokenUsage {
  const asked = () => countTokens(JSON.stringify([request.instructions, request.messages, request.tools]));
  const answered = () => countTokens(JSON.stringify([textOf(answer), answer.tool_calls ?? []]));
  const input = usage?.prompt_tokens ?? asked();
  return {
    input_tokens: input,
    cached_tokens: Math.min(usage?.prompt_tokens_details?.cached_tokens ?? 0, input),
    output_tokens: usage?.completion_tokens ?? answered(),
  };
}

/** The mean log-probability. Endpoints report -9999 for an impossible token. */
function meanOf(tokens: readonly { readonly logprob: number }[]) {
  if (tokens.length === 0) return {};
  const sum = tokens.reduce((total, { logprob }) => total + logprob, 0);
  return { mean_log_probability: Math.min(0, sum / tokens.length) };
}

/** Reads an endpoint's answer. Throws if it is no chat completion, is empty or was cut off. */
export function readChatAnswer(name: string, request: CompletionRequest, response: unknown) {
  const parsed = ChatCompletion.safeParse(response);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice) {
    const detail = parsed.error?.issues[0]?.message ?? 'no choices';
    throw modelUnavailable(`the endpoint of \`${name}\` answered something that is not a chat completion`, {
      detail,
    });
  }
  const { message } = choice;
  const answer = {
    text: textOf(message),
    calls: callsOf(message, request),
    ...usageOf(parsed.data.usage, request, message),
    ...meanOf(choice.logprobs?.content ?? []),
  };
  if (CUT_OFF.includes(choice.finish_reason)) {
    throw new AgentError(
      'MODEL_OUTPUT_INVALID',
      `the answer of \`${name}\` was cut off (\`${choice.finish_reason}\`)`,
    );
  }
  if (answer.text.trim() === '' && answer.calls.length === 0) {
    throw new AgentError('MODEL_OUTPUT_INVALID', `\`${name}\` answered with neither text nor a tool call`);
  }
  return answer;
}
