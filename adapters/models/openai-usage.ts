import { z } from 'zod';
import type { CompletionRequest, ModelUsage } from '../../core/ports/model.ts';
import { countTokens } from './count-tokens.ts';
import { costNano, type ModelPrice, type TokenUsage } from './price.ts';

/** More than any model takes or writes: a larger count is no count. */
const MOST_TOKENS = 10_000_000;

/** A token count. An invalid one becomes null and is counted here instead. */
const Tokens = z.int().min(0).max(MOST_TOKENS).nullish().catch(null);

/** The counts of a chat completion under the names of all endpoints that are known. */
export const Usage = z
  .object({
    prompt_tokens: Tokens,
    completion_tokens: Tokens,
    total_tokens: Tokens,
    prompt_tokens_details: z
      .object({ cached_tokens: Tokens, cache_write_tokens: Tokens, cache_creation_tokens: Tokens })
      .nullish()
      .catch(null),
    // DeepSeek.
    prompt_cache_hit_tokens: Tokens,
    // Anthropic's own names, as gateways pass them on.
    cache_read_input_tokens: Tokens,
    cache_creation_input_tokens: Tokens,
  })
  .nullish()
  .catch(null);

type Reported = z.output<typeof Usage>;

/** The text of an answer, for counting. */
export interface Written {
  readonly text: string;
  readonly calls: unknown;
}

/** Reads what an endpoint reports, and counts here what it does not. */
export function usageOf(
  reported: Reported,
  request: CompletionRequest,
  written: Written,
  price: ModelPrice,
): ModelUsage {
  // No prompt is empty: a count of 0 is none.
  const input = reported?.prompt_tokens || null;
  const output = outputOf(reported);
  const tokens = withCache(reported, {
    input_tokens: input ?? countTokens(asked(request)),
    output_tokens: output ?? countTokens(JSON.stringify([written.text, written.calls])),
  });
  const { written_tokens: _, ...counts } = tokens;
  const estimated = input === null || output === null;
  return {
    ...counts,
    cost_nano: costNano(price, tokens),
    ...(estimated ? { usage: 'estimated' as const } : {}),
  };
}

const asked = ({ instructions, messages, tools }: CompletionRequest): string =>
  JSON.stringify([instructions, messages, tools]);

/** Output tokens. Some endpoints count reasoning in the total only. */
function outputOf(reported: Reported): number | null {
  const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = reported ?? {};
  if (output == null) return null;
  return input && total ? Math.max(output, total - input) : output;
}

function withCache(
  reported: Reported,
  { input_tokens, output_tokens }: Pick<TokenUsage, 'input_tokens' | 'output_tokens'>,
): TokenUsage {
  const details = reported?.prompt_tokens_details;
  const read =
    details?.cached_tokens ?? reported?.prompt_cache_hit_tokens ?? reported?.cache_read_input_tokens ?? 0;
  const cached_tokens = Math.min(read, input_tokens);
  const created =
    details?.cache_write_tokens ??
    details?.cache_creation_tokens ??
    reported?.cache_creation_input_tokens ??
    0;
  const written_tokens = Math.min(created, input_tokens - cached_tokens);
  return { input_tokens, cached_tokens, written_tokens, output_tokens };
}
