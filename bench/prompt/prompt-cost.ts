import { countTokens } from '../../adapters/models/count-tokens.ts';
import { costNano, type ModelPrice, type TokenUsage } from '../../adapters/models/price.ts';
import type { Message } from '../../core/message.ts';
import type { CompletionRequest } from '../../core/ports/model.ts';

/** gpt-5-mini's, in dollars for a million tokens. */
export const PRICE: ModelPrice = { input: 0.25, cachedInput: 0.025, output: 2 };

/** A provider keeps prompts of so many tokens and more, by their beginnings, in steps of so many. */
export const CACHE = { minimum: 1024, step: 128 } as const;

/** With four tokens a message the recorded runs come to what their provider counted: 79,129 and 79,126 a run. */
const MESSAGE_TOKENS = 4;

/** A request of a thread, and what was answered. */
export interface Call extends Pick<CompletionRequest, 'instructions' | 'messages' | 'tools'> {
  readonly answer: Pick<Message, 'content' | 'calls'>;
}

/** Tokens and nano-dollars of threads. */
export interface Cost {
  readonly calls: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Of the input by itself, and of all; without and with a provider that keeps beginnings. */
  readonly inputNano: number;
  readonly nano: number;
  readonly cachedInputNano: number;
  readonly cachedNano: number;
}

/** The cost of one thread, which starts cold. */
export function costOf(thread: readonly Call[]): Cost {
  const sent = thread.map(partsOf);
  const usage = thread.map(({ answer }, index) => ({
    input_tokens: tokensOf(sent[index] ?? []),
    cached_tokens: cachedOf(sent, index),
    output_tokens: countTokens(saidIn(answer)),
  }));
  const nano = (used: (one: TokenUsage) => TokenUsage) =>
    usage.reduce((sum, one) => sum + costNano(PRICE, used(one)), 0);
  const sum = (key: keyof (typeof usage)[number]) => usage.reduce((total, one) => total + one[key], 0);
  return {
    calls: thread.length,
    input: sum('input_tokens'),
    cached: sum('cached_tokens'),
    output: sum('output_tokens'),
    inputNano: nano((one) => ({ ...one, cached_tokens: 0, output_tokens: 0 })),
    nano: nano((one) => ({ ...one, cached_tokens: 0 })),
    cachedInputNano: nano((one) => ({ ...one, output_tokens: 0 })),
    cachedNano: nano((one) => one),
  };
}

/** Sums up threads. */
export function totalCost(threads: readonly Cost[]): Cost {
  const sum = (key: keyof Cost) => threads.reduce((total, one) => total + one[key], 0);
  return {
    calls: sum('calls'),
    input: sum('input'),
    cached: sum('cached'),
    output: sum('output'),
    inputNano: sum('inputNano'),
    nano: sum('nano'),
    cachedInputNano: sum('cachedInputNano'),
    cachedNano: sum('cachedNano'),
  };
}

const saidIn = ({ content, calls }: Pick<Message, 'content' | 'calls'>): string =>
  calls
    ? `${content}${JSON.stringify(calls.map(({ name, arguments: args }) => ({ name, arguments: args })))}`
    : content;

/** A request as texts, in the order in which a provider reads it. */
const partsOf = ({ tools, instructions, messages }: Call): readonly string[] => [
  JSON.stringify(tools.map((tool) => ({ type: 'function', function: tool }))),
  instructions,
  ...messages.map(({ type, ...message }) => `${type}\n${saidIn(message)}`),
];

const counted = new Map<string, number>();

function tokensIn(part: string): number {
  const known = counted.get(part);
  if (known !== undefined) return known;
  const tokens = countTokens(part);
  counted.set(part, tokens);
  return tokens;
}

/** Tools stand for themselves; every message has its overhead, and its role in it. */
const partTokens = (part: string, index: number): number =>
  index === 0
    ? tokensIn(part)
    : tokensIn(index === 1 ? part : part.slice(part.indexOf('\n') + 1)) + MESSAGE_TOKENS;

const tokensOf = (parts: readonly string[]): number =>
  parts.reduce((sum, part, index) => sum + partTokens(part, index), 0);

/** The tokens that a provider has kept of earlier requests of the thread. */
function cachedOf(sent: readonly (readonly string[])[], index: number): number {
  const parts = sent[index] ?? [];
  const same = Math.max(0, ...sent.slice(0, index).map((earlier) => sameTokens(parts, earlier)));
  if (same < CACHE.minimum) return 0;
  return CACHE.minimum + Math.floor((same - CACHE.minimum) / CACHE.step) * CACHE.step;
}

/** The tokens of the beginning that two requests share. */
function sameTokens(parts: readonly string[], earlier: readonly string[]): number {
  const differs = parts.findIndex((part, index) => part !== earlier[index]);
  if (differs < 0) return tokensOf(parts);
  const [one = '', other = ''] = [parts[differs], earlier[differs]];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return tokensOf(parts.slice(0, differs)) + countTokens(one.slice(0, same));
}
