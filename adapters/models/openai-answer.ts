import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ModelCall } from '../../core/message.ts';
import type { Completion, CompletionRequest, ModelUsage } from '../../core/ports/model.ts';
import { answerUnusable, modelUnavailable, type Unusable } from './model-fault.ts';
import { kindOf } from './openai-fault.ts';
import { Usage, usageOf } from './openai-usage.ts';
import type { ModelPrice } from './price.ts';

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

/** An error inside a body with status 200. Gateways report so what broke after their own headers went out. */
const Failure = z.object({
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  message: z.string().nullish().catch(null),
});

const Choice = z.object({
  finish_reason: z.string().nullish(),
  logprobs: LogProbabilities,
  error: Failure.nullish().catch(null),
  message: z
    .object({
      content: z.union([z.string(), z.array(Part)]).nullish(),
      refusal: z.string().nullish(),
      tool_calls: z.array(Call).nullish(),
    })
    .nullish(),
});

/** The part of a chat completion that is read: of the choices the first, however many came. */
const ChatCompletion = z.object({
  choices: z.array(z.unknown()).min(1),
  error: Failure.nullish().catch(null),
  usage: Usage,
});

type Choice = z.output<typeof Choice>;
type Answer = NonNullable<Choice['message']>;

/** Reasons to end with an unusable answer, as endpoints name them. Any other reason leaves the answer as it is. */
const UNUSABLE: ReadonlyMap<string, Unusable> = new Map([
  ['length', 'cut_off'],
  ['max_tokens', 'cut_off'],
  ['model_length', 'cut_off'],
  ['content_filter', 'filtered'],
  ['safety', 'filtered'],
  ['sensitive', 'filtered'],
  ['refusal', 'refused'],
]);
const SAID: { readonly [code in Unusable]: string } = {
  cut_off: 'was cut off',
  filtered: "was stopped by the endpoint's filter",
  refused: 'was a refusal',
  empty: 'had neither text nor a tool call',
};
const BROKEN: readonly unknown[] = ['error', 'abort', 'insufficient_system_resource'];

/** The text without the reasoning that some local models write before it. */
function withoutReasoning(text: string): string {
  const start = text.trimStart();
  if (!start.startsWith('<think>')) return text;
  const end = start.indexOf('</think>');
  return end < 0 ? '' : start.slice(end + '</think>'.length).trimStart();
}

function textOf({ content }: Answer): string {
  const text = Array.isArray(content) ? content.map((part) => part.text ?? '').join('') : content;
  return withoutReasoning(text ?? '');
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

/** The mean log-probability. Endpoints report -9999 for an impossible token. */
function meanOf(tokens: readonly { readonly logprob: number }[]) {
  if (tokens.length === 0) return {};
  const sum = tokens.reduce((total, { logprob }) => total + logprob, 0);
  return { mean_log_probability: Math.min(0, sum / tokens.length) };
}

interface ChatModel {
  readonly name: string;
  readonly price: ModelPrice;
}

/** Reads an endpoint's answer. Throws if it is no chat completion, is empty, a refusal, or was cut off. */
export function readChatAnswer(
  { name, price }: ChatModel,
  request: CompletionRequest,
  response: unknown,
): Omit<Completion, 'model'> {
  const { choice, usage } = readBody(name, response);
  const message = choice.message ?? {};
  const [text, calls] = [textOf(message), callsOf(message, request)];
  const content = typeof message.content === 'string' ? message.content : text;
  const spent = usageOf(usage, request, { text: content, calls: message.tool_calls ?? [] }, price);
  if (choice.error || BROKEN.includes(choice.finish_reason)) throw brokenOff(name, choice.error ?? {}, spent);
  const code = UNUSABLE.get(choice.finish_reason ?? '') ?? nothingIn(text, calls, message);
  if (code) throw answerUnusable(`the answer of \`${name}\` ${SAID[code]}`, code, spent);
  return { text, calls, ...spent, ...meanOf(choice.logprobs?.content ?? []) };
}

function nothingIn(text: string, calls: readonly ModelCall[], { refusal }: Answer): Unusable | undefined {
  if (text.trim() !== '' || calls.length > 0) return undefined;
  return refusal ? 'refused' : 'empty';
}

/** The first choice and the usage of a body. Throws if there are none. */
function readBody(name: string, response: unknown) {
  const failed = z.object({ error: Failure }).safeParse(response);
  const parsed = ChatCompletion.safeParse(response);
  if (failed.success && !parsed.success) throw brokenOff(name, failed.data.error, null);
  const choice = Choice.safeParse(parsed.data?.choices[0]);
  if (parsed.success && choice.success) return { choice: choice.data, usage: parsed.data.usage };
  const detail = (parsed.error ?? choice.error)?.issues[0]?.message ?? '';
  throw modelUnavailable(`the endpoint of \`${name}\` answered something that is not a chat completion`, {
    code: 'not_a_completion',
    detail,
  });
}

/** The fault of an error inside a body: its code may be a status. */
function brokenOff(
  name: string,
  { code, message }: Partial<z.output<typeof Failure>>,
  spent: ModelUsage | null,
) {
  const status = Number(code);
  return modelUnavailable(`the endpoint of \`${name}\` answered with an error`, {
    kind: kindOf(status >= 400 && status < 600 ? status : null, code),
    code: 'error_in_body',
    detail: (message ?? '').split('\n')[0]?.slice(0, 300) ?? '',
    spent,
  });
}
