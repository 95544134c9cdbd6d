import type { RankedPassage } from '../../core/context.ts';
import type { Spoken } from '../../core/state.ts';

/** A passage, word for word, with its source below. `source`: the author's line, in which `{heading}` is replaced. */
export function quotePassage(
  { passage_id, heading, text, source: path }: RankedPassage,
  { source }: { readonly source: string },
): Spoken {
  const line = source.replace('{heading}', () => heading);
  return {
    text: `${text.trim()}\n${line}`,
    citations: [{ passage_id, source: path }],
    grounds: [heading, line],
  };
}
